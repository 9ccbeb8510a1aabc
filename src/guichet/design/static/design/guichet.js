/* Small helps. Every page works without them. */
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const store = (value) => { try { if (value === undefined) return localStorage.getItem("keys"); localStorage.setItem("keys", value); } catch { return null; } };

  // How many characters are left in a text. Read out when the person pauses, not at every key.
  for (const box of all("textarea[data-count]")) {
    const limit = Number(box.dataset.count);
    const seen = Object.assign(document.createElement("p"), { className: "count-left" });
    const heard = Object.assign(document.createElement("p"), { className: "sr" });
    const number = new Intl.NumberFormat(document.documentElement.lang);
    let pause;
    heard.setAttribute("role", "status");
    seen.setAttribute("aria-hidden", "true");
    box.after(seen, heard);
    const count = () => {
      const left = limit - [...box.value].length;
      const n = number.format(Math.abs(left));
      seen.textContent = (left < 0 ? box.dataset.countOver : box.dataset.countLeft).replace("#", n);
      clearTimeout(pause);
      pause = setTimeout(() => { heard.textContent = seen.textContent; }, 1000);
    };
    box.addEventListener("input", count);
    count();
  }

  // Leaving at once: this page does not stay behind the button that leads back.
  for (const link of all("[data-leave]")) {
    link.addEventListener("click", (event) => { event.preventDefault(); location.replace(link.href); });
  }

  // Printing.
  for (const button of all("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  for (const hint of all("[data-print-hint]")) hint.hidden = true;

  // A page that loads itself anew once something has changed: the address answers 204 while nothing has.
  for (const part of all("[data-refresh]")) {
    const ask = async () => {
      if (document.hidden) return;
      const answer = await fetch(part.dataset.refresh, { headers: { Accept: "text/plain" } }).catch(() => null);
      if (answer && answer.status === 200) location.reload();
    };
    setInterval(ask, 30000);
  }

  // What is said of a draft stands beside it while it is written.
  for (const form of all("form[data-check]")) {
    const shown = document.getElementById("checks");
    let pause, asked = new AbortController();
    form.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(async () => {
        asked.abort();
        asked = new AbortController();
        const answer = await fetch(form.dataset.check, { method: "POST", body: new FormData(form), signal: asked.signal }).catch(() => null);
        if (answer?.status === 200 && shown) shown.innerHTML = await answer.text();
      }, 700);
    });
  }

  // Shortcuts for staff: one key, or two one after the other; never while somebody types.
  const help = document.querySelector("[data-keys]");
  if (!help) return;
  const toggle = help.querySelector("[data-keys-switch]");
  const box = toggle.querySelector("input");
  toggle.hidden = false;
  box.checked = store() !== "off";
  box.addEventListener("change", () => store(box.checked ? "on" : "off"));
  let before = "";
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");
    if (event.key === "Escape" && typing) event.target.blur();
    else if (event.key === "Escape") help.open = false;
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !box.checked) return;
    if (event.key === "?") {
      event.preventDefault();
      help.open = !help.open;
      if (help.open) help.querySelector("summary").focus();
      return;
    }
    if (event.key === "j" || event.key === "k") {
      // Up and down the rows of a table; Enter then follows the link, as it always does.
      const rows = all("main tbody tr > :first-child a");
      const next = rows[rows.indexOf(document.activeElement) + (event.key === "j" ? 1 : -1)] ?? rows[event.key === "j" ? 0 : rows.length - 1];
      if (next) { event.preventDefault(); next.focus(); return; }
    }
    if (event.key === "x" && !before) {
      // Ticks the row where one stands.
      const tick = document.activeElement?.closest("tr")?.querySelector("input[name=pick]");
      if (tick) { event.preventDefault(); tick.click(); return; }
    }
    const keys = before ? `${before} ${event.key}` : event.key;
    const found = all("[data-key]").find((one) => one.dataset.key === keys);
    const begins = all("[data-key]").some((one) => one.dataset.key.startsWith(`${event.key} `));
    before = "";
    if (found) {
      event.preventDefault();
      if (found.matches("input:not([type=radio], [type=checkbox]), select, textarea")) { found.focus(); found.select?.(); } else found.click();
    } else if (begins) {
      before = event.key;
      setTimeout(() => { before = ""; }, 1200);
    }
  });
})();
