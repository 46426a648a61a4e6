// @ts-check
// The explorer's view as requests to a search engine, and its answers as what the explorer shows.
// Documents and fields are those of `rolebook export opensearch` and `rolebook export meilisearch`.

/**
 * @typedef {object} EngineResult
 * @property {number} total
 * @property {Hit[]} hits with the keys of role and category; addresses from the root
 * @property {Counts} counts
 * @property {number} dropped how many hits were left out, since they cannot be read
 * @property {boolean} isPartial whether the engine says that it did not look everywhere
 * @typedef {{ engine: string, url: string, index: string, key?: string }} Config
 * @typedef {{ offset: number, limit: number }} Slice
 * @typedef {object} EngineRequest
 * @property {string} url
 * @property {string} method
 * @property {Record<string, string>} headers
 * @property {string} body
 * @typedef {object} Protocol
 * @property {(v: View, keys: string[], config: Config, slice: Slice) => EngineRequest[]} requests
 *   `keys` of the facets that are counted
 * @property {(responses: any[]) => EngineResult} result
 * @typedef {[key: string, choice: Choice][]} ChosenFacets facets of which something is chosen
 * @typedef {[key: string, counts: [value: unknown, count: unknown][]][]} CountedFacets
 */

var rolebookProtocols = (() => {
  "use strict";

  const FIELDS = [
    "id",
    "level",
    "text",
    "facet_role",
    "facet_category",
    "url",
    "permalink",
    "changed",
  ];
  /** Values of a facet that are counted: more than any list on a page shows. */
  const MOST_VALUES = 1000;
  /** Of one or two words all must be there; of more, a quarter may be missing, as in questions. */
  const FEW = 2;
  const ENOUGH = `${FEW}<75%`;

  const HANDBOOK_ORDER = "position:asc";
  const ORDERS = new Map([
    ["id", [HANDBOOK_ORDER]],
    ["level", ["strength:desc", HANDBOOK_ORDER]],
    ["changed", ["changed:desc", HANDBOOK_ORDER]],
  ]);

  /** @param {string} key */
  const field = (key) => `facet_${key}`;

  /** @param {string} words */
  const split = (words) => words.split(/\s+/).filter(Boolean);

  /** @param {View} view @param {string[]} facetKeys @returns {ChosenFacets} */
  function chosen(view, facetKeys) {
    return facetKeys
      .map((key) => /** @type {[string, Choice]} */ ([key, view.choices[key]]))
      .filter(([, choice]) => choice && choice.only.length + choice.without.length > 0);
  }

  /** The order that is asked for; undefined for the best match first. @param {View} view */
  function order(view) {
    return ORDERS.get(view.sort) || (view.words.trim() ? undefined : [HANDBOOK_ORDER]);
  }

  /** A field as text; empty if it is neither text nor a number. @param {unknown} value */
  function text(value) {
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  }

  /**
   * The hit of a document; none if it has no ID or no words.
   * @param {any} document @returns {Hit[]}
   */
  function hit(document) {
    const found = {
      id: text(document?.id),
      level: text(document?.level),
      text: text(document?.text),
      role: text(document?.facet_role),
      category: text(document?.facet_category),
      url: text(document?.url),
      permalink: text(document?.permalink),
      changed: text(document?.changed),
    };
    return found.id && found.text ? [found] : [];
  }

  /**
   * A result from an engine's answer, none of which is trusted.
   * @param {unknown} total @param {any[]} documents @param {CountedFacets} counted
   * @param {unknown} isPartial
   * @returns {EngineResult}
   * @throws {TypeError} if there is no number of hits or no list
   */
  function result(total, documents, counted, isPartial) {
    if (!isCount(total)) throw new TypeError("no number of hits");
    const hits = documents.flatMap(hit);
    const dropped = documents.length - hits.length;
    const counts = counted.map(([key, values]) => [
      key,
      Object.fromEntries(values.filter(([, count]) => isCount(count))),
    ]);
    return {
      total: Math.max(hits.length, total - dropped),
      hits,
      counts: Object.fromEntries(counts),
      dropped,
      isPartial: Boolean(isPartial),
    };
  }

  /** @param {unknown} value @returns {value is number} */
  function isCount(value) {
    return Number.isSafeInteger(value) && Number(value) >= 0;
  }

  /**
   * @param {Config} config @param {string} path @param {string} key @param {unknown} body
   * @returns {EngineRequest}
   */
  function post(config, path, key, body) {
    return {
      url: `${config.url.replace(/\/+$/, "")}${path}`,
      method: "POST",
      headers: { "Content-Type": "application/json", ...(key && { Authorization: key }) },
      body: JSON.stringify(body),
    };
  }

  // Meilisearch counts after filtering, so a facet with a choice is counted by a query of its own,
  // without that choice.
  /** @type {Protocol} */
  const meilisearch = {
    requests(view, facetKeys, config, { offset, limit }) {
      const choices = chosen(view, facetKeys);
      const asked = {
        indexUid: config.index,
        q: view.words.trim(),
        matchingStrategy: strategy(view.words),
      };
      const main = {
        ...asked,
        filter: filters(choices),
        facets: facetKeys.map(field),
        sort: order(view),
        attributesToRetrieve: FIELDS,
        offset,
        limit,
      };
      const counting = choices.map(([key]) => ({
        ...asked,
        filter: filters(choices.filter(([other]) => other !== key)),
        facets: [field(key)],
        limit: 0,
      }));
      const key = config.key ? `Bearer ${config.key}` : "";
      return [post(config, "/multi-search", key, { queries: [main, ...counting] })];
    },

    result([{ results }]) {
      /** @type {Map<string, any>} */
      const found = new Map(
        results.flatMap((/** @type {any} */ one) => Object.entries(one.facetDistribution ?? {})),
      );
      /** @type {[string, [unknown, unknown][]][]} */
      const counted = Array.from(found, ([name, counts]) => [
        name.replace(field(""), ""),
        Object.entries(counts ?? {}),
      ]);
      const [{ totalHits, estimatedTotalHits, hits }] = results;
      const isPartial = results.some((/** @type {any} */ one) => one.degraded);
      return result(totalHits ?? estimatedTotalHits, hits, counted, isPartial);
    },
  };

  /** Of many words, the most common ones may be missing first. @param {string} words */
  function strategy(words) {
    return split(words).length > FEW ? "frequency" : "all";
  }

  /** @param {ChosenFacets} choices */
  function filters(choices) {
    return choices.flatMap(([key, { only, without }]) => [
      ...(only.length ? [`${field(key)} IN [${only.map(quoted)}]`] : []),
      ...(without.length ? [`${field(key)} NOT IN [${without.map(quoted)}]`] : []),
    ]);
  }

  /** @param {string} value */
  function quoted(value) {
    return `"${value.replace(/["\\]/g, "\\$&")}"`;
  }

  // In OpenSearch and Elasticsearch, choices filter after the counting, and each facet is counted
  // after the choices of the others.
  /** @type {Protocol} */
  const opensearch = {
    requests(view, facetKeys, config, { offset, limit }) {
      const choices = chosen(view, facetKeys);
      const counted = facetKeys.map((key) => [
        key,
        {
          filter: condition(choices.filter(([other]) => other !== key)),
          aggs: { values: { terms: { field: field(key), size: MOST_VALUES } } },
        },
      ]);
      const body = {
        from: offset,
        size: limit,
        track_total_hits: true,
        _source: FIELDS,
        query: question(view.words.trim()),
        post_filter: condition(choices),
        aggs: Object.fromEntries(counted),
        sort: (order(view) || ["_score:desc", HANDBOOK_ORDER]).map(sorted),
      };
      // A key with a space in it names its own scheme, such as "Basic …".
      const { key = "" } = config;
      const path = `/${encodeURIComponent(config.index)}/_search`;
      return [post(config, path, !key || key.includes(" ") ? key : `ApiKey ${key}`, body)];
    },

    result([{ hits, aggregations, timed_out, _shards }]) {
      /** @type {[string, [unknown, unknown][]][]} */
      const counted = Object.entries(aggregations ?? {}).map(([key, found]) => {
        const buckets = found?.values?.buckets;
        return [
          key,
          Array.isArray(buckets) ? buckets.map((one) => [one?.key, one?.doc_count]) : [],
        ];
      });
      const documents = hits.hits.map((/** @type {any} */ one) => one?._source);
      return result(
        hits.total?.value ?? hits.total,
        documents,
        counted,
        timed_out || _shards?.failed,
      );
    },
  };

  /** @param {string} order */
  function sorted(order) {
    const [name, way] = order.split(":");
    return { [name]: way };
  }

  /** @param {ChosenFacets} choices */
  function condition(choices) {
    if (!choices.length) return { match_all: {} };
    /** @param {string} key @param {string[]} values */
    const terms = (key, values) => (values.length ? [{ terms: { [field(key)]: values } }] : []);
    return {
      bool: {
        filter: choices.flatMap(([key, { only }]) => terms(key, only)),
        must_not: choices.flatMap(([key, { without }]) => terms(key, without)),
      },
    };
  }

  // Words of the rule count twice as much as names, and those twice as much as the note. A
  // word with a typo (0.3) comes behind the right word, and an ID (20) before all words.
  /**
   * Words in any form and their synonyms, beginnings of words, words with a typo, and IDs.
   * @param {string} words
   */
  function question(words) {
    if (!words) return { match_all: {} };
    const alike = { query: words, minimum_should_match: ENOUGH };
    const written = ["text.written", "names.written"];
    const ids = split(words).filter((word, _, all) => all.length === 1 || /[\d.-]/.test(word));
    return {
      bool: {
        minimum_should_match: 1,
        should: [
          {
            multi_match: {
              ...alike,
              type: "cross_fields",
              fields: ["text^4", "names^2", "note", "level.words"],
            },
          },
          { multi_match: { ...alike, type: "bool_prefix", fields: written } },
          {
            multi_match: {
              ...alike,
              type: "best_fields",
              fields: written,
              fuzziness: "AUTO",
              prefix_length: 1,
              boost: 0.3,
            },
          },
          ...(ids.length ? [{ match: { compact_id: { query: ids.join(" "), boost: 20 } } }] : []),
        ],
      },
    };
  }

  return { meilisearch, opensearch, text };
})();
