/* Texts as an editor: paragraphs, lists, bold, italic, links, tables, and in minutes words marked as a theme.

The editor comes from django-prose-editor and is fetched only where a text is written. Its own start-up needs an import
map, which would have to stand inside the page; we import its module by its full address instead, so that the content
security policy needs no exception. Without JavaScript the text box stays. */

const words = () => document.querySelector("[data-editor-words]")?.dataset;
const editors = new WeakMap();
let library;

/* Words marked as a theme. A mark in a mark is none: the newer one replaces it. */
function themeMark(lib) {
  return lib.Mark.create({
    name: "theme",
    inclusive: false,
    addAttributes: () => ({
      theme: {
        parseHTML: (element) => element.getAttribute("data-theme"),
        renderHTML: ({ theme }) => ({ "data-theme": theme }),
      },
    }),
    parseHTML: () => [{ tag: "mark[data-theme]" }],
    renderHTML: ({ HTMLAttributes }) => ["mark", HTMLAttributes, 0],
  });
}

function extensions(lib) {
  const link = lib.Link.configure({ protocols: ["http", "https", "mailto"], autolink: true, linkOnPaste: true });
  return [
    lib.Document, lib.Paragraph, lib.Text, lib.HardBreak, lib.Bold, lib.Italic, lib.BulletList, lib.OrderedList,
    lib.ListItem, link, lib.Table.configure({ resizable: false }), lib.TableRow, lib.TableHeader, lib.TableCell,
    lib.Gapcursor, lib.Dropcursor, lib.History, words().theme && themeMark(lib),
    // Our own question for the address (ask) comes before the library's dialog.
    lib.Extension.create({
      name: "keys",
      priority: 1000,
      addKeyboardShortcuts: () => ({
        "Mod-k": ({ editor }) => askLink(editor),
        ...(words().theme && { "Mod-Shift-e": ({ editor }) => askTheme(editor) }),
        // Ctrl+Enter saves the form, with Shift it goes on to the next; neither is a line break here.
        "Mod-Enter": () => true,
        "Mod-Shift-Enter": () => true,
      }),
    }),
  ].filter(Boolean);
}

/* A question below the toolbar: one field, and the acts. Answers with the text, "" to remove, null to leave it. */
function ask(editor, label, { value = "", list = "", removable = false } = {}) {
  const place = editor.options.element.closest(".editor").querySelector(".editor-question");
  const texts = words();
  const field = Object.assign(document.createElement("input"), { className: "form-control", type: "text", value });
  field.id = `${editor.view.dom.id}-question`;
  if (list) field.setAttribute("list", list);
  const caption = Object.assign(document.createElement("label"), { className: "form-label", textContent: label });
  caption.htmlFor = field.id;
  const button = (text, kind) =>
    Object.assign(document.createElement("button"), { type: "button", className: `btn btn-sm ${kind}`, textContent: text });
  const use = button(texts.use, "btn-primary");
  const remove = button(texts.remove, "btn-link");
  const cancel = button(texts.cancel, "btn-link");
  place.replaceChildren(caption, field, use, ...(removable ? [remove] : []), cancel);
  place.hidden = false;
  field.focus();
  field.select();
  return new Promise((resolve) => {
    const answer = (text) => {
      place.hidden = true;
      place.replaceChildren();
      resolve(text);
    };
    use.onclick = () => answer(field.value.trim() || null);
    remove.onclick = () => answer("");
    cancel.onclick = () => answer(null);
    field.onkeydown = (event) => {
      event.stopPropagation();
      if (event.key === "Escape") answer(null);
      if (event.key !== "Enter") return;
      event.preventDefault();
      answer(field.value.trim() || null);
    };
    // What is typed into the question is no change of the text.
    field.oninput = (event) => event.stopPropagation();
  });
}

function askMark(editor, mark, attribute, label, list) {
  const active = editor.isActive(mark);
  if (editor.state.selection.empty && !active) {
    say(editor, words().selectFirst);
    return true;
  }
  const value = editor.getAttributes(mark)[attribute] ?? "";
  ask(editor, label, { value, list, removable: active }).then((text) => {
    const chain = editor.chain().focus();
    if (text === null) chain.run();
    else if (text === "") chain.extendMarkRange(mark).unsetMark(mark).run();
    else if (active) chain.extendMarkRange(mark).setMark(mark, { [attribute]: text }).run();
    else chain.setMark(mark, { [attribute]: text }).run();
  });
  return true;
}

const askTheme = (editor) => askMark(editor, "theme", "theme", words().askTheme, "theme-names");

function askLink(editor) {
  return askMark(editor, "link", "href", words().askLink, "");
}

function say(editor, text) {
  const place = editor.options.element.closest(".editor").querySelector(".editor-note");
  place.textContent = text;
  setTimeout(() => (place.textContent = ""), 4000);
}

const acts = [
  ["bold", "B", (e) => e.chain().focus().toggleBold().run(), (e) => e.isActive("bold"), "Ctrl+B"],
  ["italic", "I", (e) => e.chain().focus().toggleItalic().run(), (e) => e.isActive("italic"), "Ctrl+I"],
  ["bullets", "•", (e) => e.chain().focus().toggleBulletList().run(), (e) => e.isActive("bulletList"), "Ctrl+Shift+8"],
  ["numbers", "1.", (e) => e.chain().focus().toggleOrderedList().run(), (e) => e.isActive("orderedList"), "Ctrl+Shift+7"],
  ["link", "", askLink, (e) => e.isActive("link"), "Ctrl+K"],
  ["theme", "", askTheme, (e) => e.isActive("theme"), "Ctrl+Shift+E"],
  ["table", "", (e) => e.chain().focus().insertTable({ rows: 3, cols: 2, withHeaderRow: true }).run(), null, ""],
  ["row", "", (e) => e.chain().focus().addRowAfter().run(), null, "", true],
  ["column", "", (e) => e.chain().focus().addColumnAfter().run(), null, "", true],
  ["drop", "", (e) => e.chain().focus().deleteTable().run(), null, "", true],
  ["undo", "", (e) => e.chain().focus().undo().run(), null, "Ctrl+Z"],
  ["redo", "", (e) => e.chain().focus().redo().run(), null, "Ctrl+Y"],
];

/* A toolbar that is one stop of the Tab key; arrows move inside it. It has the acts for which the page has a word. */
function toolbar(editor, texts) {
  const bar = document.createElement("div");
  bar.className = "editor-bar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", texts.toolbar);
  const buttons = acts.filter(([name]) => texts[name]).map(([name, sign, run, isActive, keys, inTable]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `btn btn-sm editor-${name}`;
    button.textContent = sign || texts[name];
    button.title = keys ? `${texts[name]} (${keys})` : texts[name];
    if (sign) button.setAttribute("aria-label", texts[name]);
    button.tabIndex = -1;
    button.onmousedown = (event) => event.preventDefault();
    button.onclick = () => run(editor);
    bar.append(button);
    return { button, isActive, inTable };
  });
  buttons[0].button.tabIndex = 0;
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const shown = buttons.map((one) => one.button).filter((button) => !button.hidden);
    const next = shown[(shown.indexOf(document.activeElement) + step + shown.length) % shown.length];
    for (const button of shown) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  });
  const show = () => {
    for (const { button, isActive, inTable } of buttons) {
      if (isActive) button.setAttribute("aria-pressed", String(isActive(editor)));
      if (inTable) button.hidden = !editor.isActive("table");
    }
  };
  editor.on("transaction", show);
  show();
  return bar;
}

async function prepare(textarea) {
  if (editors.has(textarea) || !words()) return;
  editors.set(textarea, null);
  library ??= import(words().module);
  const lib = await library;
  if (!textarea.isConnected) return;
  // The browser may not have come to the field's autofocus yet, and would not focus what is hidden.
  const unfocused = !document.activeElement || document.activeElement === document.body;
  const wanted = document.activeElement === textarea || (textarea.autofocus && unfocused);
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  // The library reads HTML; plain text that came back with a refusal keeps its lines.
  if (textarea.value && !/<\/?[a-z]/i.test(textarea.value)) {
    const escaped = textarea.value.replace(/&/g, "&amp;").replace(/</g, "&lt;");
    textarea.value = escaped.split("\n").filter((line) => line.trim()).map((line) => `<p>${line}</p>`).join("");
  }
  const box = document.createElement("div");
  box.className = "editor";
  textarea.before(box);
  box.append(textarea);
  const place = document.createElement("div");
  box.append(place);
  const editor = new lib.Editor({
    element: place,
    content: textarea.value,
    extensions: extensions(lib),
    // Its style would be written into the page, which our security policy refuses; ours is in editor.css.
    injectCSS: false,
    onUpdate: ({ editor: changed }) => {
      textarea.value = changed.isEmpty ? "" : changed.getHTML();
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  editors.set(textarea, editor);
  textarea.hidden = true;
  textarea.autofocus = false;
  const text = editor.view.dom;
  text.id = `${textarea.id}-editor`;
  text.classList.add("form-control", "item-text");
  text.setAttribute("role", "textbox");
  text.setAttribute("aria-multiline", "true");
  if (label) {
    label.id ||= `${textarea.id}-label`;
    text.setAttribute("aria-labelledby", label.id);
    label.addEventListener("click", () => editor.commands.focus());
  }
  const described = textarea.getAttribute("aria-describedby");
  if (described) text.setAttribute("aria-describedby", described);
  const question = Object.assign(document.createElement("div"), { className: "editor-question", hidden: true });
  const note = Object.assign(document.createElement("p"), { className: "editor-note" });
  note.setAttribute("role", "status");
  box.prepend(toolbar(editor, words()), question, note);
  if (wanted) editor.commands.focus("end");
  textarea.addEventListener("editor:set", (event) => editor.commands.setContent(event.detail, { emitUpdate: true }));
  textarea.dispatchEvent(new CustomEvent("editor:ready", { bubbles: true }));
}

function prepareAll(root) {
  for (const textarea of root.querySelectorAll("textarea[data-editor]")) prepare(textarea);
}

document.addEventListener("htmx:load", (event) => prepareAll(event.detail.elt));
prepareAll(document);
