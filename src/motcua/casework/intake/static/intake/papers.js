// The list of papers: inside it a digit marks a paper as there (again: not there), 0 says that the one in focus
// does not apply, F2 chooses its files. "Đủ cả" marks what is required without asking the server.
const LEFT_OUT = "not_applicable";
const list = () => document.querySelector("#papers .docs");
const rows = () => [...document.querySelectorAll("[data-paper]")];
const howOf = (row) => row.querySelector("select");
const isMissing = (row) => "required" in row.dataset && !howOf(row).value;

function tell() {
  const all = rows();
  document.querySelector("[data-papers-met]").textContent = all.filter((row) => howOf(row).value).length;
  const missing = all.flatMap((row, place) => (isMissing(row) ? [place + 1] : []));
  const note = document.getElementById("papers-left");
  note.hidden = !missing.length;
  note.textContent = `${missing.length === 1 ? note.dataset.one : note.dataset.many} ${missing.join(", ")}.`;
}

function set(row, value) {
  howOf(row).value = value;
  howOf(row).dispatchEvent(new Event("input", { bubbles: true }));
  tell();
}

function onKey(event) {
  if (event.key === "F2" && list()?.contains(event.target)) {
    event.preventDefault();
    event.target.closest("[data-paper]")?.querySelector("input[type=file]").click();
    return;
  }
  if (!/^[0-9]$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
  if (!list()?.contains(event.target) || event.target.matches("input")) return;
  event.preventDefault();
  if (event.key === "0") {
    const row = event.target.closest("[data-paper]");
    set(row, LEFT_OUT);
    row.querySelector(".paper-reason input").focus();
    return;
  }
  const row = rows()[event.key - 1];
  if (!row) return;
  set(row, howOf(row).value ? "" : row.dataset.usual);
  howOf(row).focus();
}

document.addEventListener("keydown", onKey);
document.addEventListener("click", (event) => {
  const mark = event.target.closest(".paper-mark");
  if (mark) {
    const row = mark.closest("[data-paper]");
    set(row, howOf(row).value ? "" : row.dataset.usual);
  }
  if (!event.target.closest("[data-all-there]")) return;
  event.preventDefault();
  for (const row of rows()) if (isMissing(row)) set(row, row.dataset.usual);
});
document.addEventListener("change", (event) => {
  const row = event.target.closest("[data-paper]");
  if (!row) return;
  tell();
  if (event.target.value === LEFT_OUT) row.querySelector(".paper-reason input").focus();
});
document.addEventListener("paper:attached", ({ target: row }) => set(row, howOf(row).value || row.dataset.usual));
document.addEventListener("htmx:after:swap", tell);
tell();
