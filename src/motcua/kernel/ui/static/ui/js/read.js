// "Nghe đọc": reads the marked part aloud where the device has a Vietnamese voice; otherwise the button stays away.
const button = document.querySelector("[data-read]");
const speech = window.speechSynthesis;

const voice = () => speech.getVoices().find((one) => one.lang.toLowerCase().startsWith(document.documentElement.lang));
const show = () => { button.hidden = !voice() };

function toggle() {
  if (speech.speaking) { speech.cancel(); button.setAttribute("aria-pressed", "false"); return }
  const part = document.querySelector(button.dataset.read) || document.querySelector("main");
  const words = new SpeechSynthesisUtterance(part.innerText);
  words.voice = voice();
  words.lang = words.voice.lang;
  words.rate = 0.9;
  words.onend = () => button.setAttribute("aria-pressed", "false");
  button.setAttribute("aria-pressed", "true");
  speech.speak(words);
}

if (button && speech) {
  show();
  speech.addEventListener?.("voiceschanged", show);
  button.addEventListener("click", toggle);
}
