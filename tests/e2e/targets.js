// Measures what a thumb can press on this page: too small, or too near to its neighbour.
// Returns sentences. A link inside a line of text is exempt, as in WCAG 2.5.8: its size is bound
// by the letters around it. A radio button or a tick box counts as the label around it, a link
// whose ::after covers its card as that card.
({ least, apart }) => {
  const PRESSED = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const BARS = ".site-nav, .save-bar";

  const covers = (link) => {
    const after = getComputedStyle(link, "::after");
    return after.content !== "none" && after.position === "absolute";
  };

  const shape = (element) => {
    if (/^(radio|checkbox)$/.test(element.type)) return element.closest("label") ?? element;
    return covers(element) ? element.offsetParent : element;
  };

  // The ::after may stop short of the card's edge.
  const boxOf = (element) => {
    const { left, right, top, bottom } = shape(element).getBoundingClientRect();
    const inset = covers(element) ? parseFloat(getComputedStyle(element, "::after").top) : 0;
    const box = { left, right, top: top + inset, bottom: bottom - inset };
    return { ...box, width: right - left, height: box.bottom - box.top };
  };

  const isInText = (element) => {
    if (element.tagName !== "A" || getComputedStyle(element).display !== "inline") return false;
    const line = element.closest("p, li, dd, td, th, caption, figcaption, div, label");
    return line.innerText.trim() !== element.innerText.trim();
  };

  const isThere = (element) =>
    element.checkVisibility({ visibilityProperty: true }) &&
    !element.matches(".skip-link") &&
    !element.closest("[aria-hidden=true]");

  const name = (element) =>
    `${element.tagName.toLowerCase()} "${(element.ariaLabel ?? shape(element).innerText).trim().slice(0, 40)}"`;

  const places = [...document.querySelectorAll(PRESSED)]
    .filter((element) => isThere(element) && !isInText(element))
    .map((element) => ({ element, box: boxOf(element), isInBar: Boolean(element.closest(BARS)) }));

  const gap = (one, other) => {
    const across = Math.max(one.left - other.right, other.left - one.right, 0);
    const down = Math.max(one.top - other.bottom, other.top - one.bottom, 0);
    return Math.hypot(across, down);
  };

  const small = places
    .filter(({ box }) => box.width < least - 0.5 || box.height < least - 0.5)
    .map(({ element, box }) => `${name(element)} is ${box.width.toFixed(0)}x${box.height.toFixed(0)}`);

  const near = [];
  places.forEach((one, index) => {
    for (const other of places.slice(index + 1)) {
      // Seven days of 44 px leave no more than 3 px between them, as in the phones' own calendars;
      // each day is also a row of the list below, and can be typed.
      if (one.element.closest(".calendar") && other.element.closest(".calendar")) continue;
      // What lies below a bar is scrolled away from it.
      if (one.isInBar !== other.isInBar) continue;
      const px = gap(one.box, other.box);
      if (px < apart - 0.5) near.push(`${name(one.element)} and ${name(other.element)}: ${px.toFixed(1)} px`);
    }
  });
  return [...small, ...near];
}
