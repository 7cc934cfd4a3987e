/* Shortcuts: "/" goes to the search field, Ctrl+Enter submits the form in use, "?" lists the shortcuts. */

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

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = event.target.closest?.("form[data-submit-keys]");
    if (!form) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("[type=submit].btn-primary") ?? undefined);
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
