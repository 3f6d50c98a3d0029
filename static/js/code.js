// Puts the code that stands behind the "#" of a mailed address into its field. Browsers do not send
// that part of an address themselves, so it reaches no log on the way.

const code = location.hash.slice(1);
const field = document.querySelector("input[name=code]");

if (code && field) {
  // Neither the history nor the next page's "back" shall hold the code.
  history.replaceState(null, "", location.pathname);
  field.value = code;
}
