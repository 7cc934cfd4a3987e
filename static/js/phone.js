/* The form that phones fill in on a workshop day, where reception is bad.

Every keystroke is kept in this browser. A line that is saved goes into a queue there, with a key of its own, and leaves
it when the server has said that it has it: so it may be sent as often as needed, and counts once. */

const WORDS = JSON.parse(document.getElementById("words").textContent);
const page = document.body.dataset;
const form = document.getElementById("answers");
const list = document.getElementById("lines");
const bar = document.getElementById("bar");
const ASK_AGAIN = 10_000;
const GIVE_UP = 20_000;
const SLOWEST = 60_000;

/* One entry of the browser's store for each thing, so that two tabs of the same day do not overwrite one another. */
const store = {
  prefix: `paja:${page.code}:`,
  memory: new Map(),
  set(name, value) {
    this.memory.set(name, value);
    try {
      localStorage.setItem(this.prefix + name, JSON.stringify(value));
    } catch {
      this.broken = true;
    }
  },
  get(name) {
    try {
      const text = localStorage.getItem(this.prefix + name);
      if (text !== null) return JSON.parse(text);
    } catch {
      this.broken = true;
    }
    return this.memory.get(name) ?? null;
  },
  remove(name) {
    this.memory.delete(name);
    try {
      localStorage.removeItem(this.prefix + name);
    } catch {
      this.broken = true;
    }
  },
  names(kind) {
    const names = new Set(this.memory.keys());
    try {
      for (const name of Object.keys(localStorage)) if (name.startsWith(this.prefix)) names.add(name.slice(this.prefix.length));
    } catch {
      this.broken = true;
    }
    return [...names].filter((name) => name.startsWith(kind));
  },
  all(kind) {
    const found = this.names(kind).map((name) => this.get(name));
    return found.filter(Boolean).sort((a, b) => a.at - b.at);
  },
};

let answering = page.answering;
let served = null; // the lines of the server, once it has been asked
let tag = "";
let notice = "";
let lastSaved = "";
let closed = "";
let busy = false;
let wait = 0;
let timer;

function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  // Without HTTPS a browser has no such function.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

function make(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

/* --- What is typed --- */

const valueOf = (name) => form?.elements[name]?.value ?? "";
const boxesOf = (part) => [...part.querySelectorAll("textarea, input:not([name=save_anyway])")];

function setValue(name, value) {
  form.elements[name].value = value;
  if (value) store.set(`draft:${name}`, value);
  else if (form.elements[name] instanceof RadioNodeList) {
    for (const radio of form.elements[name]) radio.checked = false;
    store.remove(`draft:${name}`);
  } else store.remove(`draft:${name}`);
}

function restore() {
  for (const name of store.names("draft:")) {
    const field = name.slice("draft:".length);
    if (!form.elements[field] || valueOf(field)) continue;
    form.elements[field].value = store.get(name);
    const box = form.elements[field][0] ?? form.elements[field];
    box.closest("details")?.setAttribute("open", "");
  }
  form.elements.name.value ||= store.get("name") ?? "";
  const chosen = store.get("kunta");
  if (!new URLSearchParams(location.search).has("kunta") && chosen) form.elements.kunta.value = chosen;
  if (form.elements.kunta.selectedIndex < 0) form.elements.kunta.value = "";
  placeChanged();
}

function placeChanged() {
  const place = valueOf("kunta");
  store.set("kunta", place);
  const url = new URL(location.href);
  if (place) url.searchParams.set("kunta", place);
  else url.searchParams.delete("kunta");
  for (const name of ["omat", "tallennettu"]) url.searchParams.delete(name);
  history.replaceState(null, "", url);
  for (const link of document.querySelectorAll(".languages a")) {
    const other = new URL(link.href);
    other.search = new URLSearchParams({ kieli: link.lang, ...(place && { kunta: place }) });
    link.href = other;
  }
  const option = form.elements.kunta.selectedOptions[0];
  document.getElementById("lines-title").textContent = place ? WORDS.placeLines.replace("%(place)s", option.text) : WORDS.lines;
}

/* Puts what was sent back into its boxes, before what has been typed there meanwhile. False where a box is gone. */
function putBack(data) {
  const fields = Object.entries(data).filter(([name]) => !["kunta", "name", "save_anyway"].includes(name));
  if (!form || fields.some(([name]) => !form.elements[name])) return false;
  for (const [name, value] of fields) {
    const typed = valueOf(name);
    const isText = form.elements[name] instanceof HTMLTextAreaElement;
    setValue(name, isText && typed.trim() ? `${value}\n${typed}` : typed || value);
  }
  const first = form.elements[fields[0][0]];
  (first[0] ?? first).closest("details")?.setAttribute("open", "");
  return true;
}

/* --- The queue --- */

const queue = () => store.all("queue:");

function enqueue(part, data) {
  const key = uuid();
  const box = form.elements[Object.keys(data)[0]];
  const label = part.querySelectorAll("textarea").length > 1 ? box.labels[0].textContent : "";
  const about = [part.querySelector("summary").textContent, label].filter(Boolean).join(" · ");
  const text = data.step ?? data.feedback ?? Object.values(data)[0];
  const more = [data.who, data.when].filter(Boolean).join(", ");
  const sent = { ...data, kunta: valueOf("kunta"), name: valueOf("name") };
  store.set(`queue:${key}`, { key, at: Date.now(), about, text, more, data: sent });
}

function save(part) {
  notice = "";
  clearErrors(part);
  const boxes = boxesOf(part);
  const filled = {};
  for (const box of boxes) if (box.type === "radio" ? box.checked : box.value.trim()) filled[box.name] = box.value;
  const texts = Object.keys(filled).filter((name) => name !== "topic");
  if (!texts.length) {
    showError(boxes.find((box) => box.tagName === "TEXTAREA"), WORDS.nothing);
    return;
  }
  const anyway = part.querySelector("[name=save_anyway]")?.checked ? { save_anyway: "1" } : {};
  part.querySelector(".anyway")?.remove();
  const isOne = ["step", "feedback"].includes(part.dataset.part);
  for (const data of isOne ? [filled] : texts.map((name) => ({ [name]: filled[name] }))) {
    // The first of a next step is its text, so that the line is about it.
    enqueue(part, { ...(isOne && { [part.dataset.part]: filled[part.dataset.part] ?? "" }), ...data, ...anyway });
  }
  for (const box of boxes) setValue(box.name, "");
  boxes.find((box) => box.tagName === "TEXTAREA").focus();
  render();
  flush();
}

async function post(url, data) {
  const send = () =>
    fetch(url, {
      method: "POST",
      body: new URLSearchParams(data),
      headers: { Accept: "application/json", "X-CSRFToken": page.token },
      credentials: "same-origin",
      redirect: "error",
      signal: AbortSignal.timeout?.(GIVE_UP),
    });
  const response = await send();
  if (response.status !== 403) return response;
  // The token has ended, or the browser has lost its cookie: the page brings a new one.
  const text = await (await fetch(location.href, { credentials: "same-origin" })).text();
  page.token = new DOMParser().parseFromString(text, "text/html").body.dataset.token ?? page.token;
  return send();
}

/* Sends one line. True when it is out of the queue, false when it has to wait. */
async function deliver(item) {
  let response;
  try {
    response = await post(location.href, { key: item.key, ...item.data });
  } catch {
    return false;
  }
  const answer = await response.json().catch(() => null);
  if (response.status === 200 && answer) {
    closed = "";
    lastSaved = answer.saved;
    for (const line of answer.lines) store.set(`own:${line.key}`, { ...item, ...line, saved: answer.saved });
    if (!answer.lines.length) notice = WORDS.thanks;
  } else if (response.status === 409) {
    closed = answer?.errors?.__all__ ?? WORDS.closed;
    return false;
  } else if ([400, 413, 422].includes(response.status)) {
    if (!refused(item, answer ?? { errors: {} })) return true;
  } else {
    if (response.status === 404) notice = WORDS.gone;
    return false;
  }
  store.remove(`queue:${item.key}`);
  return true;
}

async function flush() {
  clearTimeout(timer);
  if (busy) return;
  busy = true;
  const tried = new Set();
  const next = () => queue().find((item) => !item.refused && !tried.has(item.key));
  for (let item = next(); item; item = next()) {
    tried.add(item.key);
    if (await deliver(item)) wait = 0;
    else store.set(`queue:${item.key}`, { ...item, waits: true });
    render();
  }
  busy = false;
  render();
  if (queue().some((item) => !item.refused)) {
    wait = Math.min(wait * 2 || 2000, SLOWEST);
    // Not all phones of a hall at the same moment, when its network comes back.
    timer = setTimeout(flush, wait * (0.75 + Math.random() / 2));
  } else if (tried.size) refresh();
}

/* The server does not take it: the words go back into their box. True when they found one. */
function refused(item, { errors, asks }) {
  const message = Object.values(errors).join(" ") || WORDS.refused;
  if (!putBack(item.data)) {
    store.set(`queue:${item.key}`, { ...item, refused: message });
    return false;
  }
  notice = WORDS.refused;
  const name = Object.keys(item.data).find((field) => errors[field] && form.elements[field]) ?? Object.keys(item.data)[0];
  const box = form.elements[name][0] ?? form.elements[name];
  showError(box, message);
  const part = box.closest("[data-part]");
  if (asks && !part.querySelector(".anyway")) {
    const line = make("p", "anyway", "");
    const tick = make("input", "", "");
    Object.assign(tick, { type: "checkbox", name: "save_anyway", value: "1", id: `anyway-${part.dataset.part}` });
    const label = make("label", "", WORDS.anyway);
    label.htmlFor = tick.id;
    line.append(tick, label);
    part.querySelector("button").before(line);
  }
  return true;
}

function showError(box, message) {
  const id = `${box.id || box.name}-e`;
  document.getElementById(id)?.remove();
  const line = make("p", "refusal", message);
  line.id = id;
  (box.type === "radio" ? box.closest("fieldset").querySelector("legend") : box.labels[0]).after(line);
  box.setAttribute("aria-invalid", "true");
  box.setAttribute("aria-describedby", id);
  // Nobody is torn away from another box in the middle of a word.
  const at = document.activeElement;
  if (!at?.matches("textarea, input, select") || at.closest("[data-part]") === box.closest("[data-part]")) box.focus();
}

function clearErrors(part) {
  for (const line of part.querySelectorAll(".refusal")) line.remove();
  for (const box of part.querySelectorAll("[aria-invalid]")) {
    box.removeAttribute("aria-invalid");
    box.removeAttribute("aria-describedby");
  }
}

/* --- The lines --- */

async function refresh() {
  const url = new URL(page.lines, location.href);
  const place = store.get("kunta") ?? "";
  url.searchParams.set("kunta", place);
  url.searchParams.set("tunniste", tag);
  let answer;
  try {
    const response = await fetch(url, { headers: { Accept: "application/json" }, signal: AbortSignal.timeout?.(GIVE_UP) });
    if (response.status !== 200) return;
    answer = await response.json();
  } catch {
    return;
  }
  if (place !== (store.get("kunta") ?? "")) return; // another one was chosen meanwhile
  ({ tag } = answer);
  if (served === null) list.replaceChildren();
  served = answer.lines;
  if (answering !== answer.answering) {
    answering = answer.answering;
    if (answering === "open" && !form) return location.reload();
    closed = answering === "open" ? "" : WORDS.closed;
    if (!closed) flush();
  }
  render();
}

function entries() {
  const waiting = queue().map((item) => ({ ...item, id: item.key, mine: true, waiting: true }));
  const own = store.all("own:");
  const lines = (served ?? []).map((line) => {
    const mine = own.find((one) => one.id === line.id);
    return { ...mine, ...line, key: mine?.key, mine: Boolean(mine) };
  });
  const others = served === null ? [] : own.filter((one) => !lines.some((line) => line.id === one.id));
  return [...waiting.reverse(), ...others.reverse().map((one) => ({ ...one, mine: true, sent: one.saved })), ...lines];
}

function stateOf(entry) {
  if (!entry.waiting) return WORDS.savedAt.replace("%(time)s", entry.sent);
  if (entry.refused) return entry.refused;
  if (closed) return WORDS.closed;
  return entry.waits || !navigator.onLine ? WORDS.waits : WORDS.sending;
}

function draw(entry) {
  const item = make("li", entry.waiting ? "waiting" : entry.mine ? "mine" : "", "");
  item.append(make("p", "about", entry.about), make("p", "said", entry.text));
  if (entry.more) item.append(make("p", "more", entry.more));
  item.append(make("p", "state", [entry.mine && !entry.waiting ? WORDS.mine : "", stateOf(entry)].filter(Boolean).join(" · ")));
  if (entry.mine && answering === "open") {
    const button = make("button", "quiet", WORDS.withdraw);
    button.type = "button";
    button.addEventListener("click", () => withdraw(entry));
    item.append(button);
  }
  return item;
}

/* Takes a line back into its box, where it can be changed and saved again. */
async function withdraw(entry) {
  if (!entry.waiting) {
    const response = await post(page.withdraw, { key: entry.key }).catch(() => null);
    // 409: it is not there any more.
    if (!response || ![200, 409].includes(response.status)) {
      const answer = await response?.json().catch(() => null);
      notice = answer?.message ?? WORDS.notWithdrawn;
      return render();
    }
    store.remove(`own:${entry.key}`);
    served = served?.filter((line) => line.id !== entry.id) ?? null;
    tag = "";
  } else store.remove(`queue:${entry.key}`);
  putBack(entry.data);
  notice = WORDS.withdrawn;
  render();
}

const shown = new Map();

function render() {
  const wanted = entries();
  const ids = new Set(wanted.map((entry) => entry.id));
  for (const [id, kept] of shown) {
    if (ids.has(id)) continue;
    kept.item.remove();
    shown.delete(id);
  }
  wanted.forEach((entry, place) => {
    const looks = JSON.stringify([entry.text, entry.about, entry.more, entry.mine, stateOf(entry), answering]);
    let kept = shown.get(entry.id);
    if (kept?.looks !== looks) {
      const item = draw(entry);
      kept?.item.replaceWith(item);
      kept = { looks, item };
      shown.set(entry.id, kept);
    }
    if (list.children[place] !== kept.item) list.insertBefore(kept.item, list.children[place] ?? null);
  });
  document.getElementById("no-lines").hidden = list.childElementCount > 0;
  say();
}

function say() {
  const waiting = queue().filter((item) => item.waits || !navigator.onLine || closed).length;
  let words = notice;
  if (!words && waiting && closed) words = closed;
  else if (!words && waiting) words = waiting === 1 ? WORDS.waitsOne : WORDS.waitsMany.replace("%(count)s", waiting);
  else if (!words && queue().length) words = WORDS.sending;
  else if (!words && store.broken) words = WORDS.noStore;
  else if (!words && store.names("draft:").some((name) => name !== "draft:topic")) words = WORDS.typing;
  else if (!words && lastSaved) words = `${WORDS.allSaved} ${WORDS.savedAt.replace("%(time)s", lastSaved)}`;
  bar.classList.toggle("waiting", waiting > 0);
  // The same words again would be read aloud again.
  if (bar.textContent !== words) bar.textContent = words;
}

/* --- The start --- */

if (form) {
  form.querySelector("[data-scriptless]").hidden = true;
  restore();
  form.addEventListener("input", ({ target }) => {
    notice = "";
    if (target.name === "name") store.set("name", target.value);
    else if (target.name && !["kunta", "save_anyway"].includes(target.name)) {
      if (target.value) store.set(`draft:${target.name}`, target.value);
      else store.remove(`draft:${target.name}`);
    }
    say();
  });
  form.elements.kunta.addEventListener("change", () => {
    placeChanged();
    tag = "";
    refresh();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // Enter in a field presses the first button of the form, which is hidden.
    const pressed = event.submitter?.matches("[data-scriptless]") ? null : event.submitter;
    const part = (pressed ?? document.activeElement).closest("details[data-part]");
    if (part) save(part);
  });
}
window.addEventListener("online", () => {
  wait = 0;
  flush();
});
window.addEventListener("offline", render);
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  flush();
  refresh();
});
setInterval(() => document.hidden || refresh(), ASK_AGAIN);
render();
flush();
refresh();
