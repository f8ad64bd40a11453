// Warns two minutes before the session ends for want of activity, lets it go on, and leaves when it has ended.
"use strict";
const box = document.querySelector("[data-session]");
if (box) {
  const WARN_SECONDS = 120;
  const words = box.querySelector("[data-session-words]");
  const button = box.querySelector("[data-session-extend]");
  let ends = 0, before = null;
  const restart = () => { ends = Date.now() + Number(box.dataset.seconds) * 1000; };
  const hide = () => { box.hidden = true; if (before) { before.focus(); before = null; } };
  const show = () => { before = document.activeElement; box.hidden = false; button.focus(); };
  const warnFrom = () => Math.min(WARN_SECONDS, Number(box.dataset.seconds) / 2);
  const look = () => {
    const left = Math.ceil((ends - Date.now()) / 1000);
    if (left <= 0) { window.location.replace(box.dataset.ended); return; }
    if (left > warnFrom()) return;
    if (box.hidden) show();
    if (left % 10 === 0 || left <= 10 || !words.textContent) words.textContent = box.dataset.words.replace("%s", left);
  };
  button.addEventListener("click", async () => {
    const form = new FormData();
    form.append("form_token", box.dataset.token);
    const answer = await fetch(box.dataset.extend, { method: "POST", body: form, credentials: "same-origin" });
    if (!answer.ok) { window.location.replace(box.dataset.ended); return; }
    restart();
    hide();
  });
  restart();
  setInterval(look, 1000);
}
