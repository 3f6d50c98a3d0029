// Shows the buttons that copy an address; without a script the address can be marked and copied.

async function copy(source, status) {
  getSelection().selectAllChildren(source);
  try {
    await navigator.clipboard.writeText(source.textContent);
    status.textContent = "Copied.";
  } catch {
    status.textContent = "Your browser could not copy it. It is selected now, so you can copy it yourself.";
  }
}

for (const button of document.querySelectorAll("[data-copies]")) {
  const source = document.getElementById(button.dataset.copies);
  button.hidden = false;
  button.addEventListener("click", () => copy(source, document.querySelector("[data-copied]")));
}
