/* Uploads: how far a file has come, and a file that is too large is told of before it is sent. Without this the form works the same. */

function parts(form) {
  return {
    bar: form.querySelector("[data-upload-progress]"),
    error: form.querySelector("[data-upload-error]"),
    file: form.querySelector("input[type='file']"),
  };
}

document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-upload]");
  if (!form || event.target.type !== "file") return;
  const { bar, error, file } = parts(form);
  const tooLarge = (file.files[0]?.size ?? 0) > Number(file.dataset.uploadLimit) * 1_000_000;
  error.hidden = !tooLarge;
  error.textContent = tooLarge ? bar.dataset.tooLarge : "";
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.target.closest?.("form[data-upload]");
  if (!form) return;
  const { bar, error, file } = parts(form);
  if (!error.hidden) {
    event.preventDefault();
    file.focus();
  } else {
    bar.hidden = !file.files.length;
  }
});

document.addEventListener("htmx:xhr:progress", (event) => {
  const form = event.target.closest?.("form[data-upload]");
  if (!form || !event.detail.lengthComputable) return;
  const { bar } = parts(form);
  const percent = Math.round((100 * event.detail.loaded) / event.detail.total);
  bar.querySelector("progress").value = percent;
  bar.querySelector("output").textContent = `${percent} %`;
});
