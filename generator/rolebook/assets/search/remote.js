// @ts-check
// Asks a search engine outside the site, and says what went wrong. It knows nothing of the page.

var rolebookRemote = (() => {
  "use strict";

  const { say } = rolebookMessages;
  const { meilisearch, opensearch, text } = rolebookProtocols;
  /** Milliseconds to wait for an answer; readers have long given up by then. */
  const PATIENCE = 10_000;
  /** Characters of an engine's reason that are shown: it may hold a whole request. */
  const LONGEST_REASON = 300;
  /** Slashes that a server may decode, and that could leave the site then. */
  const HIDDEN_SLASH = /%(?:2f|5c)/i;

  const ENGINES = new Map([
    ["meilisearch", meilisearch],
    ["opensearch", opensearch],
  ]);

  /**
   * An address from an engine as a whole one; empty if it would leave the site or run something.
   * @param {string} address @param {URL} root of the site
   */
  function inside(address, root) {
    const found = address && parsed(address, root);
    if (!found) return "";
    const { href, protocol, host, pathname, username, password } = found;
    const isHere = protocol === root.protocol && host === root.host && !username && !password;
    const isBelow = pathname.startsWith(root.pathname) && !HIDDEN_SLASH.test(pathname);
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

  /**
   * Asks the engine. Rejects with an Error whose message is for the reader, or with the signal's
   * reason if the request was given up.
   * @param {View} view @param {string[]} facetKeys @param {Config} config
   * @param {Slice & { signal?: AbortSignal, patience?: number }} options `patience` in milliseconds
   * @returns {Promise<EngineResult>}
   */
  async function find(view, facetKeys, config, { offset, limit, signal, patience = PATIENCE }) {
    const engine = ENGINES.get(config.engine);
    if (!engine) throw new Error(say("engine-unsupported", { engine: config.engine }));
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
   * @param {Promise<T>} coming @param {number} patience @param {Config} config
   * @returns {Promise<T>}
   */
  function inTime(coming, patience, { url }) {
    return new Promise((resolve, reject) => {
      const late = () => reject(new Error(say("engine-silent", { url })));
      const timer = setTimeout(late, patience);
      coming.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }

  /** @param {EngineRequest} request @param {Config} config @param {AbortSignal} [signal] */
  async function answer({ url, ...request }, config, signal) {
    const response = await fetch(url, { ...request, signal }).catch((error) => {
      throw signal?.aborted ? error : new Error(say("engine-unreachable", { url: config.url }));
    });
    const body = await response.json().catch((/** @type {any} */ error) => {
      if (signal?.aborted) throw error;
      return null;
    });
    if (!response.ok) throw new Error(refusal(response.status, body, config));
    if (!body) throw unreadable(config);
    return body;
  }

  /** @param {number} code @param {any} body @param {Config} config */
  function refusal(code, body, { index }) {
    const status = String(code);
    if (code === 401 || code === 403) return say("engine-bad-key");
    if (code === 404) return say("engine-no-index", { index });
    if (code === 429 || code >= 500) return say("engine-busy", { status });
    const reasons = [body?.message, body?.error?.root_cause?.[0]?.reason, body?.error?.reason];
    const reason = reasons.map(text).find(Boolean)?.slice(0, LONGEST_REASON);
    return reason
      ? say("engine-rejected.reason", { status, reason })
      : say("engine-rejected", { status });
  }

  /** @param {Config} config */
  const unreadable = ({ url, engine }) => new Error(say("engine-unreadable", { url, engine }));

  return { find, inside };
})();
