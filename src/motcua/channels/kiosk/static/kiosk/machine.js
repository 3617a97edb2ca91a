// A machine in the hall forgets its visitor: after 20 quiet seconds it counts down on the screen and goes home, and
// nothing of the former page can be reached. Digits typed by a scanner, from any focus, go to the page's scan door.
import "../ui/js/ready.js";
import "../ui/js/submit.js";
import "../ui/js/read.js";

const body = document.body;
const home = body.dataset.home;
const idle = Number(body.dataset.idle || 0);
const refresh = Number(body.dataset.refresh || 0);
const box = document.querySelector("[data-idle-box]");
const WARN = 10;
let left = idle;

// What is under the finger must not change while it is there: the box leaves with the next tick.
function wake() { left = idle }

async function goHome() {
  speechSynthesis?.cancel();
  try { await fetch(home, { method: "HEAD", cache: "no-store" }) } catch { return wake() } // a cut: the page stays, it can still be read
  location.replace(home);
}

function tick() {
  left -= 1;
  if (left <= 0) { goHome(); left = idle; return }
  box.hidden = left > WARN;
  box.querySelector("[data-idle-left]").textContent = left;
}

if (idle && box) {
  setInterval(tick, 1_000);
  for (const kind of ["pointerdown", "keydown", "input"]) addEventListener(kind, wake, true);
  box.querySelector("[data-idle-more]").addEventListener("click", wake);
} else if (refresh) {
  setInterval(async () => {
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      if (answer.status === 401 || answer.redirected) location.reload();
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const main = page.getElementById("main");
      if (answer.ok && main && !document.getElementById("main").contains(document.activeElement)) document.getElementById("main").replaceChildren(...main.childNodes);
    } catch { /* the next minute */ }
  }, refresh * 1_000);
}

// The number waits to be on paper or on a telephone: look until it is.
const waiting = document.querySelector("[data-wait]");
if (waiting) setInterval(async () => {
  try {
    const page = new DOMParser().parseFromString(await (await fetch(waiting.dataset.wait, { cache: "no-store" })).text(), "text/html");
    if (!page.querySelector("[data-wait]")) location.reload();
  } catch { /* again in two seconds */ }
}, 2_000);
