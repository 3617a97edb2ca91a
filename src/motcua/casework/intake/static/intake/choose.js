// The list of procedures by arrows: down from the search box to the first, up from the first back to the box.
const asked = document.getElementById("asked");
const first = () => document.querySelector("#found [data-row]");

asked.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" || event.isComposing || !first()) return;
  event.preventDefault();
  first().focus();
});
document.getElementById("found").addEventListener("keydown", (event) => {
  if (event.key !== "ArrowUp" || event.target !== first()) return;
  event.preventDefault();
  asked.focus();
});
