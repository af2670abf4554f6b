// Starts the components that a page uses. Every page works without it.
import { initAll } from "./govuk-frontend.min.js";

initAll();

// Shows what may be on the register already while a title is being typed. The page says it too, once saved.
const WAIT_IN_MS = 400;

for (const box of document.querySelectorAll("[data-alike]")) {
  const shown = document.getElementById("alike");
  const input = box.querySelector("input");
  let timer = 0;
  let asked = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      asked += 1;
      const turn = asked;
      const answer = await fetch(box.dataset.alike, { method: "POST", body: new FormData(input.form) }).catch(() => null);
      if (answer?.ok && !answer.redirected && turn === asked) shown.innerHTML = await answer.text();
    }, WAIT_IN_MS);
  });
}
