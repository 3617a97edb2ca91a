// Scans go off one after another while the field keeps the focus; without scripts the form is sent as it is.
const form = document.querySelector("form[data-scan-form]");
const field = form?.querySelector("[name=numbers]");
const place = document.getElementById("scanned");
let last = Promise.resolve();

async function send(body, numbers) {
  const answer = await fetch(`${form.action}?part=scanned`, { method: "POST", body, redirect: "manual" });
  if (!answer.ok) throw new Error(String(answer.status));
  place.innerHTML = await answer.text();
  return numbers;
}

form?.addEventListener("submit", (event) => {
  const numbers = field.value.trim();
  if (!numbers) return;
  event.preventDefault();
  const body = new FormData(form);
  field.value = "";
  field.focus();
  last = last.then(() => send(body, numbers)).catch(() => {
    // Signed out, or nothing heard: the plain way says why.
    field.value = numbers;
    form.submit();
  });
});
