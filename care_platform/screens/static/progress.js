// Asks every two seconds how far the work is; shows the page again when it is finished.
// With a token each asking does the next step of the work, so it is posted, and the next follows at once.
"use strict";
for (const place of document.querySelectorAll("[data-progress]")) {
  const bar = place.querySelector("progress");
  const words = place.querySelector("[data-progress-words]");
  const refresh = place.querySelector("[data-progress-refresh]");
  const token = place.dataset.progressToken;
  if (refresh) refresh.hidden = true;
  for (const other of document.querySelectorAll("[data-without-script]")) other.hidden = true;
  const ask = async () => {
    try {
      const options = { credentials: "same-origin" };
      if (token) {
        options.method = "POST";
        options.body = new URLSearchParams({ form_token: token });
      }
      const answer = await fetch(place.dataset.progress, options);
      if (!answer.ok) throw new Error(String(answer.status));
      const now = await answer.json();
      bar.max = Math.max(now.total, 1);
      bar.value = now.done;
      if (words.textContent !== now.words) words.textContent = now.words;
      if (now.finished) { window.location.reload(); return; }
      setTimeout(ask, token ? 50 : 2000);
    } catch {
      if (refresh) refresh.hidden = false;
      for (const other of document.querySelectorAll("[data-without-script]")) other.hidden = false;
    }
  };
  setTimeout(ask, token ? 50 : 1000);
}
