// Pages with one form: the first field that wants words has the focus, unless there is something to mend.
if (!document.querySelector("main [data-focus]")) {
  document.querySelector("main form :is(input:not([type=hidden]), textarea, select)")?.focus();
}
