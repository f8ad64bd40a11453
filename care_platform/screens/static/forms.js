// A form is sent once: its buttons rest from the first sending until the page is shown again.
"use strict";
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  form.setAttribute("aria-busy", "true");
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) { delete form.dataset.sent; form.removeAttribute("aria-busy"); }
});
// Buttons marked so print the page; without scripts the browser's own menu does.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
