// A ticket opened to be printed prints itself.
import "../ui/js/copy.js";

addEventListener("load", () => print());
