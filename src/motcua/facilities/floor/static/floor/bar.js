// Keeps the counter bar and the page of the hall fresh without moving the focus: the part is drawn anew when the hall
// changed, an open list stays open, and what had the focus has it again. While somebody chooses in a list, it waits.
const part = document.getElementById("counter-bar");
const EVERY = 20_000;
let busy = false;
let again = false;

const two = (number) => String(number).padStart(2, "0");
function tick() {
  for (const face of part.querySelectorAll("[data-since]")) {
    const seconds = Math.max(0, Math.floor((Date.now() - new Date(face.dataset.since)) / 1_000));
    face.textContent = `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
  }
}

async function look() {
  if (part.querySelector("select:focus, input:focus")) { again = true; return }
  if (busy) { again = true; return }
  busy = true;
  try {
    const answer = await fetch(part.dataset.part, { cache: "no-store" });
    if (answer.ok && !answer.redirected) {
      const text = await answer.text();
      const held = part.contains(document.activeElement) ? document.activeElement.dataset.press : "";
      const isOpen = Boolean(part.querySelector("details[open]"));
      part.innerHTML = text;
      const details = part.querySelector("details");
      if (isOpen && details) details.open = true;
      if (held) part.querySelector(`[data-press="${held}"]`)?.focus();
      tick();
    }
  } catch { /* the next look */ }
  busy = false;
  if (again) { again = false; setTimeout(look, 300) }
}

if (part) {
  part.addEventListener("focusout", () => { if (again) { again = false; setTimeout(look, 300) } });
  const live = new EventSource(part.dataset.live);
  live.addEventListener("changed", look);
  setInterval(look, EVERY);
  setInterval(tick, 1_000);
  tick();
}
