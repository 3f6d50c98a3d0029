// Keeps an old form from coming back to life, and unsent text from going with it.

// A page that the browser kept whole shows choices that were saved, or not, long ago.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

// This page answers a form. Coming back to it later, the browser would ask whether to send the form
// again; so its place in the history becomes the address that shows the form.
const shownAt = document.body.dataset.comesBackTo;
if (shownAt) history.replaceState(history.state, "", shownAt);

// Text that was typed and not sent stays with its place in this tab's history, through a reload and
// Back. Scores and choices never do. Whoever signs in here next sees nothing of it.
const SIGNING_IN_AT = "signing-in-at";
if (/^\/sign-(in|up)/.test(location.pathname)) sessionStorage.setItem(SIGNING_IN_AT, Date.now());

const areas = [...document.querySelectorAll("textarea")];

function keepTyped(typed) {
  history.replaceState({ ...history.state, typed, typedAt: Date.now() }, "");
}

function unsent() {
  const changed = areas.filter((area) => area.value !== area.defaultValue);
  return Object.fromEntries(changed.map((area) => [area.name, area.value]));
}

const { typed = {}, typedAt = 0 } = history.state ?? {};
if (typedAt > Number(sessionStorage.getItem(SIGNING_IN_AT))) {
  for (const area of areas) {
    if (!(area.name in typed) || area.value !== area.defaultValue) continue;
    area.value = typed[area.name];
    const fold = area.closest("details");
    if (fold) fold.open = true;
  }
}

// Browsers refuse more than about a hundred changes of the history in half a minute.
const PAUSE_MS = 500;
let pause;
let keptAt = 0;

function keepUnsent() {
  keptAt = Date.now();
  keepTyped(unsent());
}

for (const area of areas) {
  area.addEventListener("input", () => {
    clearTimeout(pause);
    const wait = keptAt + PAUSE_MS - Date.now();
    if (wait > 0) pause = setTimeout(keepUnsent, wait);
    else keepUnsent();
  });
}
addEventListener("submit", () => {
  clearTimeout(pause);
  if (areas.length) keepTyped({});
});
