// A permanent link names the version at which it was made: `?v=0.1.0`. Who finds another one is told.
{
  const made = new URLSearchParams(location.search).get("v") ?? "";
  const version = document.querySelector('meta[name="lrproof:version"]').content;
  if (/^\d{1,4}(\.\d{1,4}){0,3}[a-z0-9.]{0,12}$/.test(made) && made !== version) {
    const { base } = JSON.parse(document.getElementById("__config").textContent);
    const root = new URL(base, location).pathname;
    // An old copy stands in a folder that is called like its version; the latest one at the root.
    const host = root.endsWith(`/${version}/`) ? root.slice(0, -version.length - 1) : root;
    const note = document.createElement("aside");
    note.className = "lr-version";
    note.setAttribute("aria-label", "Version");
    const lead = (before, words, address) => {
      const link = document.createElement("a");
      link.textContent = words;
      link.href = address;
      note.append(before, link);
    };
    note.append(`This link was made for version ${made}. This is version ${version}.`);
    const page = location.pathname.slice(root.length);
    lead(" ", `See version ${made}`, `${host}${made}/${page}${location.hash}`);
    if (document.getElementById("history")) lead(" · ", "What changed", "#history");
    document.querySelector("article").prepend(note);
  }
}
