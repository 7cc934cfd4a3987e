/* An htmx request that fails says so above the page; nothing typed is touched. */

const messages = document.getElementById("messages");
const template = document.getElementById("request-failed");

function say() {
  if (!messages || !template || messages.querySelector("[data-request-failed]")) return;
  const message = template.content.firstElementChild.cloneNode(true);
  message.dataset.requestFailed = "yes";
  messages.append(message);
  message.scrollIntoView({ block: "nearest" });
}

for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) document.addEventListener(name, say);

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) messages?.querySelector("[data-request-failed]")?.remove();
});
