// Puts the code that stands behind the "#" of the address into the form and sends it. Browsers do
// not send that part of an address themselves, so it reaches no log on the way.

const form = document.getElementById("open");

function openWithFragment() {
  const code = location.hash.slice(1);
  if (!code) {
    return;
  }
  // Neither the history nor the next page's "back" shall hold the code.
  history.replaceState(null, "", location.pathname);
  form.elements.namedItem("code").value = code;
  form.requestSubmit();
}

// A browser may draw a page ahead of time; only a page that somebody looks at counts as opened.
if (document.prerendering) {
  document.addEventListener("prerenderingchange", openWithFragment, { once: true });
} else {
  openWithFragment();
}
window.addEventListener("hashchange", openWithFragment);
