// "Cite" opens a menu that copies what the record of an id holds; the number of a line does so for
// that line. Without this script, and where the record cannot be fetched, they are links.
{
  const FORMS = {
    link: "Link",
    markdown: "Markdown for forums (Discourse)",
    stackexchange: "Stack Exchange",
    latex: "LaTeX with \\href",
    bibtex: "BibTeX",
    text: "Plain text",
    python: "Python check",
  };
  // The address that stands in the records where nobody has said where the site is.
  const UNSET = "https://lrproof.example/";
  const { base } = JSON.parse(document.getElementById("__config").textContent);
  const root = new URL(base, location).href;
  const GAP = 8;
  const OURS = "#lr-menu, [aria-haspopup=menu]";

  const make = (tag, attributes, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };
  const item = { role: "menuitem", tabindex: "-1" };
  const buttons = Object.entries(FORMS).map(([form, name]) =>
    make("button", { ...item, type: "button", "data-form": form }, name));
  const all = make("a", item, "All forms…");
  const title = make("p", { id: "lr-menu-title" });
  const menu = make("div", { id: "lr-menu", role: "menu", "aria-labelledby": title.id }, ...buttons, all);
  const hint = make("p", {}, "To cite one line, choose its number.");
  const box = make("div", { class: "lr-menu", hidden: "" }, title, menu, hint);
  const area = make("textarea", { "aria-label": "To copy", readonly: "", hidden: "" });
  const status = make("p", { role: "status" });
  const said = make("div", { class: "lr-said" }, status, area);
  document.querySelector("main").append(box, said);

  // The link whose menu is open, and the one whose menu was used last.
  let opener = null;
  let chosen = null;
  let forms = null;
  let clearing = 0;

  // What a link is about: the page of a record, its id, and a line of a derivation.
  const target = (link) => {
    const line = link.matches(".lr-number") ? Number(link.textContent) : 0;
    const figure = link.closest("figure");
    // On a record the formula stands apart from its lines.
    const cite = line ? figure.querySelector(".lr-cite") ?? document.querySelector(".lr-large .lr-cite") : link;
    if (!cite) return null;
    const record = new URL(cite.href).pathname.replace(/\/(index\.html)?$/, "");
    const id = record.split("/").pop();
    return { cite, line, id, record, name: line ? `${id}, line ${line}` : id };
  };

  const fetched = async ({ record, line }) => {
    const answer = await fetch(`${record}.json`);
    const found = await answer.json();
    const { cite } = line ? found.lines.find((one) => one.line === line) : found;
    const placed = Object.entries(cite).map(([form, text]) => [form, text.replaceAll(UNSET, root)]);
    return Object.fromEntries(placed);
  };

  // Below the link or its line, or above it, and always in sight.
  const place = (panel, link) => {
    const at = (link.closest(".lr-steps > li") ?? link).getBoundingClientRect();
    const most = document.documentElement.clientWidth - panel.offsetWidth - GAP;
    const lowest = Math.max(GAP, innerHeight - panel.offsetHeight - GAP);
    const [below, above] = [at.bottom + GAP / 2, at.top - panel.offsetHeight - GAP / 2];
    const top = [below, above].find((y) => GAP <= y && y <= lowest) ?? lowest;
    panel.style.left = `${Math.max(GAP, Math.min(at.left, most)) + scrollX}px`;
    panel.style.top = `${top + scrollY}px`;
  };

  const close = () => {
    opener?.setAttribute("aria-expanded", "false");
    opener = null;
    box.hidden = true;
  };

  const back = () => {
    const link = opener;
    close();
    link?.focus({ preventScroll: true });
  };

  const say = (words = "") => {
    clearTimeout(clearing);
    status.textContent = words;
    if (words) clearing = setTimeout(say, 3000);
    area.hidden = true;
  };

  const open = (link, focused = menu.firstChild) => {
    const about = target(link);
    close();
    say();
    opener = link;
    link.setAttribute("aria-expanded", "true");
    title.textContent = `Copy ${about.name}`;
    all.href = about.cite.href;
    hint.hidden = about.line || !document.getElementById(`${about.id}-1`);
    box.hidden = false;
    place(box, link);
    // In a low window the menu scrolls.
    focused.focus();
    forms = fetched(about);
    forms.catch(() => {
      if (opener !== link) return;
      back();
      location.assign(about.cite.href);
    });
  };

  const copied = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // A page without a certificate has no clipboard, but may still copy what is selected.
      area.value = text;
      area.hidden = false;
      area.focus({ preventScroll: true });
      area.select();
      const done = document.execCommand("copy");
      if (done) chosen.focus({ preventScroll: true });
      return done;
    }
  };

  const choose = async (button) => {
    const link = opener;
    const { name } = target(link);
    const text = (await forms)[button.dataset.form];
    if (opener !== link) return;
    // At once, for until it is copied the reader may have gone on.
    back();
    chosen = link;
    place(said, link);
    if (await copied(text)) say(`Copied: ${button.textContent} of ${name}`);
    else status.textContent = "Selected. Copy it with Ctrl+C or ⌘C.";
    place(said, link);
  };

  // First of all, for between two listeners what was chosen may already be copied, and said. The
  // second half of a double click takes nothing away.
  document.addEventListener("click", (event) => {
    if (event.detail < 2 && !said.contains(event.target)) say();
  }, true);

  // A key that is held down neither chooses from the menu that it has opened, nor opens it again.
  document.addEventListener("keydown", (event) => {
    if (!event.repeat || !/^( |Enter)$/.test(event.key) || !event.target.closest(OURS)) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".lr-cite, .lr-number");
    if (!link?.hasAttribute("aria-haspopup")) {
      if (!box.contains(event.target)) close();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (opener === link) return back();
    if (link.hash && link.matches(".lr-number")) location.hash = link.hash;
    open(link);
  });

  menu.addEventListener("click", (event) => {
    const button = event.target.closest("[data-form]");
    if (button) choose(button).catch(() => {});
    else close();
  });

  menu.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // The theme goes to another page at some letters.
    event.stopPropagation();
    const items = [...menu.children];
    const at = items.indexOf(document.activeElement);
    const next = [...items.slice(at + 1), ...items.slice(0, at + 1)];
    const letter = event.key.toLowerCase();
    const moved = {
      ArrowDown: next[0],
      ArrowUp: items.at(at - 1),
      Home: items[0],
      End: items.at(-1),
    }[event.key] ?? next.find((one) => one.textContent.toLowerCase().startsWith(letter));
    if (event.key === "Tab" || event.key === "Escape") back();
    if (event.key === " ") document.activeElement.click();
    if (moved) moved.focus();
    if (moved || event.key === " ") event.preventDefault();
  });

  area.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    say();
    chosen.focus({ preventScroll: true });
  });

  // What is focused stays focused, so that Escape closes the menu.
  box.addEventListener("mousedown", (event) => event.preventDefault());

  addEventListener("resize", () => {
    if (opener) place(box, opener);
    if (chosen) place(said, chosen);
  });

  // Some browsers end what is being fetched when the reader goes elsewhere, who is not to be sent to
  // the record then.
  addEventListener("beforeunload", close);

  for (const link of document.querySelectorAll(".lr-cite, .lr-number")) {
    if (!target(link)) continue;
    link.setAttribute("role", "button");
    link.setAttribute("aria-haspopup", "menu");
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const [first, last] = [menu.firstChild, menu.lastChild];
      const focused = { " ": first, ArrowDown: first, ArrowUp: last }[event.key];
      if (!focused) return;
      event.preventDefault();
      open(link, focused);
    });
  }
}
