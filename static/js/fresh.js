// Keeps an old form from coming back to life.

// A page that the browser kept whole shows choices that were saved, or not, long ago.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

// This page answers a form that was refused. Coming back to it later, the browser would ask to
// send the form again; so its place in the history becomes the plain address.
if (document.body.hasAttribute("data-refused")) {
  history.replaceState(history.state, "", location.href);
}
