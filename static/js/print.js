// Shows the button that prints the page; the browser's own menu does the same without a script.

for (const button of document.querySelectorAll("[data-prints]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
