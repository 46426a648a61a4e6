// @ts-check
// The explorer's view as requests to a search engine, and the engine's answers as what the explorer shows. Documents
// and fields are those of `rolebook export opensearch` and `rolebook export meilisearch`; the page is not known here.

var rolebookRemote = (() => {
  "use strict";

  /**
   * What an engine finds; `role` and `category` of a hit are keys of values, and its addresses begin at the site's root.
   * `dropped`: how many hits were left out, since they cannot be read; `isPartial`: whether the engine says that it did not look everywhere.
   * @typedef {{ total: number, hits: Hit[], counts: Counts, dropped: number, isPartial: boolean }} Result
   * @typedef {{ engine: string, url: string, index: string, key?: string }} Config
   * @typedef {{ offset: number, limit: number }} Range
   * @typedef {{ url: string, method: string, headers: Record<string, string>, body: string }} Request
   * @typedef {{
   *   requests: (view: View, facetKeys: string[], config: Config, range: Range) => Request[],
   *   result: (responses: any[]) => Result,
   * }} Engine
   */

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
  /** Values of a facet that are counted; no list on a page is longer. */
  const MOST_VALUES = 1000;
  /** Up to two words are all wanted; of more, some may be missing. */
  const FEW = 2;
  const ENOUGH = `${FEW}<75%`;

  /** Milliseconds to wait for an engine's answer. */
  const PATIENCE = 10_000;
  /** How many characters are shown of what an engine says about a question that it refuses. */
  const LONGEST_REASON = 300;

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

  /**
   * The facets of which something is chosen.
   * @param {View} view @param {string[]} facetKeys @returns {[key: string, choice: Choice][]}
   */
  function chosen(view, facetKeys) {
    return facetKeys.flatMap((key) => {
      const choice = view.choices[key];
      const isChosen = choice && choice.only.length + choice.without.length > 0;
      return isChosen ? [/** @type {[string, Choice]} */ ([key, choice])] : [];
    });
  }

  /** The order that is asked for, or nothing where the best match comes first. @param {View} view */
  function order(view) {
    return ORDERS.get(view.sort) || (view.words.trim() ? undefined : [HANDBOOK_ORDER]);
  }

  /** A field of a document as text; what is neither text nor a number becomes empty. @param {unknown} value */
  function text(value) {
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  }

  /** The hit of a document, or nothing if it has no id or no words. @param {any} document @returns {Hit[]} */
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
   * A result from what an engine says, none of which is trusted. Throws if there is no number of hits or no list.
   * @param {unknown} total @param {any[]} documents @param {[key: string, counts: [value: unknown, count: unknown][]][]} counted
   * @param {unknown} isPartial
   * @returns {Result}
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
   * An address from an engine as a full one, or nothing if following it would leave the site or run something.
   * @param {string} address @param {URL} root of the site
   */
  function inside(address, root) {
    const found = address && parsed(address, root);
    if (!found) return "";
    const { href, protocol, host, pathname, username, password } = found;
    const isHere = protocol === root.protocol && host === root.host && !username && !password;
    const isBelow = pathname.startsWith(root.pathname) && !/%(?:2f|5c)/i.test(pathname); // which a server may decode
    return isHere && isBelow ? href : "";
  }

  /** @param {string} address @param {URL} root */
  function parsed(address, root) {
    try {
      return new URL(address, root);
    } catch {
      return null;
    }
  }

  /** @param {Config} config @param {string} path @param {string} key @param {unknown} body @returns {Request} */
  function post(config, path, key, body) {
    return {
      url: `${config.url.replace(/\/+$/, "")}${path}`,
      method: "POST",
      headers: { "Content-Type": "application/json", ...(key && { Authorization: key }) },
      body: JSON.stringify(body),
    };
  }

  // Meilisearch counts after filtering, so a facet with a choice is counted by a query of its own, without that choice.
  /** @type {Engine} */
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

  /** Of many words, those that stand everywhere are let go first. @param {string} words */
  function strategy(words) {
    return split(words).length > FEW ? "frequency" : "all";
  }

  /** @param {[key: string, choice: Choice][]} choices */
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

  // OpenSearch and Elasticsearch: choices are a filter behind the counting, and each facet counts behind the others'.
  /** @type {Engine} */
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

  /** @param {[key: string, choice: Choice][]} choices */
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

  /** Words in any form and their synonyms, beginnings of words, words with a mistake, and ids. @param {string} words */
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

  const ENGINES = new Map([
    ["meilisearch", meilisearch],
    ["opensearch", opensearch],
  ]);

  /**
   * Ask the engine. Rejects with an Error whose message is for the reader, or with the signal's reason where the
   * request was given up.
   * @param {View} view @param {string[]} facetKeys @param {Config} config
   * @param {Range & { signal?: AbortSignal, patience?: number }} options `patience` in milliseconds
   * @returns {Promise<Result>}
   */
  async function find(view, facetKeys, config, { offset, limit, signal, patience = PATIENCE }) {
    const engine = ENGINES.get(config.engine);
    if (!engine)
      throw new Error(
        `This site asks for a search engine called “${config.engine}”, which it does not know.`,
      );
    const requests = engine.requests(view, facetKeys, config, { offset, limit });
    const asking = Promise.all(requests.map((request) => answer(request, config, signal)));
    const responses = await inTime(asking, patience, config);
    try {
      return engine.result(responses);
    } catch {
      throw unreadable(config);
    }
  }

  /**
   * What comes in time; after that, an error that says so.
   * @template T
   * @param {Promise<T>} coming @param {number} patience @param {Config} config @returns {Promise<T>}
   */
  function inTime(coming, patience, config) {
    return new Promise((resolve, reject) => {
      const late = () => reject(new Error(`The search engine at ${config.url} does not answer.`));
      const timer = setTimeout(late, patience);
      coming.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }

  /** @param {Request} request @param {Config} config @param {AbortSignal} [signal] */
  async function answer({ url, ...request }, config, signal) {
    const response = await fetch(url, { ...request, signal }).catch((error) => {
      throw signal?.aborted
        ? error
        : new Error(`The search engine at ${config.url} cannot be reached.`);
    });
    const body = await response.json().catch((/** @type {any} */ error) => {
      if (signal?.aborted) throw error;
      return null;
    });
    if (!response.ok) throw new Error(refusal(response.status, body, config));
    if (!body) throw unreadable(config);
    return body;
  }

  /** @param {number} status @param {any} body @param {Config} config */
  function refusal(status, body, config) {
    if (status === 401 || status === 403)
      return "The search engine does not accept the key that this site has.";
    if (status === 404) return `The search engine has no index called “${config.index}”.`;
    if (status === 429 || status >= 500)
      return `The search engine cannot answer now (${status}). Try again in a while.`;
    const said = [body?.message, body?.error?.root_cause?.[0]?.reason, body?.error?.reason];
    const reason = said.map(text).find(Boolean)?.slice(0, LONGEST_REASON);
    return `The search engine did not understand the question (${status})${reason ? `: ${reason}` : "."}`;
  }

  /** @param {Config} config */
  function unreadable(config) {
    return new Error(
      `What the search engine at ${config.url} answers cannot be read; is it really ${config.engine}?`,
    );
  }

  return { meilisearch, opensearch, find, inside };
})();
