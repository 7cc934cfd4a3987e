/* The secretary's desk by keyboard: Alt with a key presses the button that names it; Alt 1–3 choose the kind. */

document.addEventListener("keydown", (event) => {
  const desk = document.querySelector("[data-desk]");
  if (!desk || !event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
  const kinds = desk.querySelectorAll("input[name=kind]");
  const digit = /^Digit([1-9])$/.exec(event.code);
  if (digit && kinds[digit[1] - 1]) {
    event.preventDefault();
    kinds[digit[1] - 1].checked = true;
    desk.querySelector("#desk-line").focus();
    return;
  }
  const button = [...desk.querySelectorAll("[data-desk-key]")].find(
    (one) => one.dataset.deskKey.toLowerCase() === event.key.toLowerCase(),
  );
  if (!button) return;
  event.preventDefault();
  // A click, not requestSubmit: htmx sends the name of the button that was clicked.
  button.click();
});

/* Another act than recording keeps what has been typed in the line, even while there is no line to show it in. */
let typed = "";
document.addEventListener("htmx:beforeRequest", (event) => {
  const line = document.getElementById("desk-line");
  if (line) typed = event.target.contains(line) ? "" : line.value;
});

/* After each act one goes on typing, unless the act was done elsewhere with the mouse. */
document.addEventListener("htmx:afterSettle", () => {
  const line = document.getElementById("desk-line");
  if (!line) return;
  if (typed && !line.value) line.value = typed;
  if (document.activeElement === document.body || !document.activeElement) line.focus();
});
