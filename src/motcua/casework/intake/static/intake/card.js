// The citizen card fills the owner: from a picture, or from a scanner on a serial port (HTTPS or localhost).
// What was typed is replaced only with a word about it; what looks doubtful is said beside its field.
const picture = document.querySelector("[data-card-picture]");
const told = document.getElementById("card-told");
const status = document.querySelector("[data-card-status]");
const door = picture.dataset.cardPicture;
const vi = document.documentElement.lang !== "en";
const SEX = { male: "Nam", female: "Nữ" };
const FIELD_OF = {
  personal_id: "personal_id", province: "personal_id", old_id: "personal_id", birth_year: "born_on", birth_date: "born_on",
  birth_date_partial: "born_on", sex: "sex", sex_missing: "sex", name: "name", address: "address",
};
const say = (viet, english) => (vi ? viet : english);
const field = (name) => document.getElementById(`id_owner_${name}`);

function report(text, isBad = false) {
  status.textContent = text;
  status.classList.toggle("is-bad", isBad);
}

function notice(lines) {
  told.replaceChildren();
  if (!lines.length) return;
  const box = document.createElement("div");
  box.className = "notice notice-warn";
  const list = document.createElement("ul");
  for (const line of lines) list.append(Object.assign(document.createElement("li"), { textContent: line }));
  box.append(list);
  told.append(box);
}

function put(name, value) {
  const control = field(name);
  const before = control.value.trim();
  if (!value || before === value) return "";
  control.value = value;
  control.closest(".field").classList.add("is-filled");
  control.addEventListener("input", () => control.closest(".field").classList.remove("is-filled"), { once: true });
  if (!before) return "";
  const label = document.querySelector(`label[for="${control.id}"]`).firstChild.textContent.trim();
  return `${label}: “${before}” ${say("đã thay bằng", "replaced by")} “${value}”`;
}

function doubt({ code, message }) {
  const control = FIELD_OF[code] && field(FIELD_OF[code]);
  if (!control) return message;
  const note = Object.assign(document.createElement("p"), { className: "doubt", textContent: message, id: `doubt-${code}` });
  control.after(note);
  control.setAttribute("aria-describedby", [control.getAttribute("aria-describedby"), note.id].filter(Boolean).join(" "));
  return "";
}

function fill({ fields, warnings }) {
  document.querySelectorAll(".doubt").forEach((note) => note.remove());
  const values = { ...fields, sex: SEX[fields.sex] || "", kind: "citizen" };
  const replaced = ["kind", "personal_id", "name", "born_on", "sex", "address"].map((name) => put(name, values[name])).filter(Boolean);
  notice([...replaced, ...warnings.map(doubt).filter(Boolean)]);
  report(`${say("Đã quét thẻ lúc", "Card read at")} ${new Date().toLocaleTimeString("vi-VN")}`);
  document.querySelector(".scan").open = false;
  field("personal_id").dispatchEvent(new Event("change", { bubbles: true }));
  field("phone").focus();
}

async function read(name, value) {
  const body = new FormData();
  body.append(name, value);
  report(say("Đang đọc thẻ…", "Reading the card…"));
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  try {
    const answer = await fetch(door, { method: "POST", body, headers: { "X-CSRFToken": token, Accept: "application/json" } });
    const known = await answer.json();
    if (answer.ok) fill(known);
    else report(known.detail || say("Không đọc được thẻ.", "The card could not be read."), true);
  } catch {
    report(say("Không gửi được ảnh; kiểm tra mạng rồi thử lại.", "Not sent; check the network and try again."), true);
  }
}

picture.addEventListener("change", () => picture.files[0] && read("image", picture.files[0]));
document.querySelector("[data-card-read]").addEventListener("click", (event) => {
  event.preventDefault();
  if (picture.files[0]) read("image", picture.files[0]);
  else picture.focus();
});

// A scanner in USB-COM mode sends the card's text and a line end; it stays granted once it was chosen.
async function listen(port) {
  if (!port.readable) await port.open({ baudRate: 9600 });
  report(say("Máy quét sẵn sàng", "Scanner ready"));
  const text = port.readable.pipeThrough(new TextDecoderStream());
  let kept = "";
  for await (const part of text) {
    kept += part;
    const lines = kept.split(/[\r\n]+/);
    kept = lines.pop().slice(-4000);
    for (const line of lines) if (line.includes("|")) await read("text", line);
  }
}

const failed = () => report(say("Máy quét đã ngắt; nối lại hoặc dùng ảnh.", "The scanner is gone; connect it again or use a picture."), true);
const button = document.querySelector("[data-card-serial]");
if (navigator.serial) {
  button.hidden = false;
  button.addEventListener("click", () => navigator.serial.requestPort().then(listen).catch((error) => error.name !== "NotFoundError" && failed()));
  navigator.serial.getPorts().then(([port]) => port && listen(port)).catch(failed);
}
