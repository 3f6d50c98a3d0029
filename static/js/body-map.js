// Lets a tap on the drawing set the checkbox of that place. The boxes stay the form: CSS shades
// the drawing from them, so nothing here paints.

const NAMESPACE = "http://www.w3.org/2000/svg";

function boxesByArea(map) {
  const boxes = [...map.querySelectorAll('.body-map__boxes input[type="checkbox"]')];
  return new Map(boxes.map((box) => [box.value, box]));
}

function made(tag, className, text = "") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

function button(className, text, act) {
  const element = made("button", className, text);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
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
      say.textContent = `${box.dataset.name}: ${box.checked ? "marked" : "no longer marked"}`;
    });
  }
}

// One side at a time, so that each part is as large as a thumb.
function switchViews(map) {
  const figures = [...map.querySelectorAll(".body-figure")];
  const views = map.querySelector(".body-map__views");
  const show = (shown) => {
    for (const figure of figures) figure.hidden = figure !== shown;
    for (const one of views.children) {
      one.setAttribute("aria-pressed", String(one.textContent === shown.dataset.view));
    }
  };
  for (const figure of figures) {
    views.append(button("body-map__view", figure.dataset.view, () => show(figure)));
  }
  views.hidden = false;
  show(figures[0]);
}

// What is marked, each with a cross to take it back.
function listMarked(map, boxes) {
  const chips = map.querySelector(".body-map__chips");
  const draw = () => {
    const marked = [...boxes.values()].filter((box) => box.checked);
    const items = marked.map((box) => {
      const chip = button("body-map__chip", box.dataset.name, () => {
        setBox(box, false);
        (chips.querySelector("button") ?? map).focus();
      });
      chip.setAttribute("aria-label", `Remove: ${box.dataset.name}`);
      chip.append(made("span", "body-map__cross", "\u00d7"));
      const item = made("li", "");
      item.append(chip);
      return item;
    });
    chips.replaceChildren(...items);
    chips.hidden = items.length === 0;
  };
  map.addEventListener("change", draw);
  draw();
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
  say.textContent = "Tap the drawing, or choose from a list.";
  listenToDrawings(map, boxes, say);
  const allOver = map.querySelector("[data-all-over]");
  if (allOver) listenToAllOver(allOver, boxes);
  switchViews(map);
  listMarked(map, boxes);
  map.querySelector(".body-map__words").open = false;
  map.classList.add("body-map--live");
}
