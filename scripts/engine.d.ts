/** What `assets/search/engine.js` puts into the page. */
declare const rolebookEngine: {
  MiniSearch: typeof import("minisearch").default;
  stemmer: typeof import("stemmer").stemmer;
};
