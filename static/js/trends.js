// Draws the timeline once more with the chart library, when asked: hover, and zoom by buttons.
// The page is complete without it; library and figure are fetched on the first press only.

const SMALLEST_SPAN = 7 * 24 * 60 * 60 * 1000;
const AFTER_MOUSE = 350;
const CONFIG = { displayModeBar: false, scrollZoom: false, responsive: true, showTips: false };
const MOVES = [
  ["Closer", (from, to) => [from + (to - from) / 4, to - (to - from) / 4]],
  ["Wider", (from, to) => [from - (to - from) / 2, to + (to - from) / 2]],
  ["Earlier", (from, to) => [from - (to - from) / 2, to - (to - from) / 2]],
  ["Later", (from, to) => [from + (to - from) / 2, to + (to - from) / 2]],
  ["All days", () => [-Infinity, Infinity]],
];

function made(tag, className, text = "") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

function button(text, act) {
  const element = made("button", "button button--secondary", text);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}

function loaded(element, parent) {
  return new Promise((resolve, reject) => {
    element.addEventListener("load", resolve, { once: true });
    element.addEventListener("error", () => reject(new Error("not loaded")), { once: true });
    parent.append(element);
  });
}

// The library writes its own style element unless it finds one that says it need not.
async function loadLibrary({ library, styles }) {
  if (window.Plotly) return;
  const sheet = made("link", "no-inline-styles");
  Object.assign(sheet, { id: "plotly.js-style-global", rel: "stylesheet", href: styles });
  await loaded(sheet, document.head);
  const script = document.createElement("script");
  script.src = library;
  await loaded(script, document.head);
}

async function fetchFigure(address) {
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  const type = response.headers.get("Content-Type") ?? "";
  if (!response.ok || !type.startsWith("application/json")) throw new Error("no figure");
  return response.json();
}

// Only a used colour resolves light-dark(); the bare custom property does not.
function colourReader(place) {
  const probe = place.appendChild(made("span", ""));
  return {
    read(token) {
      probe.style.color = `var(${token})`;
      return getComputedStyle(probe).color;
    },
    done: () => probe.remove(),
  };
}

function painted(figure, place) {
  const colours = colourReader(place);
  const ink = colours.read("--ink");
  const rule = colours.read("--rule");
  const { data, layout } = structuredClone(figure);
  for (const trace of data) {
    const colour = colours.read(trace.meta);
    trace.marker = { ...trace.marker, color: colour };
    if (trace.line) trace.line.color = colour;
    if (trace.mode === "text") trace.textfont = { color: colour, weight: 700 };
  }
  for (const name of Object.keys(layout).filter((key) => /^[xy]axis/.test(key))) {
    Object.assign(layout[name], { gridcolor: rule, linecolor: rule, tickcolor: rule });
  }
  for (const shape of layout.shapes ?? []) shape.line.color = colours.read("--line");
  layout.font = { ...layout.font, color: ink, family: getComputedStyle(place).fontFamily };
  layout.hoverlabel = {
    ...layout.hoverlabel,
    bgcolor: colours.read("--paper"),
    bordercolor: rule,
    font: { color: ink },
  };
  colours.done();
  return { data, layout };
}

// The library answers a tap and at once forgets it, because the browser sends a mouse after it.
function answerTaps(plot) {
  plot.addEventListener("pointerup", (event) => {
    if (event.pointerType !== "touch") return;
    const area = plot.querySelector(".nsewdrag").getBoundingClientRect();
    const place = { xpx: event.clientX - area.left, ypx: area.height / 2 };
    if (place.xpx < 0 || place.xpx > area.width) return;
    setTimeout(() => window.Plotly.Fx.hover(plot, place, "xy"), AFTER_MOUSE);
  });
}

function moveButtons(plot, whole) {
  const [begin, end] = whole.map((day) => Date.parse(`${day}Z`));
  const stamp = (instant) => new Date(instant).toISOString().slice(0, 19);
  const row = made("div", "button-row");
  for (const [label, move] of MOVES) {
    row.append(
      button(label, () => {
        const now = plot.layout.xaxis.range.map((day) => Date.parse(`${day}Z`));
        let [from, to] = move(...now);
        if (to - from < SMALLEST_SPAN) return;
        const shift = Math.max(begin - from, 0) || Math.min(end - to, 0);
        if (to - from < end - begin) [from, to] = [from + shift, to + shift];
        else [from, to] = [begin, end];
        window.Plotly.relayout(plot, { "xaxis.range": [stamp(from), stamp(to)] });
      }),
    );
  }
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", "Days shown");
  return row;
}

async function drawn(timeline) {
  const [figure] = await Promise.all([
    fetchFigure(timeline.dataset.figure),
    loadLibrary(timeline.dataset),
  ]);
  const plot = made("div", "explore__plot");
  plot.setAttribute("role", "img");
  plot.setAttribute("aria-label", "The same picture to explore. All figures stand in the table.");
  const explore = made("div", "explore stack");
  explore.append(moveButtons(plot, figure.layout.xaxis.range), plot);
  timeline.querySelector(".chart-frame").after(explore);
  const draw = () => {
    const { data, layout } = painted(figure, plot);
    const range = plot.layout?.xaxis?.range;
    if (range) layout.xaxis.range = range;
    return window.Plotly.react(plot, data, layout, CONFIG);
  };
  await draw();
  answerTaps(plot);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  return explore;
}

function offer(timeline) {
  const picture = timeline.querySelector(".chart-frame");
  const status = made("p", "small explore-status");
  status.setAttribute("role", "status");
  let explore;
  const opener = button("Explore the chart", async () => {
    if (explore) {
      explore.hidden = !explore.hidden;
    } else {
      opener.disabled = true;
      status.textContent = "The chart is loading.";
      try {
        explore = await drawn(timeline);
        status.textContent = "";
      } catch {
        status.textContent =
          "The chart did not load. Check your connection, then press the button again. The picture shows all of it.";
      }
      opener.disabled = false;
    }
    const isOpen = Boolean(explore) && !explore.hidden;
    picture.hidden = isOpen;
    opener.textContent = isOpen ? "Back to the plain picture" : "Explore the chart";
    opener.focus();
  });
  timeline.querySelector(".explore-slot").append(opener, status);
}

for (const timeline of document.querySelectorAll(".timeline[data-figure]")) offer(timeline);
