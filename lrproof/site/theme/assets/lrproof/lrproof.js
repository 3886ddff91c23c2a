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

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.activeElement.closest(".lr-verdict")?.querySelector("button").blur();
});

// The theme wraps each copy button in a landmark, and gives none of them a name.
new MutationObserver(() => {
  document.querySelectorAll("nav.md-code__nav").forEach((nav, index) => {
    nav.setAttribute("aria-label", `Code ${index + 1}`);
  });
}).observe(document.body, { childList: true, subtree: true });
