// Staff pages: each module listens on the document, so parts swapped in later obey too.
import "./ready.js";
import "./keys.js";
import "./keymap.js";
import "./dialog.js";
import "./toast.js";
import "./submit.js";
import "./unsaved.js";
import "./copy.js";
import "./menus.js";
import "./scan.js";
