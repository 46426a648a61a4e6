// What the scripts of the pages read messages with; `make engine` bundles it into assets/fluent.js.
export { FluentBundle, FluentResource } from "@fluent/bundle";
