// "All morning medicines taken" ticks the group's boxes, so that one sees what it means. The
// server knows the box by itself: nothing here is needed to save.

function follow(all) {
  const boxes = [...all.closest("fieldset").querySelectorAll('.choices input[type="checkbox"]')];
  const single = boxes.filter((box) => box !== all);
  all.addEventListener("change", () => {
    for (const box of single) box.checked = all.checked;
  });
  for (const box of single) {
    box.addEventListener("change", () => {
      all.checked = single.every((other) => other.checked);
    });
  }
}

for (const all of document.querySelectorAll("[data-all]")) follow(all);
