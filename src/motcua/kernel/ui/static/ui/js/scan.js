// A barcode scanner types digits faster than a person (half of the gaps under 35 ms) and ends with Enter. From any
// focus the number goes to the search door; what it typed into a field is taken back. data-scan="here" keeps it there.
// The median forgives a busy machine; a number that was broken off in the middle is no scan, so no wrong one is sought.
const FASTEST_PERSON_MS = 35;
const PAUSE_MS = 250;
const BROKEN_MS = 1000;
const SHORTEST_CODE = 6;
let digits = "";
let gaps = [];
let isBroken = false;
let last = 0;
let field = null;
let before = "";

function start(event) {
  isBroken = digits !== "" && event.timeStamp - last < BROKEN_MS;
  field = event.target.matches?.("input, textarea") ? event.target : null;
  before = field ? field.value : "";
  digits = "";
  gaps = [];
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

function finish(event) {
  const door = document.body.dataset.scan;
  const isFast = event.timeStamp - last < PAUSE_MS && digits.length >= SHORTEST_CODE && median(gaps) < FASTEST_PERSON_MS;
  if (isFast && !isBroken && door && !event.target.closest?.("[data-scan=here]")) {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (field) field.value = before;
    const here = new URL(door, location.href);
    here.searchParams.set("q", digits);
    document.dispatchEvent(new CustomEvent("motcua:scan", { detail: digits }));
    location.assign(here);
  }
  digits = "";
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) { digits = ""; return }
  if (event.key === "Enter") { finish(event); return }
  if (!/^[0-9]$/.test(event.key)) { digits = ""; return }
  if (!digits || event.timeStamp - last > PAUSE_MS) start(event);
  else gaps.push(event.timeStamp - last);
  digits += event.key;
  last = event.timeStamp;
}, true);
