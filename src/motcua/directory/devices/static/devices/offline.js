// On a machine of the hall: asks the browser for the worker that stands in while the server is away, and tells it
// with which files this page is drawn. Without one (no https) the page works as before.
const asked = document.querySelector("[data-worker]");
if (asked && navigator.serviceWorker) {
  addEventListener("load", async () => {
    try {
      await navigator.serviceWorker.register(asked.dataset.worker);
      const { active } = await navigator.serviceWorker.ready;
      await document.fonts.ready;
      active.postMessage({ files: performance.getEntriesByType("resource").map((one) => one.name) });
    } catch { /* the page works without it */ }
  });
}
