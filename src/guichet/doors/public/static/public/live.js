// A form whose answer is worked out anew while it changes. The server works it out: this asks for the same page with
// the new address, and shows its answer in place of the old one. Without it, the button does the same.
const slide = (slider) => {
  const output = slider.closest(".slider")?.querySelector("output");
  if (!output) return;
  const words = slider.dataset.words?.split("|");
  const said = words ? words[slider.value - slider.min] : slider.value;
  output.textContent = said;
  slider.setAttribute("aria-valuetext", said);
};

for (const form of document.querySelectorAll("form[data-live]")) {
  const shown = document.getElementById(form.dataset.live);
  let asked = new AbortController();
  let pause;
  const ask = async () => {
    asked.abort();
    asked = new AbortController();
    const address = `${location.pathname}?${new URLSearchParams(new FormData(form))}`;
    const answer = await fetch(address, { signal: asked.signal }).catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(form.dataset.live);
    if (!fresh) return;
    shown.replaceChildren(...fresh.childNodes);
    history.replaceState(null, "", address);
  };
  for (const slider of form.querySelectorAll("input[type=range]")) slide(slider);
  form.addEventListener("input", (event) => {
    if (event.target.matches("input[type=range]")) slide(event.target);
    clearTimeout(pause);
    pause = setTimeout(ask, 150);
  });
}
