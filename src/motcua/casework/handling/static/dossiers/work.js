// The work list: what is ticked stays ticked from page to page, and news is told without moving a row.
const KEPT = "motcua.work.chosen";
const MOST = 100; // what one confirmation takes
const PATIENCE = 1500; // a busy office makes many changes; look again no more often than this
const news = document.getElementById("work-news");
const bulk = document.getElementById("bulk");

const read = () => { try { return new Set(JSON.parse(sessionStorage.getItem(KEPT)) || []) } catch { return new Set() } };
const write = (chosen) => { try { sessionStorage.setItem(KEPT, JSON.stringify([...chosen])) } catch { /* private window: this page only */ } };
const boxes = (root = document) => [...root.querySelectorAll("[data-work] input[name=rows]")];

function showChosen() {
  const chosen = read();
  for (const box of boxes()) box.checked = chosen.has(box.value);
  const told = document.getElementById("work-chosen");
  if (told) told.textContent = chosen.size ? `(${news.dataset.chosen.replace("{n}", chosen.size)})` : "";
}

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-work] input[name=rows]")) return;
  const chosen = read();
  if (event.target.checked && chosen.size < MOST) chosen.add(event.target.value); else chosen.delete(event.target.value);
  write(chosen);
  showChosen();
});

bulk?.addEventListener("submit", () => {
  const here = new Set(boxes().map((box) => box.value));
  for (const value of read()) {
    if (here.has(value)) continue;
    const more = document.createElement("input");
    Object.assign(more, { type: "hidden", name: "rows", value });
    bulk.append(more);
  }
  write(new Set());
});
addEventListener("pageshow", showChosen); // also when the browser brings the page back from its memory

const rowsOf = (root) => new Map([...root.querySelectorAll("[data-work]")].map((row) => [row.dataset.work, row]));

// Which rows the list holds now, and a mark of what each says: a small answer, asked whenever the office made a change.
async function look() {
  const address = new URL(location.href);
  address.searchParams.set("part", "rows");
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const { rows } = await answer.json();
  const [now, then] = [Object.entries(rows), rowsOf(document)];
  const changed = now.filter(([key, stamp]) => then.get(key)?.dataset.stamp !== stamp).length;
  const gone = [...then.keys()].filter((key) => !(key in rows)).length;
  tell(Math.max(changed, gone));
}

function tell(many) {
  if (!many) { news.replaceChildren(); return }
  if (news.dataset.told === String(many) && news.firstChild) return;
  news.dataset.told = many;
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "btn btn-small", textContent: news.dataset.reload });
  button.addEventListener("click", reload);
  news.replaceChildren(`${(many === 1 ? news.dataset.one : news.dataset.many).replace("{n}", many)} `, button);
}

// The person asked for it: the new list stands in place of the old one, the focus on the row it was on.
async function reload() {
  const answer = await fetch(location.href).catch(() => null);
  const fresh = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
  const list = document.getElementById("work-rows");
  const next = fresh && fresh.getElementById("work-rows");
  if (!list || !next) { location.reload(); return }
  const before = document.activeElement?.closest("[data-work]")?.dataset.work ?? last;
  const place = [...rowsOf(document).keys()].indexOf(before);
  list.replaceWith(document.adoptNode(next));
  const rows = [...rowsOf(document)];
  const [, row] = rows.find(([key]) => key === before) || rows[Math.min(Math.max(place, 0), rows.length - 1)] || [];
  row?.querySelector("[data-row]").focus();
  news.replaceChildren();
  showChosen();
}

let last = ""; // the row the person was on before pressing the button
document.addEventListener("focusin", (event) => { last = event.target.closest("[data-work]")?.dataset.work ?? last });

let due = 0;
function soon() {
  if (document.hidden) { due = 1; return }
  clearTimeout(due);
  due = setTimeout(look, PATIENCE);
}
document.addEventListener("visibilitychange", () => { if (!document.hidden && due) soon() });

const topics = news.dataset.topics.trim().split(" ").filter(Boolean).slice(0, 20);
if (topics.length && news.dataset.live) {
  const source = new EventSource(`${news.dataset.live}?${topics.map((topic) => `topic=${topic}`).join("&")}`);
  source.addEventListener("changed", soon);
  addEventListener("pagehide", () => source.close());
}
