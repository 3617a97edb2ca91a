// The dialog of all keys on this page, where each can be changed.
import { choose, chosen, keyOf, pressed, writeHints } from "./keys.js";

const dialog = document.getElementById("keys-dialog");
const table = dialog?.querySelector(".key-table");
const status = dialog?.querySelector("[data-key-status]");

const spoken = (element) => {
  const copy = element.cloneNode(true);
  copy.querySelectorAll("kbd, small, .count, .hint, svg, dl").forEach((part) => part.remove());
  return copy.textContent.trim().replace(/\s+/g, " ");
};

// What a key does, in the words of the page: its own name, its label or heading, else what it says.
function wordsOf(element) {
  const named = element.dataset.keyName || element.getAttribute("aria-label");
  if (named) return named;
  const title = document.getElementById(element.getAttribute("aria-labelledby")) || element.labels?.[0] || element.querySelector("h1, h2, h3, legend");
  return spoken(title || element) || element.dataset.key;
}

function fill() {
  const body = table.tBodies[0];
  body.replaceChildren();
  status.textContent = "";
  const seen = new Set();
  for (const element of document.querySelectorAll("[data-key]")) {
    const declared = element.dataset.key;
    if (seen.has(declared) || dialog.contains(element)) continue;
    seen.add(declared);
    const row = body.insertRow();
    row.insertCell().textContent = wordsOf(element);
    const kbd = document.createElement("kbd");
    kbd.className = "key";
    kbd.dataset.keyHint = declared;
    kbd.dataset.changed = "1";
    row.insertCell().append(kbd);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-small";
    button.textContent = table.dataset.change;
    button.setAttribute("aria-label", `${table.dataset.change}: ${row.cells[0].textContent}`);
    button.dataset.declared = declared;
    row.insertCell().append(button);
  }
  writeHints(table);
}

function take(button, event) {
  const key = pressed(event);
  if (!key) return;
  event.preventDefault();
  event.stopPropagation();
  if (key === "Escape" || key === "Tab") { fill(); return }
  const other = [...table.querySelectorAll("[data-declared]")].find((b) => b !== button && keyOf(b.dataset.declared) === key);
  if (other) { status.textContent = `${table.dataset.taken} ${other.closest("tr").cells[0].textContent}`; return }
  choose({ ...chosen(), [button.dataset.declared]: key });
  const declared = button.dataset.declared;
  writeHints();
  fill();
  table.querySelector(`[data-declared="${CSS.escape(declared)}"]`).focus();
}

if (dialog) {
  new MutationObserver(() => dialog.open && fill()).observe(dialog, { attributes: true, attributeFilter: ["open"] });
  table.addEventListener("click", ({ target }) => {
    if (!target.dataset.declared) return;
    target.textContent = table.dataset.waiting;
    target.classList.add("is-waiting");
  });
  table.addEventListener("keydown", (event) => event.target.classList.contains("is-waiting") && take(event.target, event), true);
  dialog.querySelector("[data-keys-reset]").addEventListener("click", () => { choose({}); writeHints(); fill() });
}
