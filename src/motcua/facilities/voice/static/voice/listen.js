/* Listening on the page of a one-stop's voice: `data-listen` names the clips, separated by spaces. */
import { Player } from "./player.js";

let player;

document.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-listen]");
  if (!pressed) return;
  event.preventDefault();
  player ??= new Player();
  player.add(pressed.dataset.listen.split(" "));
});
