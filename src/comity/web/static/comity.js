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

const words = document.getElementById("words");
if (words) {
  const [first, letters, inputs] = [Number(words.dataset.first), document.getElementById("letters"), ["span-start", "span-end"].map((id) => document.getElementById(id))];
  const shown = Array.from(letters.textContent); // code points, as the ledger counts
  const breaks = shown.flatMap((letter, at) => (/\s/.test(letter) !== /\s/.test(shown[at - 1] ?? " ") ? [at] : [])).concat(shown.length);
  const put = (start, end) => {
    if (!inputs[0] || start >= end) return;
    inputs[0].value = first + start;
    inputs[1].value = first + end;
    document.getElementById("span-words").textContent = shown.slice(start, end).join("");
    document.getElementById("span").open = true;
  };
  const now = () => inputs.map((input) => Number(input.value) - first);
  const at = (node, offset) => { // code points from the first letter shown to a point in it
    const range = document.createRange();
    range.selectNodeContents(letters);
    range.setEnd(node, offset);
    return Array.from(range.toString()).length;
  };
  document.addEventListener("mouseup", () => {
    const chosen = getSelection();
    if (chosen.isCollapsed || !letters.contains(chosen.anchorNode) || !letters.contains(chosen.focusNode)) return;
    const range = chosen.getRangeAt(0);
    put(at(range.startContainer, range.startOffset), at(range.endContainer, range.endOffset));
  });
  const starts = breaks.filter((place) => !/\s/.test(shown[place] ?? " "));
  const ends = breaks.filter((place) => place > 0 && !/\s/.test(shown[place - 1]));
  const moves = {
    "start-back": ([start, end]) => [starts.findLast((place) => place < start) ?? start, end],
    "start-on": ([start, end]) => [starts.find((place) => place > start && place < end) ?? start, end],
    "end-back": ([start, end]) => [start, ends.findLast((place) => place < end && place > start) ?? end],
    "end-on": ([start, end]) => [start, ends.find((place) => place > end) ?? end],
  };
  for (const button of document.querySelectorAll("[data-move]")) button.addEventListener("click", () => put(...moves[button.dataset.move](now())));
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
