/* The secretary's desk by keyboard: Alt with a key presses the button that names it; Alt 1–3 choose the kind.

   One act at a time: what is pressed while the server answers follows in its turn, and what is typed meanwhile stays in
   the line, with its kind. */

const line = () => document.getElementById("desk-line");
const kinds = () => [...document.querySelectorAll("[data-desk] input[name=kind]")];
const kind = () => kinds().find((one) => one.checked)?.value;
const inDesk = (event) => Boolean(event.target.closest?.("[data-desk]"));

const waiting = [];
let busy = false;
let sent = null;
let kept = null;

function choose(value) {
  const wanted = kinds().find((one) => one.value === value);
  if (wanted) wanted.checked = true;
}

/* Puts words into the line after those that are there. */
function keep(act) {
  const field = line();
  if (!field) {
    kept = act;
    return;
  }
  field.value = [field.value, act.text].filter(Boolean).join(" ");
  choose(act.kind);
}

document.addEventListener("keydown", (event) => {
  const desk = document.querySelector("[data-desk]");
  if (!desk || !event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
  const digit = /^Digit([1-9])$/.exec(event.code);
  if (digit && kinds()[digit[1] - 1]) {
    event.preventDefault();
    kinds()[digit[1] - 1].checked = true;
    line().focus();
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

document.addEventListener(
  "submit",
  (event) => {
    if (!busy || !inDesk(event)) return;
    event.preventDefault();
    event.stopPropagation();
    const field = line();
    if (field && event.target.contains(field)) {
      waiting.push({ text: field.value, kind: kind() });
      field.value = "";
    } else {
      waiting.push({ name: event.submitter.name, value: event.submitter.value });
    }
  },
  true,
);

function next() {
  const act = waiting.shift();
  if (!act) return;
  const field = line();
  if (!("text" in act)) {
    const button = document.querySelector(`[data-desk] button[name="${act.name}"][value="${act.value}"]`);
    if (button) button.click();
    else next();
  } else if (field) {
    const [typed, chosen] = [field.value, kind()];
    field.value = act.text;
    choose(act.kind);
    field.form.querySelector("[type=submit]").click();
    field.value = typed;
    choose(chosen);
  } else {
    keep(act);
    next();
  }
}

document.addEventListener("htmx:beforeRequest", (event) => {
  if (!inDesk(event)) return;
  busy = true;
  const field = line();
  sent = field && event.target.contains(field) ? field.value : null;
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const field = line();
  if (inDesk(event) && field && field.value && field.value !== sent) kept = { text: field.value, kind: kind() };
});

/* At once after the swap, before another key is pressed: what is typed next comes after these words. */
document.addEventListener("htmx:afterSwap", (event) => {
  const field = line();
  if (!inDesk(event) || !field) return;
  if (kept) {
    const act = kept;
    kept = null;
    keep(act);
  }
  // One goes on typing, unless the act was done elsewhere with the mouse.
  if (document.activeElement === document.body || !document.activeElement) field.focus();
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (!inDesk(event)) return;
  busy = false;
  next();
});

/* Without an answer nothing is lost: what was sent and what waits stand in the line again. */
for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(name, (event) => {
    if (!inDesk(event) || event.detail.xhr?.status === 422) return;
    busy = false;
    if (sent && line() && line().value !== sent) keep({ text: sent, kind: kind() });
    for (const act of waiting.splice(0)) if ("text" in act) keep(act);
  });
}
