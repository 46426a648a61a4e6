// The scripts of the pages are classic ones, so that they also run from a file: each puts one name into the global scope.
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

const ASSETS = new URL("../../generator/rolebook/assets/", import.meta.url);

/** Run scripts as a page would, in order. @param {string[]} paths below `assets/` */
export function load(...paths) {
  for (const path of paths) runInThisContext(readFileSync(new URL(path, ASSETS), "utf8"), { filename: path });
}
