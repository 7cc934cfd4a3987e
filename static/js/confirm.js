/* Acts that ask again: a button or form with data-confirm="what follows". Without JavaScript they act at once:
   they can all be taken back or are logged, and the help text beside the button says what follows. */

const dialog = document.getElementById("confirm");

document.addEventListener("submit", (event) => {
  const form = event.target;
  const asking = event.submitter?.dataset.confirm ? event.submitter : form;
  if (!dialog || !asking.dataset.confirm || asking.dataset.confirmed) return;
  event.preventDefault();
  event.stopPropagation();
  dialog.querySelector("[data-confirm-text]").textContent = asking.dataset.confirm;
  const yes = dialog.querySelector("[data-confirm-yes]");
  yes.textContent = asking.dataset.confirmLabel ?? event.submitter?.textContent.trim() ?? yes.textContent;
  dialog.returnValue = "no";
  dialog.addEventListener(
    "close",
    () => {
      if (dialog.returnValue !== "yes") return;
      asking.dataset.confirmed = "yes";
      form.requestSubmit(event.submitter);
      delete asking.dataset.confirmed;
    },
    { once: true },
  );
  dialog.showModal();
}, true);
