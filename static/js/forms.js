/* Forms: the focus goes to the error summary, long texts are counted, unsaved text is not left by accident. */

const changed = new WeakSet();

function countCharacters(field) {
  if (field.dataset.counting) return;
  field.dataset.counting = "yes";
  const limit = Number(field.dataset.count);
  // The browser would cut a pasted text at maxlength without a word; the server refuses it and keeps all of it.
  field.removeAttribute("maxlength");
  const counter = document.createElement("output");
  counter.className = "counter";
  counter.id = `${field.id}_counter`;
  counter.setAttribute("for", field.id);
  field.after(counter);
  const show = () => {
    // Line ends travel as two characters and are stored as one.
    const length = [...field.value].length;
    counter.textContent = `${length} / ${limit}`;
    counter.classList.toggle("counter-over", length > limit);
  };
  field.addEventListener("input", show);
  show();
}

function prepare(root) {
  for (const field of root.querySelectorAll("textarea[data-count]")) countCharacters(field);
  const summary = root.querySelector("[data-focus-first]");
  if (summary) {
    summary.focus();
    summary.closest("form")?.dataset.warnUnsaved !== undefined && changed.add(summary.closest("form"));
  }
}

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.dataset.warnUnsaved !== undefined) changed.add(form);
});

document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) changed.delete(event.target);
});

// A form that saves itself (autosave.js) has nothing to lose now.
document.addEventListener("form:saved", (event) => changed.delete(event.target));

window.addEventListener("beforeunload", (event) => {
  const unsaved = [...document.querySelectorAll("form[data-warn-unsaved]")].some((form) => changed.has(form));
  if (unsaved) event.preventDefault();
});

// An error link moves the focus into its field, also where the browser would only scroll.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".error-summary a[href^='#']");
  const field = link && document.getElementById(link.getAttribute("href").slice(1));
  if (!field) return;
  event.preventDefault();
  const target = field.matches("input, select, textarea, button") ? field : field.querySelector("input, select, textarea");
  (target ?? field).focus();
});

document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
prepare(document);
