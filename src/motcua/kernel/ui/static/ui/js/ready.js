// Shows what only works with scripts, and brings a person to what must be mended first.
document.documentElement.classList.add("js");
document.querySelector("[data-focus]")?.focus();
