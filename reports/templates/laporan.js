"use strict";
const ZOOMS = [1, 1.5, 2, 3, 4];
const reader = document.querySelector(".reader");
if (reader) {
  const form = document.getElementById("filter"), list = reader.querySelector(".list"), tools = reader.querySelector(".tools");
  const items = [...list.querySelectorAll("li")];
  const findings = [...reader.querySelectorAll("article.finding")].map((element, index) => ({
    element, item: items[index], data: element.dataset,
    words: `${element.querySelector(".text").textContent} ${items[index].textContent}`.toLowerCase(),
  }));
  let shown = findings, current = null, whole = false, zoom = 0;

  // --- one finding at a time

  const show = finding => {
    current = finding;
    for (const one of findings) {
      one.element.classList.toggle("other", one !== finding);
      one.item.querySelector("a").setAttribute("aria-current", one === finding);
    }
    reader.querySelector(".nothing").hidden = Boolean(finding);
    const place = shown.indexOf(finding);
    tools.querySelector("output").value = finding ? `${place + 1} dari ${shown.length}` : "–";
    for (const button of tools.querySelectorAll("[data-step]")) button.disabled = !shown[place + Number(button.dataset.step)];
    if (!finding) return;
    const { offsetTop, offsetHeight } = finding.item;
    if (offsetTop < list.scrollTop || offsetTop + offsetHeight > list.scrollTop + list.clientHeight) {
      list.scrollTop = offsetTop - list.clientHeight / 3;
    }
    draw();
  };
  const go = (finding, focus) => {
    location.replace(`#${finding.element.id}`);
    if (finding !== current) show(finding);
    if (focus) finding.element.focus({ preventScroll: true });
  };
  const step = (by, focus) => {
    const next = shown[shown.indexOf(current) + by];
    if (next) go(next, focus);
  };
  const followHash = () => {
    const name = location.hash.slice(1);
    if (name.startsWith("aturan-")) {
      form.reset();
      form.elements.text.value = name.slice("aturan-".length);
      filter();
    }
    const finding = findings.find(one => name === one.element.id || name === `temuan-${one.data.id}`);
    if (!finding) return;
    if (!shown.includes(finding)) {
      form.reset();
      filter();
    }
    if (finding !== current) show(finding);
    reader.querySelector(".detail").scrollIntoView();
  };

  // --- the filter

  const filter = () => {
    const wanted = new FormData(form);
    const severities = wanted.getAll("severity"), words = wanted.get("text").toLowerCase().split(/\s+/).filter(Boolean);
    const [category, verdict, file, change] = ["category", "verdict", "document", "change"].map(name => wanted.get(name));
    shown = findings.filter(({ data, words: text }) => severities.includes(data.severity)
      && (!category || category === data.category)
      && (!verdict || verdict === data.verdict)
      && (!change || change === data.change)
      && (!file || data.documents.split(" ").includes(file))
      && words.every(word => text.includes(word)));
    for (const one of findings) {
      const fits = shown.includes(one);
      one.item.hidden = !fits;
      one.element.classList.toggle("filtered", !fits);
    }
    form.querySelector("output").value = `${shown.length} dari ${findings.length} temuan ditampilkan`;
    show(shown.includes(current) ? current : shown[0]);
  };

  // --- the pictures: parts of pages or whole pages, larger and smaller

  const wholePage = figure => {
    const view = figure.querySelector(".view");
    if (view.querySelector("svg.page")) return;
    const [first, ...others] = view.querySelectorAll("svg.crop:not(.origin)");
    const page = first.cloneNode(true);
    for (const other of others) page.append(...[...other.querySelectorAll("rect")].map(box => box.cloneNode(true)));
    page.setAttribute("class", "page");
    page.setAttribute("viewBox", figure.dataset.page);
    page.setAttribute("aria-label", figure.querySelector("figcaption").firstChild.textContent);
    view.append(page);
  };
  const draw = () => {
    tools.querySelector(".whole").setAttribute("aria-pressed", whole);
    tools.querySelector(".zoom").textContent = `${100 * ZOOMS[zoom]}%`;
    for (const button of tools.querySelectorAll("[data-zoom]")) button.disabled = !ZOOMS[zoom + Number(button.dataset.zoom)];
    for (const figure of current?.element.querySelectorAll("figure") ?? []) {
      if (whole) wholePage(figure);
      figure.classList.toggle("whole", whole);
      figure.style.setProperty("--zoom", ZOOMS[zoom]);
      const view = figure.querySelector(".view");
      const boxes = [...view.querySelectorAll(whole ? ".page rect" : ".crop rect")];
      const box = (boxes.find(one => one.classList.contains("reported")) ?? boxes[0])?.getBoundingClientRect();
      if (!box) continue;
      const frame = view.getBoundingClientRect();
      view.scrollBy(box.x + box.width / 2 - frame.x - frame.width / 2, box.y + box.height / 2 - frame.y - frame.height / 2);
    }
  };
  const magnify = by => {
    zoom = Math.min(Math.max(by ? zoom + by : 0, 0), ZOOMS.length - 1);
    draw();
  };
  let drag = null;
  reader.addEventListener("pointerdown", event => {
    const view = event.target.closest(".view");
    drag = view && zoom && event.pointerType === "mouse" && event.button === 0 ? view : null;
  });
  addEventListener("pointermove", event => {
    if (drag && event.buttons) drag.scrollBy(-event.movementX, -event.movementY);
    else drag = null;
  });

  // --- copying

  const copy = async button => {
    try {
      await navigator.clipboard.writeText(button.dataset.text);
    } catch {
      const area = document.createElement("textarea");
      area.value = button.dataset.text;
      button.after(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      button.focus();
    }
    button.textContent = "Tersalin";
    setTimeout(() => { button.textContent = "Salin uraian"; }, 2000);
  };

  // --- buttons and keys

  tools.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button?.dataset.step) step(Number(button.dataset.step));
    if (button?.dataset.zoom) magnify(Number(button.dataset.zoom));
    if (button?.classList.contains("whole")) {
      whole = !whole;
      draw();
    }
  });
  for (const button of reader.querySelectorAll("button.copy")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
  addEventListener("keydown", event => {
    const { key, target } = event;
    if (event.altKey || event.ctrlKey || event.metaKey || target.closest("input, select, textarea")) return;
    // Single characters only act where the pictures are: elsewhere they belong to the browser and to screen readers.
    const inside = target.closest(".detail"), panning = zoom > 0 && target.closest(".view");
    if (key === "ArrowRight" && !panning) step(1, !target.closest("button"));
    else if (key === "ArrowLeft" && !panning) step(-1, !target.closest("button"));
    else if (inside && (key === "+" || key === "=")) magnify(1);
    else if (inside && key === "-") magnify(-1);
    else if (inside && key === "0") magnify(0);
    else return;
    event.preventDefault();
  });
  addEventListener("hashchange", followHash);
  form.addEventListener("input", filter);
  form.addEventListener("submit", event => event.preventDefault());

  form.hidden = tools.hidden = false;
  reader.classList.add("live");
  filter();
  followHash();
}
