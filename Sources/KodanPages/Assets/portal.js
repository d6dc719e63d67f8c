"use strict";
// Everything works without this script: it keeps what is being typed, and lets a second click do nothing.
(() => {
  const store = (() => { try { return window.sessionStorage; } catch { return null; } })();
  const kept = (form) => `kodan:${location.pathname}:${form.elements.step?.value ?? ""}`;
  const typed = (form) => [...form.elements].filter(
    (field) => field.name && !["hidden", "password", "submit"].includes(field.type) && field.tagName !== "BUTTON"
  );
  const summary = document.getElementById("faults");
  // What was done is no longer being typed; it is said on whatever page the form led to.
  const sent = store?.getItem("kodan:sent");
  if (sent && document.querySelector(".notice")) {
    store.removeItem(sent);
    store.removeItem("kodan:sent");
  }
  for (const form of document.querySelectorAll("main form[method=post]")) {
    const fields = typed(form);
    if (fields.length > 0 && store) {
      // What the server sends back after a fault is newer than what was kept.
      const text = summary ? null : store.getItem(kept(form));
      if (text) {
        try {
          const values = JSON.parse(text);
          for (const field of fields) {
            if (!(field.name in values)) continue;
            if (field.type === "checkbox") field.checked = values[field.name];
            else field.value = values[field.name];
          }
        } catch { store.removeItem(kept(form)); }
      }
      form.addEventListener("input", () => {
        const values = Object.fromEntries(
          fields.map((field) => [field.name, field.type === "checkbox" ? field.checked : field.value])
        );
        store.setItem(kept(form), JSON.stringify(values));
      });
    }
    for (const line of form.querySelectorAll("output[data-path]")) {
      const names = line.dataset.names.split(" ");
      const asked = fields.filter((field) => names.includes(field.name));
      let last = 0;
      const ask = async () => {
        const turn = ++last;
        const query = new URLSearchParams(asked.map((field) => [field.name, field.value]));
        const answer = await fetch(`${line.dataset.path}?${query}`, { headers: { Accept: "text/plain" } }).catch(() => null);
        // A later answer must not be overwritten by an earlier one that took longer.
        if (turn === last && answer?.ok) line.textContent = await answer.text();
      };
      for (const field of asked) field.addEventListener("change", ask);
      if (asked.some((field) => field.value)) ask();
    }
    form.addEventListener("submit", (event) => {
      const button = form.querySelector("button");
      if (button.getAttribute("aria-disabled") === "true") { event.preventDefault(); return; }
      button.setAttribute("aria-disabled", "true");
      store?.setItem("kodan:sent", kept(form));
    });
  }
  // A page that was left by the back button takes clicks again.
  window.addEventListener("pageshow", () => {
    for (const button of document.querySelectorAll("button[aria-disabled]")) button.removeAttribute("aria-disabled");
  });
  if (summary) summary.focus();
})();
