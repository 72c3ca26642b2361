"use strict";
const form = document.getElementById("filter");
if (form) {
  const findings = [...document.querySelectorAll("article.finding")].map(element => ({
    element, data: element.dataset, words: element.querySelector(".text").textContent.toLowerCase(),
  }));
  const apply = () => {
    const wanted = new FormData(form);
    const severities = wanted.getAll("severity"), category = wanted.get("category"), verdict = wanted.get("verdict");
    const words = wanted.get("text").toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const finding of findings) {
      const fits = severities.includes(finding.data.severity)
        && (!category || category === finding.data.category)
        && (!verdict || verdict === finding.data.verdict)
        && words.every(word => finding.words.includes(word));
      finding.element.hidden = !fits;
      shown += fits;
    }
    form.querySelector("output").value = `${shown} dari ${findings.length} temuan ditampilkan`;
  };
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", event => event.preventDefault());
  apply();
}

const dialog = document.getElementById("page");
for (const button of document.querySelectorAll("button.whole")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const figure = button.closest("figure");
    const [first, ...others] = figure.querySelectorAll("svg.crop:not(.origin)");
    const page = first.cloneNode(true);
    for (const other of others) page.append(...[...other.querySelectorAll("rect")].map(box => box.cloneNode(true)));
    page.setAttribute("viewBox", figure.dataset.page);
    page.setAttribute("aria-label", figure.querySelector("figcaption span").textContent);
    dialog.querySelector("span").textContent = figure.querySelector("figcaption span").textContent;
    dialog.querySelector("svg")?.remove();
    dialog.append(page);
    dialog.showModal();
    page.querySelector("rect")?.scrollIntoView({ block: "center" });
  });
}
