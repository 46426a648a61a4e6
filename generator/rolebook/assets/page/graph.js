// @ts-check
// The picture of a team: the contracts of the role that is pointed at.

(() => {
  "use strict";

  /** Highlight the contracts of a role while the pointer or focus is on it. @param {Event} event */
  function light(event) {
    const from = event.target instanceof Element ? event.target : null;
    const graph = from?.closest(".rb-graph-box svg");
    if (!(graph instanceof SVGElement)) return;
    const node = from?.closest("[data-node]") ?? graph.querySelector("[data-node]:focus");
    const isLeft = event.type === "pointerout" || event.type === "focusout";
    const lit = isLeft || !(node instanceof SVGElement) ? undefined : node.dataset.node;
    const near = new Set([lit]);
    for (const edge of /** @type {NodeListOf<SVGElement>} */ (
      graph.querySelectorAll("[data-ends]")
    )) {
      const ends = (edge.dataset.ends ?? "").split(" ");
      const isOn = lit !== undefined && ends.includes(lit);
      edge.classList.toggle("rb-on", isOn);
      if (isOn) ends.forEach((end) => near.add(end));
    }
    for (const one of /** @type {NodeListOf<SVGElement>} */ (graph.querySelectorAll("[data-node]")))
      one.classList.toggle("rb-on", near.has(one.dataset.node));
    graph.classList.toggle("rb-lit", lit !== undefined);
  }
  ["pointerover", "pointerout", "focusin", "focusout"].forEach((type) =>
    document.addEventListener(type, light),
  );
})();
