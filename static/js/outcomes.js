/* One key turns the line under the cursor into a decision (Alt+P), an action (Alt+T) or a note (Alt+K).
   The line stays in the text. After an action the cursor goes to who does it; Enter there goes back to the text. */

const KINDS = { KeyP: "decision", KeyT: "action", KeyK: "note" };
let back = null;

document.addEventListener("keydown", (event) => {
  const kind = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey && KINDS[event.code];
  if (!kind || event.isComposing) return;
  const place = document.querySelector("[data-lines]");
  const text = place && lineAt(event.target);
  if (!text) return;
  event.preventDefault();
  back = event.target;
  send(place, new URLSearchParams({ kind, text }));
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-line-facts]")) return;
  event.preventDefault();
  send(event.target.closest("[data-lines]"), new URLSearchParams(new FormData(event.target)));
});

/* The words of the line: up to the line breaks in a text box, the paragraph or list point in the editor. */
function lineAt(element) {
  if (element.matches("textarea")) {
    const before = element.value.lastIndexOf("\n", element.selectionStart - 1) + 1;
    const after = element.value.indexOf("\n", element.selectionStart);
    return tidy(element.value.slice(before, after < 0 ? undefined : after).replace(/^\s*[-–•*]\s+/, ""));
  }
  const editor = element.closest("[contenteditable=true]");
  const node = editor && document.getSelection()?.anchorNode;
  if (!node || !editor.contains(node)) return "";
  const block = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest("p, li, td, th, h1, h2, h3");
  return block && editor.contains(block) ? tidy(block.textContent) : "";
}

const tidy = (text) => text.replace(/\s+/g, " ").trim();

async function send(place, body) {
  const token = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");
  let answer;
  try {
    answer = await fetch(place.dataset.lines, { method: "POST", body, headers: { "HX-Request": "true", ...token } });
  } catch {
    answer = null;
  }
  // A page that asks to sign in again, or no answer: what was typed stays where it is.
  if (!answer || answer.redirected || ![200, 422].includes(answer.status)) {
    place.dataset.failed = "true";
    return;
  }
  delete place.dataset.failed;
  place.innerHTML = await answer.text();
  window.htmx?.process(place);
  const first = place.querySelector("[data-line-facts] input:not([type=hidden])");
  (first ?? back)?.focus();
}
