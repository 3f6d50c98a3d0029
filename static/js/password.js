// Reveals the button beside a password that shows what was typed; without a script the field is as
// it always was.

function listen(button, field) {
  const words = button.querySelector("[data-words]");
  const show = (isShown) => {
    field.type = isShown ? "text" : "password";
    words.textContent = isShown ? "Hide" : "Show";
  };
  button.hidden = false;
  button.addEventListener("click", () => show(field.type === "password"));
  // Password keepers read what stands in a password field; what stands in a text is kept by the
  // browser itself, for all to see.
  field.form.addEventListener("submit", () => show(false));
}

for (const button of document.querySelectorAll("[data-shows]")) {
  listen(button, document.getElementById(button.dataset.shows));
}
