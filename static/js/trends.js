// Draws the timeline once more with the chart library, when asked: each day in words, and zoom by
// buttons. It stands below its button, so that nothing moves when it comes. The page is complete
// without it; library and figure are fetched on the first press only.

const DAY = 24 * 60 * 60 * 1000;
const SMALLEST_SPAN = 7 * DAY;
const LONG_DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
// A tap counts as two clicks there, of a finger and of a mouse, and two would move the days shown.
const CONFIG = {
  displayModeBar: false,
  doubleClick: false,
  responsive: true,
  scrollZoom: false,
  showTips: false,
};
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
  colours.done();
  return { data, layout };
}

function dayAt(plot, clientX) {
  const area = plot.querySelector(".nsewdrag").getBoundingClientRect();
  const [from, to] = plot.layout.xaxis.range.map((day) => Date.parse(`${day}Z`));
  const instant = from + ((clientX - area.left) / area.width) * (to - from);
  return new Date(Math.round(instant / DAY) * DAY).toISOString().slice(0, 10);
}

// The day's own figures and events, as the table has them; the last trace holds the events.
function linesOf(data, position) {
  const figures = data.slice(0, -1).filter((trace) => trace.text[position]);
  const { x, customdata } = data.at(-1);
  return [
    ...figures.map((trace) => `${trace.name}: ${trace.text[position]}`),
    ...customdata.filter((_, flag) => x[flag] === data[0].x[position]),
  ];
}

// What stands under the finger, in words, on the side that the finger leaves free.
function tellDays(plot, { data }) {
  const said = made("div", "explore__said");
  const line = made("div", "explore__line");
  said.setAttribute("role", "status");
  const hide = () => {
    line.hidden = true;
    said.replaceChildren();
  };
  const tell = (event) => {
    const days = data[0].x;
    const nearest = dayAt(plot, event.clientX);
    const day = nearest < days[0] ? days[0] : nearest > days.at(-1) ? days.at(-1) : nearest;
    const lines = linesOf(data, days.indexOf(day));
    said.replaceChildren(
      made("b", "", LONG_DAY.format(new Date(day))),
      ...(lines.length ? lines : ["Nothing logged"]).map((words) => made("p", "", words)),
    );
    const area = plot.querySelector(".nsewdrag").getBoundingClientRect();
    const [from, to] = plot.layout.xaxis.range.map((stamp) => Date.parse(`${stamp}Z`));
    const share = (Date.parse(day) - from) / (to - from);
    const left = area.left - plot.getBoundingClientRect().left;
    line.hidden = share < 0 || share > 1;
    // Down to the words of the time axis.
    line.style.blockSize = `${plot.offsetHeight - plot.layout.margin.b}px`;
    line.style.insetInlineStart = `${left + share * area.width}px`;
    said.dataset.side = share < 0.5 ? "end" : "start";
  };
  plot.addEventListener("pointerup", (event) => event.pointerType === "touch" && tell(event));
  plot.addEventListener("pointermove", (event) => event.pointerType === "mouse" && tell(event));
  plot.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && hide());
  plot.on("plotly_relayout", (change) => Object.keys(change).length > 0 && hide());
  hide();
  return [line, said];
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
  plot.setAttribute("aria-label", "The same chart to explore. All the numbers are in the table.");
  const explore = made("div", "explore stack");
  const frame = made("div", "explore__frame");
  frame.append(plot);
  explore.append(
    made("p", "small soft", "Touch a day, or point at it, to read its figures."),
    frame,
    moveButtons(plot, figure.layout.xaxis.range),
  );
  timeline.querySelector(".explore-slot").append(explore);
  const draw = () => {
    const { data, layout } = painted(figure, plot);
    const range = plot.layout?.xaxis?.range;
    if (range) layout.xaxis.range = range;
    return window.Plotly.react(plot, data, layout, CONFIG);
  };
  await draw();
  frame.append(...tellDays(plot, figure));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  return explore;
}

function offer(timeline) {
  const status = made("p", "small explore-status");
  status.setAttribute("role", "status");
  let explore;
  const opener = button("Explore the chart", async () => {
    if (explore) {
      explore.hidden = !explore.hidden;
    } else {
      opener.disabled = true;
      status.textContent = "Loading the chart.";
      try {
        explore = await drawn(timeline);
        status.textContent = "";
      } catch {
        status.textContent =
          "The chart did not load. Check your connection, then press the button again. The picture above shows the same.";
      }
      opener.disabled = false;
    }
    const isOpen = Boolean(explore) && !explore.hidden;
    opener.setAttribute("aria-expanded", String(isOpen));
    opener.textContent = isOpen ? "Close this chart" : "Explore the chart";
    opener.focus();
  });
  timeline.querySelector(".explore-slot").append(opener, status);
}

for (const timeline of document.querySelectorAll(".timeline[data-figure]")) offer(timeline);
