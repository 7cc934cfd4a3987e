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

/* The button of Ctrl+Enter: of the form one is in, otherwise of the page. A field of another form has none. */
function buttonOf(place, selector) {
  const form = place.closest?.("form[data-submit-keys]");
  const page = document.getElementById("content");
  const found = form?.querySelector(selector) ?? (form || !typing(place) ? page?.querySelector(`.page-actions ${selector}`) : null);
  if (found || form || typing(place)) return found;
  const others = page?.querySelectorAll(`form[data-submit-keys] ${selector}`) ?? [];
  return others.length === 1 ? others[0] : null;
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    // The editor of texts keeps Ctrl+Enter from making a line break; it is ours all the same.
    const form = event.target.closest?.("form[data-submit-keys]");
    const button = buttonOf(event.target, event.shiftKey ? "[data-next]" : ".btn-primary");
    if (!button && (event.shiftKey || !form)) return;
    event.preventDefault();
    if (button) button.click();
    else form.requestSubmit();
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
