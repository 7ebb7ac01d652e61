// Comity's few lines of script: the page's token on every htmx request, file dropping, linked
// highlights, and the keys of the inbox. Everything works without it but the keys and dropping.
"use strict";
const token = document.body.dataset.csrf;
if (token) document.body.setAttribute("hx-headers:inherited", JSON.stringify({ "X-CSRF-Token": token }));

for (const area of document.querySelectorAll("[data-drop]")) {
  const input = area.querySelector("input[type=file]");
  area.addEventListener("dragover", (event) => { event.preventDefault(); area.classList.add("over"); });
  area.addEventListener("dragleave", () => area.classList.remove("over"));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    area.classList.remove("over");
    input.files = event.dataTransfer.files;
    input.form.requestSubmit();
  });
}

const lit = (fact, on) => {
  for (const node of document.querySelectorAll(`[data-fact="${CSS.escape(fact)}"]`)) node.classList.toggle("lit", on);
};
for (const node of document.querySelectorAll("[data-fact]")) {
  node.addEventListener("mouseenter", () => lit(node.dataset.fact, true));
  node.addEventListener("mouseleave", () => lit(node.dataset.fact, false));
  node.addEventListener("focusin", () => lit(node.dataset.fact, true));
  node.addEventListener("focusout", () => lit(node.dataset.fact, false));
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (button) { event.preventDefault(); button.click(); return; }
  if (event.key === "/") { event.preventDefault(); document.getElementById("find")?.focus(); }
  if (event.key === "?") location.assign("/keys");
  if (event.key === "j" || event.key === "k") {
    const stops = [...document.querySelectorAll("[data-stop]")];
    const at = stops.indexOf(document.activeElement);
    stops[Math.max(0, Math.min(stops.length - 1, at + (event.key === "j" ? 1 : -1)))]?.focus();
  }
});
