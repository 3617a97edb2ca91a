// Files of a row go to the server at once, so that nothing is lost when the page comes back with something to mend.
// Until a file has arrived it stays in its control and goes with the form, as it does without this script.
const form = document.getElementById("intake");
const vi = document.documentElement.lang !== "en";
const say = (viet, english) => (vi ? viet : english);
const LOST = say("Chưa gửi được tệp; kiểm tra mạng. Tệp sẽ đi cùng khi lưu trang.", "Not sent; check the network. The file goes with the page when it is saved.");

function tell(text) {
  document.querySelector("[data-files-said]").textContent = text;
}

function refuse(row, text) {
  row.classList.add("is-open");
  row.querySelector("[data-refused]").append(Object.assign(document.createElement("p"), { className: "error", textContent: text }));
  tell(text);
}

function lineFor(row, name) {
  const line = document.querySelector("[data-file-line]").content.firstElementChild.cloneNode(true);
  line.querySelector(".file-name").textContent = name;
  line.querySelector("small").textContent = say("đang gửi…", "sending…");
  line.classList.add("is-sending");
  row.querySelector("[data-files]").append(line);
  return line;
}

function arrived(row, line, { id, token, name, about }) {
  if (row.querySelector(`[data-id="${id}"]`)) { line.remove(); return }
  line.dataset.id = id;
  line.classList.remove("is-sending");
  line.querySelector(".file-name").textContent = line.querySelector(".file-name").title = name;
  line.querySelector("small").textContent = about;
  Object.assign(line.querySelector("input"), { name: row.dataset.carried, value: token });
  line.querySelector("[data-drop]").setAttribute("aria-label", `${say("Gỡ tệp", "Remove file")} ${name}`);
  row.dispatchEvent(new CustomEvent("paper:attached", { bubbles: true }));
  tell(`${say("Đã nhận tệp", "Received")} ${name}`);
}

// Whether the file still has to go with the form.
async function send(row, file) {
  const line = lineFor(row, file.name);
  const body = new FormData();
  body.append("client_id", form.elements.client_id.value);
  body.append("file", file);
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, Accept: "application/json" };
  try {
    const answer = await fetch(form.dataset.hold, { method: "POST", body, headers });
    const known = await answer.json();
    if (answer.ok) arrived(row, line, known);
    else { line.remove(); refuse(row, known.detail || LOST) }
    return !answer.ok && !known.detail;
  } catch {
    line.remove();
    refuse(row, LOST);
    return true;
  }
}

async function sendAll(row, files) {
  row.querySelector("[data-refused]").replaceChildren();
  const control = row.querySelector("input[type=file]");
  const rest = new DataTransfer();
  for (const file of files) if (await send(row, file)) rest.items.add(file);
  control.files = rest.files;
}

document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-paper] input[type=file]") && target.files.length) sendAll(target.closest("[data-paper]"), [...target.files]);
});
document.addEventListener("click", (event) => {
  const drop = event.target.closest("[data-drop]");
  if (!drop) return;
  event.preventDefault();
  const row = drop.closest("[data-paper]");
  drop.closest("li").remove();
  row.querySelector("select").dispatchEvent(new Event("input", { bubbles: true }));
  row.querySelector("input[type=file]").focus();
});

// From the scanner's folder onto a row.
document.addEventListener("dragover", (event) => { if (event.target.closest?.("[data-paper]")) event.preventDefault() });
document.addEventListener("drop", (event) => {
  const row = event.target.closest?.("[data-paper]");
  if (!row || !event.dataTransfer.files.length) return;
  event.preventDefault();
  sendAll(row, [...event.dataTransfer.files]);
});
