"use strict";
const form = document.getElementById("filter");
const rows = [...document.querySelectorAll("tr.submission")].map(element => ({ element, words: element.textContent.toLowerCase() }));
const apply = () => {
  const words = new FormData(form).get("text").toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of rows) {
    row.element.hidden = !words.every(word => row.words.includes(word));
    shown += !row.element.hidden;
  }
  form.querySelector("output").value = `${shown} dari ${rows.length} berkas ditampilkan`;
};
form.hidden = false;
form.addEventListener("input", apply);
form.addEventListener("submit", event => event.preventDefault());
apply();
