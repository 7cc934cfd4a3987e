/* The wall: lines that came since the last look say so for half a minute, and a screen reader hears how many there are. */

const FRESH = 30_000;
const seen = new Map();
const lines = () => [...document.querySelectorAll("#wall [data-line]")];
const says = document.querySelector("[data-wall-says]");

/* What stood here at first is not new. */
for (const line of lines()) seen.set(line.dataset.line, 0);

function mark() {
  const now = Date.now();
  const came = new Set();
  for (const line of lines()) {
    const key = line.dataset.line;
    if (!seen.has(key)) {
      seen.set(key, now);
      came.add(key);
    }
    line.querySelector(".wall-new").hidden = now - seen.get(key) > FRESH;
  }
  if (came.size) says.textContent = `${says.dataset.wallSays} ${came.size}`;
}

document.addEventListener("htmx:afterSettle", mark);
setInterval(mark, 5000);
