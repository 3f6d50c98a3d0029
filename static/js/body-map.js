// Lets a tap on the drawing set the checkbox of that place. The boxes stay the form: CSS shades
// the drawing from them, so nothing here paints.

const NAMESPACE = "http://www.w3.org/2000/svg";

function boxesByArea(map) {
  const boxes = [...map.querySelectorAll('.body-map__boxes input[type="checkbox"]')];
  return new Map(boxes.map((box) => [box.value, box]));
}

// Arms, hands and feet are narrower than a fingertip: an unseen wide edge below the drawing
// catches what lands beside them.
function widenReach(drawing) {
  const shapes = [...drawing.querySelectorAll(".body-figure__area")];
  for (const shape of shapes) {
    const reach = document.createElementNS(NAMESPACE, "path");
    reach.setAttribute("class", "body-figure__reach");
    reach.setAttribute("d", shape.getAttribute("d"));
    reach.dataset.area = shape.dataset.area;
    drawing.insertBefore(reach, shapes[0]);
  }
}

function setBox(box, checked) {
  if (box.checked !== checked) {
    box.checked = checked;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function listenToDrawings(map, boxes, say) {
  for (const drawing of map.querySelectorAll(".body-figure__drawing")) {
    widenReach(drawing);
    drawing.addEventListener("click", (event) => {
      const box = boxes.get(event.target.dataset.area);
      if (!box) return;
      setBox(box, !box.checked);
      const name = box.closest("label").textContent.trim();
      say.textContent = `${name}: ${box.checked ? "marked" : "not marked any more"}`;
    });
  }
}

// "It hurts all over" ticks every place; taking it back restores what was ticked before.
function listenToAllOver(allOver, boxes) {
  let before = [];
  allOver.addEventListener("change", () => {
    if (allOver.checked) before = [...boxes.values()].filter((box) => box.checked);
    for (const box of boxes.values()) box.checked = allOver.checked || before.includes(box);
  });
  for (const box of boxes.values()) {
    box.addEventListener("change", () => {
      if (!box.checked) allOver.checked = false;
    });
  }
}

for (const map of document.querySelectorAll(".body-map")) {
  const boxes = boxesByArea(map);
  const say = map.querySelector(".body-map__say");
  say.textContent = "Tap the drawing or the words.";
  listenToDrawings(map, boxes, say);
  const allOver = map.querySelector("[data-all-over]");
  if (allOver) listenToAllOver(allOver, boxes);
  map.classList.add("body-map--live");
}
