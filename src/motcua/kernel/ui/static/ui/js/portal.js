// Citizens' pages work without this; it adds printing, sharing, reading aloud and a guard against double sending.
import "./ready.js";
import "./submit.js";
import "./copy.js";
import "./read.js";
