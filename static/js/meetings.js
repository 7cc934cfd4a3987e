/* After a section of the minutes has saved itself, the focus stays with it: on its heading, or in its next form. */

document.addEventListener("htmx:afterSettle", (event) => {
  const place = document.getElementById(event.detail.target?.id);
  if (!place || place.contains(document.activeElement)) return;
  const next = place.querySelector("[data-focus-first], [autofocus], h2[tabindex], h3[tabindex]");
  next?.focus();
});

/* Up and down in the attendance move to the same button of the row above or below. */
document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const button = step && !event.altKey && !event.ctrlKey && event.target.closest?.(".row-state");
  if (!button) return;
  const rows = [...document.querySelectorAll(".row-states")];
  const here = button.closest(".row-states");
  const other = rows[rows.indexOf(here) + step]?.querySelector(`[value="${button.value}"]`);
  if (!other) return;
  event.preventDefault();
  other.focus();
});
