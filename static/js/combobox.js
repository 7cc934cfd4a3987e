/* Pickers (includes/picker.html) as comboboxes: type a part of a name, arrows move, Enter picks, Escape closes.
   The first match is the chosen one from the start, so that typing and Enter is enough. "Add new" opens in place. */

const WAIT_MS = 150;
const ASKED_BY_SCRIPT = { "HX-Request": "true" };

class Picker {
  constructor(root) {
    const part = (name) => root.querySelector(`[data-picker-${name}]`);
    this.url = root.dataset.pickerUrl;
    this.input = part("text");
    this.key = part("key");
    this.was = part("was");
    this.popup = part("popup");
    this.status = part("status");
    this.candidates = part("candidates");
    this.options = [];
    this.active = -1;
    this.turn = 0;
    const { input } = this;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.addEventListener("input", () => this.typed());
    input.addEventListener("keydown", (event) => this.pressed(event));
    input.addEventListener("blur", () => this.left());
    // A press on the list must not take the focus out of the input before the click arrives.
    this.popup.addEventListener("mousedown", (event) => event.preventDefault());
    this.popup.addEventListener("click", (event) => {
      const index = this.options.indexOf(event.target.closest("[role=option]"));
      if (index >= 0) this.pick(index);
    });
    const add = part("add");
    if (add) {
      this.add = add;
      part("new-tab")?.remove();
      add.addEventListener("click", (event) => {
        event.preventDefault();
        openAddDialog(add.href, this);
      });
    }
  }

  get isOpen() {
    return !this.popup.hidden;
  }

  get text() {
    return this.input.value.trim();
  }

  typed() {
    clearTimeout(this.timer);
    this.candidates?.remove();
    this.set("", this.input.value);
    this.turn += 1;
    this.waiting = Boolean(this.text);
    this.pickWhenFound = false;
    if (this.text) this.timer = setTimeout(() => this.ask(), WAIT_MS);
    else this.close();
  }

  async ask() {
    clearTimeout(this.timer);
    const turn = (this.turn += 1);
    let answer = "";
    try {
      const response = await fetch(`${this.url}?${new URLSearchParams({ q: this.text })}`, { headers: ASKED_BY_SCRIPT });
      if (response.ok && !response.redirected) answer = await response.text();
    } catch {
      // Without an answer the typed text still counts: the server looks for it when the form is saved.
    }
    if (turn !== this.turn) return;
    this.waiting = false;
    if (!answer || (document.activeElement !== this.input && !this.pickWhenFound)) this.close();
    else this.show(answer);
  }

  show(fragment) {
    // The fragment comes from our own server, escaped there.
    this.popup.innerHTML = fragment;
    this.options = [...this.popup.querySelectorAll("[role=option]")];
    this.options.forEach((option, index) => (option.id = `${this.popup.id}_${index}`));
    const list = this.popup.querySelector("[role=listbox]");
    if (list) list.id = `${this.popup.id}_list`;
    this.popup.hidden = false;
    this.input.setAttribute("aria-expanded", String(Boolean(list)));
    if (list) this.input.setAttribute("aria-controls", list.id);
    this.status.textContent = this.popup.querySelector("[data-picker-note]")?.textContent ?? "";
    this.activate(this.options.length ? 0 : -1);
    if (this.pickWhenFound && this.options.length) this.pick(0);
    this.pickWhenFound = false;
  }

  close() {
    this.popup.hidden = true;
    this.popup.replaceChildren();
    this.status.textContent = "";
    this.options = [];
    this.activate(-1);
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-controls");
  }

  activate(index) {
    this.active = index;
    this.options.forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    const option = this.options[index];
    if (option) {
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  pick(index) {
    const { key, text } = this.options[index].dataset;
    this.choose(key, text);
  }

  choose(key, text) {
    clearTimeout(this.timer);
    this.turn += 1;
    this.waiting = false;
    this.input.value = text;
    this.candidates?.remove();
    this.set(key, text);
    this.close();
  }

  set(key, text) {
    const changed = this.key.value !== key;
    this.key.value = key;
    this.was.value = key ? text : "";
    if (changed) this.key.dispatchEvent(new Event("change", { bubbles: true }));
  }

  pressed(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.options.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!this.isOpen) {
        if (this.text) this.ask();
        return;
      }
      const step = event.key === "ArrowDown" ? 1 : -1;
      const next = this.active + step;
      this.activate(next < 0 ? last : next > last ? 0 : next);
    } else if (event.key === "Enter" && (this.waiting || (this.isOpen && !this.key.value))) {
      // Enter never submits a half-typed name; a fast typist's Enter waits for the matches.
      event.preventDefault();
      if (this.waiting) {
        this.pickWhenFound = true;
        this.ask();
      } else if (this.active >= 0) {
        this.pick(this.active);
      } else {
        // Nobody of this name: Enter goes on to adding one.
        this.add?.click();
      }
    } else if (event.key === "Enter" && this.isOpen) {
      event.preventDefault();
      if (this.active >= 0) this.pick(this.active);
    } else if (event.key === "Escape" && (this.isOpen || this.waiting)) {
      event.preventDefault();
      event.stopPropagation();
      clearTimeout(this.timer);
      this.turn += 1;
      this.waiting = false;
      this.close();
    }
  }

  left() {
    if (this.options.length === 1) this.pick(0);
    if (!this.pickWhenFound) this.close();
  }
}

let dialogs = 0;

async function load(url, options = {}) {
  const response = await fetch(url, { ...options, headers: ASKED_BY_SCRIPT });
  if (response.redirected || (!response.ok && response.status !== 422)) throw new Error(String(response.status));
  return response.text();
}

/* The form of a new row over the page; its saved row becomes the picked one. Failing that, the link is followed. */
async function openAddDialog(href, picker) {
  const url = new URL(href);
  url.searchParams.set("name", picker.key.value ? "" : picker.text);
  const dialog = document.createElement("dialog");
  dialog.className = "dialog dialog-form";
  const show = (fragment) => {
    dialog.innerHTML = fragment;
    const heading = dialog.querySelector("h2");
    if (heading) {
      heading.id ||= `picker-dialog-${(dialogs += 1)}`;
      dialog.setAttribute("aria-labelledby", heading.id);
    }
    document.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: dialog } }));
    (dialog.querySelector("[data-focus-first]") ?? dialog.querySelector("input:not([type=hidden]), select"))?.focus();
  };
  try {
    const form = await load(url);
    document.body.append(dialog);
    dialog.showModal();
    show(form);
  } catch {
    dialog.remove();
    window.open(href, "_blank", "noopener");
    return;
  }
  dialog.addEventListener("close", () => {
    dialog.remove();
    picker.input.focus();
  });
  dialog.addEventListener("click", (event) => {
    const existing = event.target.closest("[data-use-key]");
    if (existing) picker.choose(existing.dataset.useKey, existing.dataset.useText);
    if (existing || event.target.closest("[data-picker-cancel]")) dialog.close();
  });
  dialog.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    const body = new FormData(event.target, event.submitter);
    const buttons = event.target.querySelectorAll("[type=submit]");
    buttons.forEach((button) => (button.disabled = true));
    try {
      show(await load(href, { method: "POST", body }));
    } catch {
      buttons.forEach((button) => (button.disabled = false));
      document.dispatchEvent(new CustomEvent("htmx:sendError"));
      return;
    }
    const saved = dialog.querySelector("[data-saved-key]");
    if (saved) {
      picker.choose(saved.dataset.savedKey, saved.dataset.savedText);
      dialog.close();
    }
  });
}

function prepare(root) {
  const pickers = [...root.querySelectorAll("[data-picker-url]")];
  if (root.matches?.("[data-picker-url]")) pickers.push(root);
  for (const element of pickers) {
    if (element.dataset.pickerReady) continue;
    element.dataset.pickerReady = "yes";
    new Picker(element);
  }
}

document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
prepare(document);
