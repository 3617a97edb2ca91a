// A person who was here before: what the earlier dossier says goes into fields that are still empty, and is marked.
function fill() {
  for (const { dataset } of document.querySelectorAll("[data-fill]")) {
    const control = document.getElementById(`id_${dataset.fill}`);
    if (!control || control.value.trim()) continue;
    control.value = dataset.value;
    control.closest(".field").classList.add("is-filled");
    control.addEventListener("input", () => control.closest(".field").classList.remove("is-filled"), { once: true });
  }
}

document.addEventListener("htmx:after:swap", fill);
