// What drawings can do more where there is a script: larger and smaller, a way to find names, groups shown and hidden.
// A drawing is made larger, not its words: places in it are in percent, and the sheet around it scrolls.

const LARGEST = 8;
const STEP = 1.5;
// The widths from which names are placed anew, as sociogram.py has them.
const WIDTHS = [850, 1500, 3000];

function made(name, properties = {}, ...inside) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...inside);
  return element;
}

function named(words, title, action) {
  const button = made("button", { type: "button", title }, words);
  button.addEventListener("click", action);
  return button;
}

// Make a drawing larger in its sheet: by buttons, keys, the wheel with Ctrl or ⌘, two fingers; it is moved by dragging.
function zoomed(svg, sheet) {
  const height = Number(svg.getAttribute("height"));
  const inBoth = svg.dataset.drawing === "network";
  let level = 1;

  function fitted() {
    const width = svg.clientWidth;
    if (inBoth) svg.dataset.size = WIDTHS.filter((least) => width >= least).length;
    svg.dataset.zoom = level >= 4 ? 4 : level >= 2 ? 2 : 1;
  }

  // What lies at (x, y) in the sheet stays there.
  function zoom(to, x = sheet.clientWidth / 2, y = sheet.clientHeight / 2) {
    const before = level;
    level = Math.min(Math.max(to, 1), LARGEST);
    const [left, top] = [sheet.scrollLeft, sheet.scrollTop];
    svg.setAttribute("width", `${level * 100}%`);
    if (inBoth) svg.setAttribute("height", height * level);
    sheet.classList.toggle("large", level > 1);
    sheet.scrollLeft = ((left + x) * level) / before - x;
    if (inBoth) sheet.scrollTop = ((top + y) * level) / before - y;
    fitted();
    return level !== before;
  }

  function within(event) {
    const box = sheet.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  sheet.tabIndex = 0;
  sheet.setAttribute("role", "region");
  sheet.setAttribute("aria-label", "Drawing: + and − make it larger and smaller, 0 shows all of it, arrows move it");
  sheet.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = { "+": level * STEP, "=": level * STEP, "-": level / STEP, 0: 1 }[event.key];
    if (to !== undefined) {
      zoom(to);
      event.preventDefault();
    }
  });
  sheet.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey && document.activeElement !== sheet) return;
      // At the end of its way the wheel is the page's again.
      if (zoom(level * Math.exp(-event.deltaY / 300), ...within(event)) || event.ctrlKey) event.preventDefault();
    },
    { passive: false },
  );

  let held = null;
  let dragged = false;
  sheet.addEventListener("pointerdown", (event) => {
    dragged = false;
    if (event.pointerType === "mouse" && event.button === 0 && level > 1) {
      held = { x: event.clientX, y: event.clientY, left: sheet.scrollLeft, top: sheet.scrollTop };
    }
  });
  window.addEventListener("pointermove", (event) => {
    if (!held) return;
    const [x, y] = [event.clientX - held.x, event.clientY - held.y];
    if (Math.hypot(x, y) > 4) {
      dragged = true;
      sheet.classList.add("held");
    }
    sheet.scrollLeft = held.left - x;
    sheet.scrollTop = held.top - y;
  });
  window.addEventListener("pointerup", () => {
    held = null;
    sheet.classList.remove("held");
  });
  sheet.addEventListener("dragstart", (event) => event.preventDefault());
  // What was dragged was not meant to be opened.
  sheet.addEventListener("click", (event) => dragged && event.preventDefault(), true);

  let pinch = null;
  sheet.addEventListener(
    "touchmove",
    (event) => {
      if (event.touches.length !== 2) return;
      const [one, other] = event.touches;
      const apart = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
      const middle = { clientX: (one.clientX + other.clientX) / 2, clientY: (one.clientY + other.clientY) / 2 };
      pinch ??= { apart, level };
      zoom((pinch.level * apart) / pinch.apart, ...within(middle));
      event.preventDefault();
    },
    { passive: false },
  );
  sheet.addEventListener("touchend", () => (pinch = null));
  // The words of a lane stay in sight.
  const lanes = [...svg.querySelectorAll(".lane")].map((lane) => [lane, Number(lane.getAttribute("x"))]);
  sheet.addEventListener("scroll", () => lanes.forEach(([lane, x]) => lane.setAttribute("x", x + sheet.scrollLeft)));
  new ResizeObserver(fitted).observe(sheet);
  return [
    named("Larger", "Key: +", () => zoom(level * STEP)),
    named("Smaller", "Key: -", () => zoom(level / STEP)),
    named("Whole", "Key: 0", () => zoom(1)),
  ];
}

function enhance(drawing) {
  const figure = drawing.closest("figure");
  const sheet = drawing.parentElement;
  const nodes = [...drawing.querySelectorAll("[data-name]")];
  const lines = [...drawing.querySelectorAll("[data-ends]")].map((line) => ({ line, ends: line.dataset.ends.split(" ") }));
  const byName = new Map(nodes.map((node) => [node.dataset.name, node]));
  const neighbours = new Map(nodes.map((node) => [node.dataset.name, new Set((node.dataset.near ?? "").split(" "))]));
  const areEdges = lines.some(({ line }) => line.dataset.weight);
  if (areEdges) {
    for (const { ends } of lines) for (const end of ends) for (const other of ends) neighbours.get(end)?.add(other);
  }
  const status = made("span", { role: "status" });
  status.setAttribute("role", "status");
  const hiddenGroups = new Set();
  let found = null;
  let least = 0;

  // Show what is near by the names in *near* and dim the others; all of them, where it is null.
  function lit(near) {
    drawing.classList.toggle("some", near !== null);
    for (const node of nodes) node.classList.toggle("near", near?.has(node.dataset.name) ?? false);
    for (const { line, ends } of lines) line.classList.remove("near");
  }

  function pointed(target) {
    const item = target.closest?.("[data-name], a[data-ends], g[data-ends]");
    if (!item || !drawing.contains(item)) return lit(found);
    const name = item.dataset.name;
    if (!name) {
      lit(new Set(item.dataset.ends.split(" ")));
      item.classList.add("near");
      return;
    }
    if (drawing.dataset.drawing === "timeline") return lit(found);
    lit(new Set([name, ...neighbours.get(name)]));
    for (const { line, ends } of lines) if (ends.includes(name)) line.classList.add("near");
  }

  function filtered() {
    const gone = new Set(nodes.filter((node) => hiddenGroups.has(node.dataset.group)).map((node) => node.dataset.name));
    const left = new Set();
    for (const { line, ends } of lines) {
      const isGone = Number(line.dataset.weight ?? least) < least || ends.some((end) => gone.has(end));
      line.classList.toggle("gone", isGone && areEdges);
      if (!isGone) ends.forEach((end) => left.add(end));
    }
    for (const node of nodes) {
      const name = node.dataset.name;
      node.classList.toggle("gone", gone.has(name) || (areEdges && least > 1 && !left.has(name)));
    }
    const shown = nodes.filter((node) => !node.classList.contains("gone")).length;
    status.textContent = shown < nodes.length ? `${shown} of ${nodes.length} shown` : "";
  }

  function searched(words) {
    const wanted = words.trim().toLowerCase();
    const textOf = (node) => (node.dataset.words ?? node.textContent).toLowerCase();
    const matches = nodes.filter((node) => textOf(node).includes(wanted));
    found = wanted ? new Set(matches.map((node) => node.dataset.name)) : null;
    lit(found);
    status.textContent = wanted ? `${matches.length} found` : "";
    if (matches.length === 1) matches[0].scrollIntoView({ block: "nearest", inline: "center" });
  }

  const tools = made("div", { className: "tools" });
  tools.setAttribute("role", "group");
  tools.setAttribute("aria-label", "Tools of the drawing");
  if (drawing.matches("svg")) tools.append(...zoomed(drawing, sheet));
  const field = made("input", { type: "search", autocomplete: "off" });
  field.addEventListener("input", () => searched(field.value));
  if (nodes.length > 10) tools.append(made("label", {}, "Find ", field));
  const weights = lines.map(({ line }) => Number(line.dataset.weight ?? 1));
  const most = Math.max(1, ...weights);
  if (areEdges && most > Math.min(...weights)) {
    const slider = made("input", { type: "range", min: 1, max: most, value: 1 });
    const said = made("span", {}, "1");
    slider.addEventListener("input", () => {
      least = Number(slider.value);
      said.textContent = slider.value;
      filtered();
    });
    tools.append(made("label", {}, "At least ", slider, " ", said));
  }
  tools.append(status);
  sheet.before(tools);

  for (const entry of figure.querySelectorAll(".legend li")) {
    const button = made("button", { type: "button" }, ...entry.childNodes);
    button.setAttribute("aria-pressed", "true");
    button.addEventListener("click", () => {
      const group = entry.dataset.group;
      const isShown = hiddenGroups.delete(group) || !hiddenGroups.add(group);
      button.setAttribute("aria-pressed", String(isShown));
      filtered();
    });
    entry.append(button);
  }
  drawing.addEventListener("pointerover", (event) => pointed(event.target));
  drawing.addEventListener("pointerleave", () => lit(found));
  // Not at the drawing: an SVG element that listens for focus would take it itself.
  sheet.addEventListener("focusin", (event) => pointed(event.target));
  sheet.addEventListener("focusout", () => lit(found));
}

document.querySelectorAll("[data-drawing]").forEach(enhance);
