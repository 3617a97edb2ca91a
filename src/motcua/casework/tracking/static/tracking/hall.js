// Keeps the wall fresh: looks again when the log says something changed, else every minute. Without an answer
// a strip says so and the page asks every five seconds.
const SLOW = 60_000;
const LOST = 5_000;
const RELOAD = 3_600_000;
const lost = document.getElementById("hall-lost");
const face = document.querySelector("[data-clock]");
const start = performance.now();
const begun = new Date(face.dataset.clock).getTime();
let timer = 0;
let due = 0;
let busy = false;

const hour = new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh", hour12: false });
const now = () => new Date(begun + performance.now() - start);
setInterval(() => { face.textContent = hour.format(now()) }, 1_000);

function next(wait) {
  const at = performance.now() + wait;
  if (timer && at > due) return; // an earlier look is on its way
  clearTimeout(timer);
  due = at;
  timer = setTimeout(look, wait);
}

async function look() {
  timer = 0;
  if (busy) return;
  busy = true;
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.getElementById("hall").replaceChildren(...page.getElementById("hall").childNodes);
    document.querySelector(".hall-clock small").textContent = page.querySelector(".hall-clock small").textContent;
    lost.hidden = true;
    lost.querySelector("[data-lost-at]").textContent = hour.format(now());
    if (performance.now() - start > RELOAD) location.reload(); // takes up a new version of the page
    busy = false;
    next(SLOW);
  } catch {
    lost.hidden = false;
    busy = false;
    next(LOST);
  }
}

const live = new EventSource(document.getElementById("hall").dataset.live);
live.addEventListener("changed", () => next(200));
live.addEventListener("error", () => next(LOST));
next(SLOW);
