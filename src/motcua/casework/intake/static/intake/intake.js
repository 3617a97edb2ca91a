// The intake page: papers by digit keys, Enter to the next field, the citizen card. Without it the page works by buttons.
import "./papers.js";
import "./card.js";
import "./files.js";
import "./known.js";

const form = document.getElementById("intake");

// Enter goes to the next field, as clerks expect; Ctrl+Enter accepts.
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.ctrlKey || event.altKey || event.isComposing) return;
  if (!event.target.matches("input:not([type=file], [type=submit]), select")) return;
  event.preventDefault();
  const stops = [...form.querySelectorAll("input:not([type=hidden], [type=file], [type=radio]:not(:checked)), select, button:not([tabindex='-1'])")].filter((e) => e.getClientRects().length);
  const next = stops[stops.indexOf(event.target) + 1];
  next?.focus();
  if (next?.matches("input")) next.select?.();
});

// Bodies and other submitters have fields of their own: open them when they are needed.
const kind = document.getElementById("id_owner_kind");
kind.addEventListener("change", () => {
  if (kind.value === "citizen") return;
  document.getElementById("more-people").open = true;
  document.getElementById("id_owner_tax_code").focus();
});
