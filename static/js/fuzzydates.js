/* Dates as people say them: what was understood is shown beside the field before saving. */

const WAIT_MS = 250;

function listen(field) {
  if (field.dataset.listening) return;
  field.dataset.listening = "yes";
  const output = document.createElement("output");
  output.className = "understood";
  output.id = `${field.id}_understood`;
  output.setAttribute("for", field.id);
  field.after(output);
  field.setAttribute("aria-describedby", [field.getAttribute("aria-describedby"), output.id].filter(Boolean).join(" "));
  let timer;
  let asked = 0;
  const ask = async () => {
    const text = field.value.trim();
    const turn = ++asked;
    if (!text) {
      output.replaceChildren();
      return;
    }
    try {
      const query = new URLSearchParams({ q: text, look: field.dataset.fuzzyDate });
      const response = await fetch(`${document.body.dataset.fuzzyDateUrl}?${query}`, {
        headers: { "HX-Request": "true" },
      });
      // A slow answer to an older text must not replace a newer one; the fragment comes from our own server.
      if (turn === asked && response.ok) output.innerHTML = await response.text();
    } catch {
      output.replaceChildren();
    }
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
  // A refused date has its error text already.
  if (!field.classList.contains("is-invalid")) ask();
}

const prepare = (root) => root.querySelectorAll("[data-fuzzy-date]").forEach(listen);

document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
prepare(document);
