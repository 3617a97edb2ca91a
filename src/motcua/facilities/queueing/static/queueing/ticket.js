// The ticket on a telephone: woken for its own number, else looked at twice a minute, at a moment of its own, so that
// a full hall does not ask all at once. Vibrates when the turn is near and when it is called. Keeping a number needs no touch.
const place = document.getElementById("place");
const EVERY = 25_000 + Math.random() * 10_000;
const title = document.title;
let busy = false;

// What is near stands in the title too, so that it shows while another page is open.
function near() {
  const word = place.firstElementChild?.dataset.near;
  document.title = word ? `${word} · ${title}` : title;
  return Boolean(word);
}
near();

document.querySelector("[data-keep]")?.requestSubmit();

async function look() {
  if (busy || document.hidden) return;
  busy = true;
  try {
    const answer = await fetch("?part=1", { cache: "no-store" });
    if (answer.ok) {
      const before = place.firstElementChild.dataset.state;
      const wasNear = "near" in place.firstElementChild.dataset;
      const text = await answer.text();
      const page = new DOMParser().parseFromString(text, "text/html");
      const state = page.querySelector("[data-state]")?.dataset.state;
      place.replaceChildren(...page.body.childNodes);
      if (near() && !wasNear) navigator.vibrate?.(400);
      if (state !== before) {
        if (state === "called") navigator.vibrate?.([300, 150, 300]);
        if (["issuing", "waiting", "missed"].includes(before) !== ["issuing", "waiting", "missed"].includes(state)) location.reload();
      }
    }
  } catch { /* the next look */ }
  busy = false;
}

const live = new EventSource(place.dataset.live);
live.addEventListener("changed", look);
document.addEventListener("visibilitychange", look);
setInterval(look, EVERY);
