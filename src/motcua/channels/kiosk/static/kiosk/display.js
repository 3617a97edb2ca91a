// Keeps the display fresh: looks again when the hall changed, else every minute; says new calls aloud, each once.
// After 20 seconds without a sign of life from the stream a strip says so and the page asks every five seconds.
import { Player } from "../voice/player.js";

const SLOW = 60_000;
const LOST = 5_000;
const SILENT = 20_000;
const RELOAD = 6 * 3_600_000;
const SAY_WITHIN = 60_000; // an older call is shown, not said: nobody should run for it
const board = document.getElementById("board");
const lost = document.getElementById("lost");
const face = document.querySelector("[data-clock]");
const start = performance.now();
let offset = new Date(face.dataset.clock).getTime() - start;
let timer = 0;
let due = 0;
let busy = false;
let again = false;
let heard = performance.now();

const now = () => new Date(offset + performance.now());
const hour = new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh", hour12: false });
setInterval(() => {
  face.textContent = hour.format(now());
  if (performance.now() - heard > SILENT) { lost.hidden = false; next(LOST) }
}, 1_000);

const said = new Set([...board.querySelectorAll("[data-call]")].map((one) => one.dataset.call));
const hasSound = "volume" in board.dataset;
const player = hasSound && window.AudioContext
  ? new Player({ volume: Number(board.dataset.volume) / 100, quiet: JSON.parse(board.dataset.quiet || "[]"), onPlay: () => { document.documentElement.dataset.played = String(Number(document.documentElement.dataset.played || 0) + 1) } })
  : null;

function say() {
  const calls = [...board.querySelectorAll("[data-call]")].reverse(); // the oldest first
  for (const call of calls) {
    if (said.has(call.dataset.call)) continue;
    said.add(call.dataset.call);
    if (player && now() - new Date(call.dataset.called) < SAY_WITHIN) player.add(JSON.parse(call.dataset.clips));
  }
}

function next(wait) {
  const at = performance.now() + wait;
  if (timer && at > due) return; // an earlier look is on its way
  clearTimeout(timer);
  due = at;
  timer = setTimeout(look, wait);
}

async function look() {
  timer = 0;
  if (busy) { again = true; return }
  busy = true;
  try {
    const answer = await fetch("?part=1", { cache: "no-store", signal: AbortSignal.timeout?.(LOST) });
    if (answer.status === 401) { location.reload(); return } // the device was shut out, or the version is another
    if (!answer.ok) throw new Error(String(answer.status));
    board.innerHTML = await answer.text();
    offset = new Date(board.firstElementChild.dataset.at).getTime() - performance.now();
    say();
    if (performance.now() - heard < SILENT) lost.hidden = true;
    lost.querySelector("[data-lost-at]").textContent = hour.format(now());
    document.documentElement.dataset.shown = String(Number(document.documentElement.dataset.shown || 0) + 1);
    if (performance.now() - start > RELOAD) location.reload(); // takes up a new version of the page
    next(lost.hidden ? SLOW : LOST);
  } catch {
    lost.hidden = false;
    if (!document.documentElement.dataset.shown) await lastPicture();
    next(LOST);
  }
  busy = false;
  if (again) { again = false; next(0) }
}

// Started while the server is away: what the worker of this machine kept last, shown and not said.
async function lastPicture() {
  const kept = await globalThis.caches?.match("?part=1", { ignoreVary: true });
  if (!kept) return;
  board.innerHTML = await kept.text();
  for (const call of board.querySelectorAll("[data-call]")) said.add(call.dataset.call);
  lost.querySelector("[data-lost-at]").textContent = hour.format(new Date(board.firstElementChild.dataset.at));
}

let stream;
function listen() {
  stream?.close();
  stream = new EventSource(board.dataset.live);
  const alive = () => { heard = performance.now(); if (!lost.hidden) next(0) };
  stream.addEventListener("open", () => { alive(); next(0) }); // whatever happened meanwhile is looked up
  stream.addEventListener("heartbeat", alive);
  stream.addEventListener("changed", () => { alive(); next(0) });
  stream.addEventListener("error", () => { next(LOST); if (stream.readyState === EventSource.CLOSED) setTimeout(listen, LOST) });
}
listen();
next(navigator.serviceWorker?.controller ? 0 : SLOW); // the page itself may be one that was kept
