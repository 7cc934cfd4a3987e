/* The host's desk by keyboard: J and K, or the arrows in the list, go from line to line; X leaves out the one in use.

   A glance is done at once here and sent behind: a line that was decided goes, the next one has the focus, and the
   server gets one act after the other. What it does not take stands in the list again. */

const desk = () => document.querySelector("[data-host-desk]");
const rows = () => [...document.querySelectorAll("[data-host-lines] > li")].filter((row) => !row.hidden);
const typing = (element) => element.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

const decided = new Set();
let acts = Promise.resolve();
let left = 0;
let place = -1;

const go = (row) => row?.querySelector("[data-glance]")?.focus();

function step(by) {
  const all = rows();
  const here = all.indexOf(document.activeElement.closest?.("[data-host-lines] > li"));
  go(all[here < 0 ? 0 : Math.min(Math.max(here + by, 0), all.length - 1)]);
}

document.addEventListener("keydown", (event) => {
  if (!desk() || event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target) || event.target.closest("dialog")) return;
  const row = event.target.closest("[data-host-lines] > li");
  const key = event.key.toLowerCase();
  const by = { j: 1, k: -1 }[key] ?? (row ? { arrowdown: 1, arrowup: -1 }[key] : undefined);
  if (by) step(by);
  else if (row && key === "x") row.querySelector("[name=leave_out]")?.click();
  else return;
  event.preventDefault();
});

async function send(data, line) {
  const form = desk();
  try {
    const response = await fetch(form.action, { method: "POST", body: data, redirect: "manual", credentials: "same-origin" });
    if (response.type !== "opaqueredirect") throw new Error(response.status);
  } catch {
    decided.delete(line);
    hide();
    document.dispatchEvent(new CustomEvent("htmx:sendError"));
  }
  left -= 1;
  // What comes now knows of all acts before.
  if (!left) window.htmx.trigger(desk(), "refresh");
}

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button?.matches("[data-host-desk] [data-glance]")) return;
  event.preventDefault();
  const row = button.closest("li");
  const all = rows();
  const next = all[all.indexOf(row) + 1] ?? all[all.indexOf(row) - 1];
  const data = new FormData(event.target, button);
  decided.add(row.dataset.line);
  left += 1;
  go(next);
  hide();
  acts = acts.then(() => send(data, row.dataset.line));
});

/* A list that was asked for before the act was done still holds the line. */
function hide() {
  for (const row of document.querySelectorAll("[data-host-lines] > li")) row.hidden = decided.has(row.dataset.line);
}

document.addEventListener("htmx:beforeSwap", () => {
  place = rows().indexOf(document.activeElement.closest?.("[data-host-lines] > li"));
});

document.addEventListener("htmx:afterSettle", () => {
  if (!left) decided.clear();
  hide();
  // htmx keeps the focus on a button that is there again; where somebody else has taken the line, it goes to the next.
  if (place >= 0 && document.activeElement === document.body) go(rows()[Math.min(place, rows().length - 1)]);
  place = -1;
});
