/* A section saves itself two seconds after the typing stops and when it is left, carrying the version it started from.
   Where there is no long text, it does so as soon as a field is left: half a date is not worth saving.

Nothing that was typed is lost: a conflict shows both texts, an ended session or connection keeps the text in the page
and in this browser tab until it could be saved. */

const QUIET = 2000;
const QUIET_IN_FIELD = 8000;
const LEFT_FIELD = 300;
const RETRY = 5000;
const LIMIT = 200_000;
const words = () => document.querySelector("[data-saving-words]").dataset;
const known = new WeakSet();

class Section {
  constructor(form) {
    this.form = form;
    this.key = `text:${new URL(form.action, location.href).pathname}`;
    this.saved = this.read();
    this.state = form.querySelector("[data-save-state]");
    this.sending = null;
    this.quiet = form.querySelector("[data-editor]") ? { input: QUIET, change: QUIET } : { input: QUIET_IN_FIELD, change: LEFT_FIELD };
    this.blocked = Boolean(form.querySelector("[data-conflict] .conflict"));
    // An editor spells the stored text in its own way at first; that is no change.
    form.addEventListener("editor:ready", () => setTimeout(() => this.touched || (this.saved = this.read()), 0));
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed("change"));
    form.addEventListener("focusout", () => setTimeout(() => form.contains(document.activeElement) || this.save(), 50));
    form.addEventListener("submit", (event) => this.submitted(event), { capture: true });
    form.addEventListener("htmx:beforeRequest", (event) => event.target === form && this.leave());
    form.addEventListener("click", (event) => this.pressed(event.target));
    this.showActs();
    this.offerKept();
  }

  /* What the form holds, without what changes by itself. */
  read() {
    const data = new FormData(this.form);
    for (const name of ["csrfmiddlewaretoken", "version"]) data.delete(name);
    return JSON.stringify([...data]);
  }

  changed(how = "input") {
    this.touched = true;
    if (this.read() === this.saved) return;
    this.keep();
    if (this.blocked) return;
    this.say(words().unsaved);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), this.quiet[how]);
  }

  async save() {
    clearTimeout(this.timer);
    if (this.left || this.blocked || this.sending || !this.form.isConnected || this.read() === this.saved) return;
    // A new section is made by its heading, or by its words.
    if (!this.form.elements.version && !this.form.elements[this.form.dataset.autosave]?.value.trim()) return;
    const sent = this.read();
    if (new Blob([sent]).size > LIMIT * 1.5) return this.say(words().tooLong, "danger");
    this.say(words().saving);
    this.sending = this.send();
    const again = await this.sending;
    this.sending = null;
    if (this.left) return;
    if (again) this.timer = setTimeout(() => this.retry(), RETRY);
    else if (!this.blocked && this.read() !== this.saved && this.read() !== sent) this.changed();
  }

  /* Sends the section; answers whether it has to be tried again. */
  async send() {
    const sent = this.read();
    let response;
    try {
      response = await fetch(this.form.action, {
        method: "POST",
        body: new FormData(this.form),
        headers: { "X-Autosave": "1" },
        redirect: "manual",
        credentials: "same-origin",
      });
    } catch {
      this.say(words().offline, "warning");
      return true;
    }
    if (response.type === "opaqueredirect" || response.status === 401) return this.expired();
    if (response.status === 403) return this.refused();
    const answer = await response.json().catch(() => ({}));
    if (response.status === 200) this.done(answer, sent);
    else if (response.status === 409) this.conflict(answer);
    else if (response.status === 404) this.stop(words().gone);
    else if (response.status === 422) {
      this.saved = sent;
      this.say(`${words().unsaved}: ${answer.errors.map(([label, text]) => [label, text].filter(Boolean).join(": ")).join(" ")}`, "danger");
    } else if (response.status === 413 || response.status === 400) this.say(words().tooLong, "danger");
    else {
      this.say(words().offline, "warning");
      return true;
    }
    return false;
  }

  done(answer, sent) {
    this.saved = sent;
    this.setVersion(answer.version);
    if (answer.url && new URL(this.form.action, location.href).pathname !== answer.url) this.became(answer.url);
    if (this.read() === sent) {
      this.forget();
      this.form.dispatchEvent(new CustomEvent("form:saved", { bubbles: true }));
    }
    this.say([answer.saved, ...answer.clues].join(". "), answer.clues.length ? "warning" : "success");
  }

  /* A new section has got an address of its own. */
  became(url) {
    if (location.pathname === new URL(this.form.action, location.href).pathname) history.replaceState(null, "", url);
    this.forget();
    this.form.setAttribute("action", url);
    if (this.form.hasAttribute("hx-post")) {
      this.form.setAttribute("hx-post", url);
      window.htmx.process(this.form);
    }
    this.form.elements.after?.closest(".field, [id^=div_id]")?.remove();
    this.key = `text:${url}`;
    this.saved = this.read();
  }

  setVersion(version) {
    let field = this.form.elements.version;
    if (!field) {
      field = Object.assign(document.createElement("input"), { type: "hidden", name: "version" });
      this.form.append(field);
    }
    field.value = version;
  }

  conflict(answer) {
    this.blocked = true;
    this.setVersion(answer.version);
    const place = this.form.querySelector("[data-conflict]");
    place.innerHTML = answer.html;
    this.showActs();
    this.say(words().unsaved, "warning");
    place.querySelector(".conflict").focus();
  }

  showActs() {
    for (const acts of this.form.querySelectorAll(".conflict-acts")) acts.hidden = false;
  }

  pressed(button) {
    const name = button.dataset?.take ?? button.dataset?.join;
    if (!name) return;
    const field = this.form.elements[name];
    const theirs = this.form.querySelector(`[data-theirs="${name}"]`).innerHTML;
    const text = button.dataset.take ? theirs : field.value + theirs;
    if (field.hidden) field.dispatchEvent(new CustomEvent("editor:set", { detail: text }));
    else field.value = text;
    this.changed();
  }

  expired() {
    this.keep();
    this.say(words().expired, "warning");
    const link = Object.assign(document.createElement("a"), {
      href: words().signInUrl, target: "_blank", rel: "opener", textContent: words().signIn, className: "btn btn-outline-primary btn-sm",
    });
    this.state.append(" ", link);
    return true;
  }

  async refused() {
    // Signing in again changes the token of the form too; without a session there is none.
    if (await this.refresh()) return true;
    if (this.signedOut) return this.expired();
    this.stop(words().forbidden);
    return false;
  }

  /* Takes a new token from the form's own page; false while nobody is signed in or one may not write. */
  async refresh() {
    const response = await fetch(this.form.action, { redirect: "manual", credentials: "same-origin" }).catch(() => null);
    this.signedOut = response?.type === "opaqueredirect";
    if (!response?.ok) return false;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const token = page.querySelector("form[data-autosave] [name=csrfmiddlewaretoken]")?.value;
    if (!token) return false;
    this.form.elements.csrfmiddlewaretoken.value = token;
    document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
    return true;
  }

  async retry() {
    clearTimeout(this.timer);
    if (this.left || !this.form.isConnected || this.sending) return;
    if (await this.refresh()) this.save();
    else this.timer = setTimeout(() => this.retry(), RETRY);
  }

  stop(text) {
    this.blocked = true;
    this.keep();
    this.say(text, "danger");
  }

  /* The button was pressed. A save on its way carries the same version, and would make the author collide with oneself. */
  async submitted(event) {
    if (!this.sending) return this.leave();
    const button = event.submitter;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.waits) return;
    this.waits = true;
    await this.sending;
    // What waited for the same save has its turn first; then the version of the form is the newest.
    setTimeout(() => {
      this.waits = false;
      if (!this.blocked && this.form.isConnected) this.form.requestSubmit(button);
    }, 0);
  }

  /* The form is sent or being replaced: the page goes on by itself. */
  leave() {
    this.left = true;
    clearTimeout(this.timer);
    // A refused form comes back with what was typed, and a new section of this kind.
    setTimeout(() => this.forget(), 0);
  }

  say(text, tone = "") {
    this.state.textContent = text;
    this.state.dataset.tone = tone;
  }

  keep() {
    try {
      sessionStorage.setItem(this.key, JSON.stringify({ fields: [...new FormData(this.form)], at: Date.now() }));
    } catch {
      // Storage is full or forbidden: the text is in the page.
    }
  }

  forget() {
    sessionStorage.removeItem(this.key);
  }

  /* Text that an earlier visit could not save. */
  offerKept() {
    let kept;
    try {
      kept = JSON.parse(sessionStorage.getItem(this.key));
    } catch {
      kept = null;
    }
    if (!kept || this.blocked) return;
    const fields = kept.fields.filter(([name]) => !["csrfmiddlewaretoken", "version"].includes(name));
    if (JSON.stringify(fields) === this.saved) return this.forget();
    this.say(words().kept, "warning");
    const button = (text, act) => {
      const one = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-outline-primary btn-sm", textContent: text });
      one.onclick = act;
      this.state.append(" ", one);
    };
    button(words().bringBack, () => {
      for (const [name, value] of fields) {
        const field = this.form.elements[name];
        if (field?.type === "checkbox") field.checked = true;
        else if (field?.hidden) field.dispatchEvent(new CustomEvent("editor:set", { detail: value }));
        else if (field) field.value = value;
      }
      this.changed();
    });
    button(words().forget, () => {
      this.forget();
      this.say("");
    });
  }
}

function prepare(root) {
  const forms = root.matches?.("form[data-autosave]") ? [root] : root.querySelectorAll("form[data-autosave]");
  for (const form of forms) {
    if (known.has(form)) continue;
    known.add(form);
    new Section(form);
  }
}

document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
prepare(document);
