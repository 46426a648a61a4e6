// What the search of the pages is made of; `make engine` bundles it into assets/search/engine.js.
export { default as MiniSearch } from "minisearch";
export { stemmer } from "stemmer";
