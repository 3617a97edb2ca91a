// Shortcuts declared in markup: data-key="Ctrl+Enter". A link or button is pressed, a field gets the focus,
// a section gives it to its first field. People may choose other keys; they are kept in this browser.
const STORE = "motcua.keys";

export function chosen() {
  try { return JSON.parse(localStorage.getItem(STORE)) || {} } catch { return {} }
}

export function choose(map) {
  try { localStorage.setItem(STORE, JSON.stringify(map)) } catch { /* private window: lasts for this page */ }
}

export const keyOf = (declared) => chosen()[declared] ?? declared;

export function pressed(event) {
  let key = event.key;
  if (!key || ["Control", "Alt", "Shift", "Meta"].includes(key)) return "";
  if (event.altKey && /^(Key|Digit)/.test(event.code)) key = event.code.replace(/^(Key|Digit)/, "");
  if (key === " ") key = "Space";
  if (key.length === 1) key = key.toUpperCase();
  const shift = event.shiftKey && (key.length > 1 || event.ctrlKey || event.altKey);
  return (event.ctrlKey || event.metaKey ? "Ctrl+" : "") + (event.altKey ? "Alt+" : "") + (shift ? "Shift+" : "") + key;
}

export const isTyping = (target) =>
  target.isContentEditable || (target.matches?.("input, select, textarea") && !target.matches("[type=checkbox], [type=radio], [type=submit], [type=button]"));

const visible = (element) => element.getClientRects().length > 0 || element.matches("dialog *, .menu-list *");
const inScope = (element) => {
  const open = document.querySelector("dialog[open]");
  return open ? open.contains(element) : !element.closest("dialog");
};

function act(element) {
  if (element.matches("a, button, summary, label")) { element.focus(); element.click(); return }
  if (element.matches("[type=checkbox], [type=radio]")) { element.focus(); element.click(); return }
  if (element.matches("input, select, textarea")) { element.focus(); element.select?.(); return }
  (element.querySelector("input:not([type=hidden], [readonly]), select, textarea, button, a") || element).focus();
  element.scrollIntoView({ block: "nearest" });
}

const rowAt = (target) => (target.matches?.("[data-row]") ? target : target.closest?.("tr, li")?.querySelector("[data-row]"));

function moveAmong(list, event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || isTyping(event.target)) return false;
  const items = [...list.querySelectorAll("[data-row]")];
  const next = items[items.indexOf(rowAt(event.target)) + step];
  next?.focus();
  return Boolean(next);
}

// Letters mean something only inside a list whose rows say so; a box that is ticked leaves the focus on its row.
function actOnRow(event) {
  const row = rowAt(event.target);
  const key = pressed(event);
  if (!row || !key || isTyping(event.target)) return false;
  const element = [...row.closest("tr, li").querySelectorAll("[data-row-key]")].find((e) => keyOf(e.dataset.rowKey) === key);
  if (!element) return false;
  element.click();
  if (element.matches("[type=checkbox]")) row.focus();
  return true;
}

// From nowhere in particular the first arrow leads into the list.
function enterList(event) {
  if (event.key !== "ArrowDown" || event.target !== document.body) return false;
  const first = document.querySelector("[data-arrows] [data-row]");
  first?.focus();
  return Boolean(first);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const list = event.target.closest?.("[data-arrows]");
  if ((list && (moveAmong(list, event) || actOnRow(event))) || enterList(event)) { event.preventDefault(); return }
  const key = pressed(event);
  if (!key || (key.length === 1 && isTyping(event.target))) return;
  const element = [...document.querySelectorAll("[data-key]")].find((e) => keyOf(e.dataset.key) === key && visible(e) && inScope(e));
  if (!element) return;
  event.preventDefault();
  act(element);
});

export function writeHints(root = document) {
  const names = { Enter: "↵", ArrowUp: "↑", ArrowDown: "↓", Escape: "Esc" };
  for (const hint of root.querySelectorAll("[data-key-hint]")) {
    const now = keyOf(hint.dataset.keyHint);
    if (now !== hint.dataset.keyHint || hint.dataset.changed) {
      hint.textContent = now.split("+").map((part) => names[part] || part).join(" ");
      hint.dataset.changed = "1";
    }
  }
  for (const element of root.querySelectorAll("[data-key]")) element.setAttribute("aria-keyshortcuts", keyOf(element.dataset.key).replace("Ctrl", "Control"));
}

writeHints();
document.addEventListener("htmx:after:swap", () => writeHints());
