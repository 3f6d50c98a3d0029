// Keeps an old form from coming back to life.

// A page that the browser kept whole shows choices that were saved, or not, long ago.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

// This page answers a form. Coming back to it later, the browser would ask whether to send the form
// again; so its place in the history becomes the address that shows the form.
const shownAt = document.body.dataset.comesBackTo;
if (shownAt) history.replaceState(history.state, "", shownAt);
