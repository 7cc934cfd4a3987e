/* Shortcuts: "/" goes to the search field, "?" lists the shortcuts. Ctrl+Enter submits the form in use, or presses the
   page's one primary button; with Shift it saves and goes on to what comes next, where the page has that (data-next). */

const typing = (element) => element.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

const visible = (element) => element.checkVisibility();

function goToSearch() {
  const fields = [...document.querySelectorAll("[data-search]")];
  // On a narrow screen the field is folded into the menu.
  const folded = fields.find((field) => field.closest("details:not([open])")?.checkVisibility());
  if (!fields.some(visible) && folded) folded.closest("details").open = true;
  const field = fields.find(visible);
  field?.focus();
  field?.select();
  return Boolean(field);
}

/* What Ctrl+Enter presses outside a form: the one primary button above the page, or that of the page's only form. */
function primaryOfPage() {
  const above = document.querySelector("#content .page-actions .btn-primary");
  const below = document.querySelectorAll("#content form[data-submit-keys] .btn-primary");
  return above ?? (below.length === 1 ? below[0] : null);
}

function submitOrGoOn(event) {
  const form = event.target.closest?.("form[data-submit-keys]");
  // A field of another form, as of the search, has its own Enter; on a link the browser opens a new tab.
  if (event.target.closest?.("a[href]") || (!form && typing(event.target))) return;
  const next = () => form?.querySelector("[data-next]") ?? document.querySelector("#content .page-actions [data-next]");
  const primary = () => (form ? form.querySelector("[type=submit].btn-primary") : primaryOfPage());
  const button = event.shiftKey ? next() : primary();
  if (button) button.click();
  else if (form && !event.shiftKey) form.requestSubmit();
  else return;
  event.preventDefault();
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    // The editor of texts keeps it from making a line break; it is ours all the same.
    submitOrGoOn(event);
  } else if (event.defaultPrevented) {
    // Somebody else's key.
  } else if (!event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)) {
    if (event.key === "/" && goToSearch()) event.preventDefault();
    if (event.key === "?") {
      event.preventDefault();
      openDialog("shortcuts");
    }
  }
});

function openDialog(id) {
  const dialog = document.getElementById(id);
  if (dialog && !dialog.open) dialog.showModal();
}

for (const button of document.querySelectorAll("[data-open-dialog]")) {
  button.hidden = false;
  button.addEventListener("click", () => openDialog(button.dataset.openDialog));
}
