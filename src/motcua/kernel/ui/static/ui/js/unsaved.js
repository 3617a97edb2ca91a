// <form data-unsaved>: leaving with changes asks first.
let dirty = null;

document.addEventListener("input", ({ target }) => {
  const form = target.form;
  if (form?.matches("[data-unsaved]")) dirty = form;
});
document.addEventListener("submit", ({ target }) => { if (target === dirty) dirty = null });
addEventListener("beforeunload", (event) => {
  if (dirty?.isConnected) { event.preventDefault(); event.returnValue = "" }
});
