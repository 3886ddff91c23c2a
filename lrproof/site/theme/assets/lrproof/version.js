// A permanent link names the version at which it was made: `?v=0.1.0`. Who finds another one is told,
// and so is who reads the copy of one version, which stands in a folder that is called like it.
{
  const made = new URLSearchParams(location.search).get("v") ?? "";
  const version = document.querySelector('meta[name="lrproof:version"]').content;
  const { base } = JSON.parse(document.getElementById("__config").textContent);
  const root = new URL(base, location).pathname;
  const copy = root.endsWith(`/${version}/`);
  const other = /^\d{1,4}(\.\d{1,4}){0,3}[a-z0-9.]{0,12}$/.test(made) && made !== version;
  if (copy || other) {
    const host = copy ? root.slice(0, -version.length - 1) : root;
    const place = `${location.pathname.slice(root.length)}${location.hash}`;
    const note = document.createElement("aside");
    note.className = "lr-version";
    note.setAttribute("aria-label", "Version");
    const lead = (before, words, address) => {
      const link = document.createElement("a");
      link.textContent = words;
      link.href = address;
      note.append(before, link);
    };
    if (other) note.append(`This link was made for version ${made}. `);
    note.append(`This is version ${version}.`);
    if (other) lead(" ", `See version ${made}`, `${host}${made}/${place}`);
    if (copy) lead(other ? " · " : " ", "See the newest", `${host}${place}`);
    if (other && document.getElementById("history")) lead(" · ", "What changed", "#history");
    document.querySelector("article").prepend(note);
  }
}
