"use strict";
// Everything works without this script: it keeps what is being typed, and lets a second click do nothing.
(() => {
  const store = (() => { try { return window.sessionStorage; } catch { return null; } })();
  // Another person at this window does not find what somebody typed before their session ended.
  const who = document.querySelector(".self p")?.textContent.trim();
  // Forms of one step are told apart by what they hide; a link is a secret, and the rest is new on each page.
  const kept = (form) => {
    const hidden = [...form.elements].filter(
      (field) => field.type === "hidden" && !["csrf", "key", "seen", "link"].includes(field.name)
    );
    return `kodan:${who}:${location.pathname}:${hidden.map((field) => `${field.name}=${field.value}`).join("&")}`;
  };
  // A file cannot be chosen by a script; what is secret is not kept.
  const typed = (form) => [...form.elements].filter(
    (field) => field.name && !["hidden", "password", "submit", "file"].includes(field.type)
      && !["BUTTON", "OUTPUT"].includes(field.tagName)
      && field.autocomplete !== "one-time-code" && !/(^|\/)account_number$/.test(field.name)
  );
  const value = (field) => field.type === "checkbox" ? field.checked : field.value;
  // What a field holds before anybody types.
  const begun = (field) => {
    if (field.type === "checkbox") return field.defaultChecked;
    if (field.tagName !== "SELECT") return field.defaultValue;
    return ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value ?? "";
  };
  const tell = (form, forget) => {
    form.closest("details")?.setAttribute("open", "");
    const line = document.createElement("p");
    const button = document.createElement("button");
    line.className = "hint";
    line.textContent = "前に入力して、まだ送っていない内容です。 ";
    button.type = "button";
    button.className = "quiet";
    button.textContent = "入力を消す";
    button.addEventListener("click", () => { forget(); form.reset(); line.remove(); });
    line.append(button);
    form.before(line);
  };
  const summary = document.getElementById("faults");
  // What was done is no longer being typed; it is said on whatever page the form led to.
  const sent = store?.getItem("kodan:sent");
  const isDone = document.querySelector(".notice") || new URLSearchParams(location.search).has("done");
  if (sent && isDone && !summary) {
    store.removeItem(sent);
    store.removeItem("kodan:sent");
  }
  for (const form of document.querySelectorAll("main form[method=post]")) {
    // With a password, nothing beside it is kept either: a recovery code is a secret too.
    const fields = form.querySelector("[type=password]") ? [] : typed(form);
    if (fields.length > 0 && store) {
      const key = kept(form);
      let last = null;
      try { last = JSON.parse(store.getItem(key)); } catch { store.removeItem(key); }
      // What the server sends back after a fault is newer than what was kept, and begins with what was typed.
      const begins = summary ? last?.begins : JSON.stringify([form.elements.seen?.value, fields.map(begun)]);
      // What was typed into a form that has changed since is not put into the new one.
      if (!summary && last && (last.begins ?? begins) !== begins) store.removeItem(key);
      else if (!summary && last?.values) {
        for (const field of fields) {
          if (!(field.name in last.values)) continue;
          if (field.type === "checkbox") field.checked = last.values[field.name];
          else field.value = last.values[field.name];
        }
        if (fields.some((field) => value(field) !== begun(field))) tell(form, () => store.removeItem(key));
      }
      form.addEventListener("input", () => {
        const values = Object.fromEntries(fields.map((field) => [field.name, value(field)]));
        store.setItem(key, JSON.stringify({ begins, values }));
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
      // A form without fields keeps nothing, and what it hides may be what nobody is to keep.
      if (fields.length > 0) store?.setItem("kodan:sent", kept(form));
      else store?.removeItem("kodan:sent");
    });
  }
  // Whoever signs in next at this window is somebody else.
  document.querySelector("form[action='/sign-out']")?.addEventListener("submit", () => {
    for (const key of Object.keys(store ?? {})) if (key.startsWith("kodan:")) store.removeItem(key);
  });
  // A page that was left by the back button takes clicks again.
  window.addEventListener("pageshow", () => {
    for (const button of document.querySelectorAll("button[aria-disabled]")) button.removeAttribute("aria-disabled");
  });
  if (summary) summary.focus();
})();
