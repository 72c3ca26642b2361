"use strict";
const form = document.getElementById("filter");
const rows = [...document.querySelectorAll("tr[data-words]")].map(element => ({ element, words: element.dataset.words.toLowerCase() }));
const submissions = rows.filter(row => row.element.classList.contains("submission"));
const apply = () => {
  const words = new FormData(form).get("text").toLowerCase().split(/\s+/).filter(Boolean);
  for (const row of rows) row.element.hidden = !words.every(word => row.words.includes(word));
  const shown = submissions.filter(row => !row.element.hidden).length;
  form.querySelector("output").value = `${shown} dari ${submissions.length} berkas ditampilkan`;
};
form.hidden = false;
form.addEventListener("input", apply);
form.addEventListener("submit", event => event.preventDefault());
apply();
