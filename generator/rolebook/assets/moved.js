// @ts-check
// On the page that a host shows for an address without a page: lead to the page whose address has
// other capitals, if there is one. Addresses are in lower case, but for IDs of rules, which people
// may type as they like; in earlier versions the codes of skills were in capitals.

void (async () => {
  "use strict";

  /** @param {string} path */
  function decoded(path) {
    try {
      return decodeURI(path);
    } catch {
      return path; // not UTF-8, so no address of ours
    }
  }

  /**
   * The paths that may have been meant. The site may be in a folder whose name has capitals, and
   * which one is not known: so one path keeps none of them, the next that of the first folder, and
   * so on. Each is nearer to the first one than the given path, so that a host with an answer to
   * every address can't send a reader round in circles.
   * @param {string} path
   */
  function spellings(path) {
    const names = path.split("/");
    const folded = names.map((name, n) =>
      names[n - 1]?.toLowerCase() === "r" ? name.toUpperCase() : name.toLowerCase(),
    );
    const all = names.map((_, n) => [...names.slice(0, n), ...folded.slice(n)].join("/"));
    return new Set(all.filter((one) => one !== path));
  }

  /** @param {URL} address */
  const exists = (address) =>
    fetch(address, { method: "HEAD" }).then(
      (response) => response.ok,
      () => false,
    );

  for (const path of spellings(decoded(location.pathname))) {
    const address = new URL(location.href); // with its query and fragment
    address.pathname = path;
    if (await exists(address)) return location.replace(address);
  }
})();
