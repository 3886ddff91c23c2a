// A copied formula is its TeX, not its glyphs. Nothing on a page needs this script.
document.addEventListener("copy", (event) => {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const holder = document.createElement("div");
  for (let i = 0; i < selection.rangeCount; i++) {
    holder.append(selection.getRangeAt(i).cloneContents());
  }
  const formulas = holder.querySelectorAll("math[data-tex]");
  if (!formulas.length) return;
  for (const math of formulas) {
    const sign = math.getAttribute("display") === "block" ? "$$" : "$";
    math.replaceWith(sign + math.dataset.tex + sign);
  }
  // Only text in the document has line breaks where the page shows them.
  holder.className = "lr-copied";
  document.body.append(holder);
  event.clipboardData.setData("text/plain", holder.innerText.trim());
  holder.remove();
  event.preventDefault();
});

// Where the site is opened from a disk, no server finds the page in a folder.
if (location.protocol === "file:") {
  for (const link of document.querySelectorAll("a[href]")) {
    const place = new URL(link.getAttribute("href"), location);
    if (place.protocol !== "file:" || !place.pathname.endsWith("/")) continue;
    place.pathname += "index.html";
    link.setAttribute("href", place);
  }
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.activeElement.closest(".lr-verdict")?.querySelector("button").blur();
});

// The table of every equation is filtered by what is typed.
for (const tool of document.querySelectorAll(".lr-filter")) {
  const squeezed = (text) => text.toLowerCase().replace(/\s|\\[,;:! ]|\\(?:left|right|[bB]igg?[lr]?)(?![a-z])/g, "");
  const rows = [...tool.parentElement.querySelectorAll("tbody tr")].map((row) => {
    const cells = [...row.cells].slice(0, 3).map((cell) => cell.textContent);
    return { row, text: cells.join(" ").toLowerCase(), tex: squeezed(row.querySelector("math").dataset.tex) };
  });
  const [input, status] = [tool.querySelector("input"), tool.querySelector("p")];
  const filter = () => {
    const words = input.value.toLowerCase().split(/\s+/);
    let hits = 0;
    for (const { row, text, tex } of rows) {
      const found = words.every((word) => text.includes(word)) || tex.includes(squeezed(input.value));
      row.hidden = !found;
      hits += found;
    }
    status.textContent = `${hits} of ${rows.length} equations`;
  };
  input.addEventListener("input", filter);
  tool.hidden = false;
  filter();
}

// A box of the map shows what carries it and what it carries.
for (const svg of document.querySelectorAll(".lr-map svg")) {
  const arrows = [...svg.querySelectorAll("path")];
  const reached = (node, from, to) => {
    const found = new Set();
    const waiting = [node];
    while (waiting.length) {
      const at = waiting.pop();
      for (const arrow of arrows) {
        if (arrow.dataset[from] !== at || found.has(arrow)) continue;
        found.add(arrow);
        waiting.push(arrow.dataset[to]);
      }
    }
    return found;
  };
  const show = (event) => {
    const node = event.target.closest("a")?.dataset.node;
    const on = node ? new Set([...reached(node, "from", "to"), ...reached(node, "to", "from")]) : new Set();
    const names = new Set([node, ...[...on].flatMap((arrow) => [arrow.dataset.from, arrow.dataset.to])]);
    svg.classList.toggle("lr-lit", Boolean(node));
    for (const part of svg.querySelectorAll("path, a")) {
      part.classList.toggle("lr-on", part.dataset.node ? names.has(part.dataset.node) : on.has(part));
    }
  };
  const clear = () => show({ target: document.activeElement });
  svg.addEventListener("mouseover", show);
  svg.addEventListener("focusin", show);
  svg.addEventListener("mouseleave", clear);
  svg.addEventListener("focusout", () => svg.classList.remove("lr-lit"));
}

// The theme wraps each copy button in a landmark, and gives none of them a name. Where there is no
// mouse it takes code that scrolls out of the order of the Tab key; some browsers need it there.
new MutationObserver(() => {
  document.querySelectorAll("nav.md-code__nav").forEach((nav, index) => {
    nav.setAttribute("aria-label", `Code ${index + 1}`);
    const code = nav.parentElement.querySelector("code");
    if (code.scrollWidth > code.clientWidth) code.tabIndex = 0;
  });
}).observe(document.body, { childList: true, subtree: true });
