// A key for each choice. Without this script the buttons do the same.
"use strict";
document.addEventListener("keydown", event => {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.("input, select, textarea")) return;
  const button = document.querySelector(`#label [data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!button || button.form.dataset.sent) return;
  button.form.dataset.sent = "yes"; // a second key must not label the pair that comes next
  button.click();
});
