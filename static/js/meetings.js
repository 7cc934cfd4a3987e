/* After a section of the minutes has saved itself, the focus stays with it: on its heading, or in its next form. */

document.addEventListener("htmx:afterSettle", (event) => {
  const place = document.getElementById(event.detail.target?.id);
  if (!place || place.contains(document.activeElement)) return;
  const next = place.querySelector("[data-focus-first], [autofocus], h2[tabindex], h3[tabindex]");
  next?.focus();
});
