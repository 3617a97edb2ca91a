// data-dialog="id" opens a <dialog>. On a link the address stays the way without scripts.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (!dialog?.showModal || dialog.open) return;
  event.preventDefault();
  dialog.showModal();
  dialog.querySelector("[autofocus], .dialog-body input:not([type=hidden]), .dialog-body textarea")?.focus();
});

// A click on the dark ground closes it.
document.addEventListener("mousedown", (event) => {
  if (event.target.matches("dialog[open]")) {
    const box = event.target.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) event.target.close();
  }
});
