// Short word on what was done. The server sends it with HX-Trigger: {"toast": {"text": "…", "kind": "ok"}}.
export function toast(text, kind = "") {
  const place = document.getElementById("toasts");
  if (!place || !text) return;
  const box = document.createElement("div");
  box.className = `toast ${kind && `toast-${kind}`}`;
  const words = document.createElement("span");
  words.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "×";
  close.setAttribute("aria-label", document.documentElement.lang === "en" ? "Close" : "Đóng");
  close.addEventListener("click", () => box.remove());
  box.append(words, close);
  place.append(box);
  if (kind !== "bad") setTimeout(() => box.matches(":hover, :focus-within") || box.remove(), 8000);
}

document.addEventListener("toast", ({ detail }) => toast(detail?.text ?? detail?.value, detail?.kind));
