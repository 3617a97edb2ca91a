// A machine in the hall forgets its visitor: after 20 quiet seconds it counts down on the screen and goes home, and
// nothing of the former page can be reached. Digits typed by a scanner, from any focus, go to the page's scan door.
import "../ui/js/ready.js";
import "../ui/js/submit.js";
import "../ui/js/read.js";
import "../ui/js/copy.js";

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

// Pads of digits and letters type into their field; a real keyboard stays welcome.
for (const pad of document.querySelectorAll("[data-pad-for]")) {
  const field = document.getElementById(pad.dataset.padFor);
  pad.addEventListener("click", (event) => {
    const key = event.target.closest("button");
    if (!key) return;
    if ("clear" in key.dataset) field.value = "";
    else if ("back" in key.dataset) field.value = field.value.slice(0, -1);
    else if (field.value.length < field.maxLength) field.value += key.dataset.type;
  });
}

// The scan slot types digits and Enter, faster than a person, whatever has the focus; a slot on a serial port (cards)
// sends a line. Both go to the form the page names.
const door = document.getElementById(body.dataset.scanTo || "");
const FASTEST_PERSON_MS = 35;
let digits = "";
let last = 0;
let slow = 0;

function send(text) {
  if (!door) return;
  door.querySelector("[name=text], [name=code]").value = text;
  door.requestSubmit();
}

addEventListener("keydown", (event) => {
  if (event.key === "Enter") {
    if (digits.length >= 6 && slow <= digits.length / 2) { event.preventDefault(); send(digits) }
    digits = "";
    return;
  }
  if (!/^[0-9]$/.test(event.key)) { digits = ""; return }
  if (event.timeStamp - last > 250) { digits = ""; slow = 0 }
  if (digits && event.timeStamp - last > FASTEST_PERSON_MS) slow += 1;
  digits += event.key;
  last = event.timeStamp;
}, true);

async function read(port) {
  await port.open({ baudRate: 9600 });
  const lines = port.readable.pipeThrough(new TextDecoderStream());
  let rest = "";
  for await (const piece of lines) {
    rest += piece;
    const [line, ...more] = rest.split(/[\r\n]+/);
    if (more.length) { rest = more.pop(); if (line) send(line) }
  }
}
if (door && navigator.serial) for (const port of await navigator.serial.getPorts()) read(port).catch(() => {});
