// Asks every two seconds how far the work is; shows the page again when it is finished.
"use strict";
for (const place of document.querySelectorAll("[data-progress]")) {
  const bar = place.querySelector("progress");
  const words = place.querySelector("[data-progress-words]");
  const refresh = place.querySelector("[data-progress-refresh]");
  if (refresh) refresh.hidden = true;
  const ask = async () => {
    try {
      const answer = await fetch(place.dataset.progress, { credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      const now = await answer.json();
      bar.max = Math.max(now.total, 1);
      bar.value = now.done;
      if (words.textContent !== now.words) words.textContent = now.words;
      if (now.finished) { window.location.reload(); return; }
      setTimeout(ask, 2000);
    } catch {
      if (refresh) refresh.hidden = false;
    }
  };
  setTimeout(ask, 1000);
}
