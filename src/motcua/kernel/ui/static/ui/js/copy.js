// data-copy="text", data-print, data-share: small services of the browser.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-print], [data-share]");
  if (!button) return;
  if ("print" in button.dataset) { print(); return }
  const text = button.dataset.copy || button.dataset.share || location.href;
  if ("share" in button.dataset && navigator.share) {
    await navigator.share({ title: document.title, url: text }).catch(() => {});
    return;
  }
  try { await navigator.clipboard.writeText(text) } catch { return }
  document.dispatchEvent(new CustomEvent("toast", { detail: { text: button.dataset.done || text, kind: "ok" } }));
  const words = button.querySelector("[data-words]");
  if (words && button.dataset.done) words.textContent = button.dataset.done;
});
