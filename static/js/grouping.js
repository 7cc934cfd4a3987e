/* Comments of a summary dragged under a theme with the mouse: it chooses and presses the button for one. */

const form = document.querySelector("[data-grouping]");
const panels = [...document.querySelectorAll("[data-theme]")];

for (const row of document.querySelectorAll("[data-theme] li")) row.draggable = true;

document.addEventListener("dragstart", (event) => {
  const box = event.target.closest?.("[data-theme] li")?.querySelector("input");
  if (!box) return;
  // One that is not among the chosen goes alone.
  if (!box.checked) for (const other of document.querySelectorAll("[data-theme] input:checked")) other.checked = false;
  box.checked = true;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", box.value);
});

for (const panel of panels) {
  panel.addEventListener("dragover", (event) => {
    event.preventDefault();
    panel.classList.add("drop-here");
  });
  panel.addEventListener("dragleave", (event) => {
    if (!panel.contains(event.relatedTarget)) panel.classList.remove("drop-here");
  });
  panel.addEventListener("drop", (event) => {
    event.preventDefault();
    panel.classList.remove("drop-here");
    form.elements.teema.value = panel.dataset.theme;
    form.requestSubmit();
  });
}
