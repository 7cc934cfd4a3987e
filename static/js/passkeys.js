/* Passkeys: a form with data-passkey="add", "authenticate" or "login" is handed to allauth's own scripts, which talk to
   the browser and stand before this module on the page. Without them, or where the browser cannot, it stays hidden. */

const ways = { add: "addForm", authenticate: "authenticateForm", login: "loginForm" };
const form = document.querySelector("[data-passkey]");
const forms = window.allauth?.webauthn?.forms;
const say = (name, shown) => {
  for (const text of document.querySelectorAll(`[${name}]`)) text.hidden = !shown;
};

if (form && forms && window.PublicKeyCredential) {
  const kind = form.dataset.passkey;
  forms[ways[kind]]({
    ids: {
      [kind]: "passkey-button",
      credential: "passkey-credential",
      ...(kind === "add" ? { passwordless: "id_passwordless" } : {}),
      ...(kind === "login" ? {} : { data: "passkey-data" }),
    },
  });
  form.addEventListener("click", () => say("data-passkey-failed", false));
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    say("data-passkey-failed", true);
  });
  form.hidden = false;
} else if (form) {
  say("data-passkey-unable", true);
}
