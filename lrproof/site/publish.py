"""Puts a built site into the tree of what is published: `python -m lrproof.site.publish --help`.

The latest version stands at the root, where permanent links lead; each also under its name.
"""

from __future__ import annotations

import argparse
import json
import logging
import shutil
from collections.abc import Iterator, Sequence
from filecmp import cmp
from html import escape
from pathlib import Path

from packaging.version import InvalidVersion, Version

from lrproof.citation import UNSET
from lrproof.records import FOLDERS
from lrproof.site.links import broken, pages

__all__ = ["Refused", "main", "publish", "versions"]

LIST = "versions.json"
"""As mike writes it, for whatever reads that."""
log = logging.getLogger(__name__)


class Refused(ValueError):
    """What may not be published, and why."""


def publish(site: Path, tree: Path, version: str, *, again: bool = False) -> None:
    """Adds a built site to what is published.

    Whoever is interrupted does the same once more: what stands there already is left alone, and
    the list of versions is written last.

    Args:
        site: The folder of the built site.
        tree: What is published: the latest version, and a folder for each.
        version: Under which the site is to stand; it must be the one that was built.
        again: Whether a version that stands there already may be replaced.

    Raises:
        Refused: It may not be; nothing was written.
    """
    known = versions(tree)
    latest = not known or Version(version) >= Version(known[0])
    for problem in _problems(site, tree / version, version, again=again):
        raise Refused(problem)
    if latest and (lost := sorted(_records(tree) - _records(site))):
        raise Refused(f"these pages are permanent, and the site lacks them: {', '.join(lost)}")
    stale = _files(tree / known[0]) - _files(site) if latest and known else set()
    home = _placed(site, tree, version)
    if latest:
        # What pages need comes before them.
        for name in sorted(_files(home), key=lambda name: (name.endswith(".html"), name)):
            _replace(home / name, tree / name)
        for name in stale:
            (tree / name).unlink(missing_ok=True)
    listed = sorted({*known, version}, key=Version, reverse=True)
    _write(tree / "versions/index.html", _page(listed))
    _write(tree / LIST, json.dumps([_entry(each, listed) for each in listed], indent=1) + "\n")
    log.info("%s: published %s, at the root is %s", tree, version, listed[0])


def versions(tree: Path) -> list[str]:
    """The versions that are published, the latest one first."""
    path = tree / LIST
    found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return sorted((each["version"] for each in found), key=Version, reverse=True)


def _problems(site: Path, home: Path, version: str, *, again: bool) -> Iterator[str]:
    """Why a site may not be published."""
    try:
        built = json.loads((site / "build.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        yield f"{site} is no built site: it has no build.json"
        return
    if built["lrproof"] != version:
        yield f"the site was built from version {built['lrproof']}, not {version}"
    if built["site"] == UNSET or UNSET in (site / "index.html").read_text(encoding="utf-8"):
        yield "the site does not know where it stands: build it with LRPROOF_SITE_URL"
    if not built["commit"] or not built["clean"]:
        yield "the site was not built from a commit alone: commit all changes and build it again"
    if home.exists() and not again and not _same(site, home):
        yield f"version {version} was published, built from something else; --again replaces it"
    for link in broken(site, built["site"], pages(site)):
        yield f"a link leads nowhere: {link}"


def _records(folder: Path) -> set[str]:
    """The pages of ids."""
    found = (path for kind in FOLDERS.values() for path in folder.glob(f"{kind}/*/index.html"))
    return {path.parent.relative_to(folder).as_posix() for path in found}


def _files(folder: Path) -> set[str]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix() for path in paths}


def _same(one: Path, other: Path) -> bool:
    """Whether two sites were built from the same; then they differ in evidence alone."""
    return cmp(one / "build.json", other / "build.json", shallow=False)


def _placed(site: Path, tree: Path, version: str) -> Path:
    """The folder of a version, to which the site is copied: all of it, or nothing."""
    home, new, old = tree / version, tree / f".{version}.new", tree / f".{version}.old"
    for path in (new, old):
        shutil.rmtree(path, ignore_errors=True)
    if home.exists() and _same(site, home):
        return home
    shutil.copytree(site, new)
    if home.exists():
        home.rename(old)
    new.rename(home)
    shutil.rmtree(old, ignore_errors=True)
    return home


def _replace(source: Path, target: Path) -> None:
    """Copies a file if it differs; nobody ever sees half of it."""
    if not target.exists() or not cmp(source, target, shallow=False):
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name}.new")
        shutil.copyfile(source, beside)
        beside.replace(target)


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(target)


def _entry(version: str, listed: Sequence[str]) -> dict[str, object]:
    aliases = ["latest"] if version == listed[0] else []
    return {"version": version, "title": version, "aliases": aliases}


def _page(listed: Sequence[str]) -> str:
    """The list of versions for people."""
    items = "".join(f'<li><a href="../{escape(each)}/">{escape(each)}</a></li>' for each in listed)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Versions</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head><body>'
        f'<h1>Versions</h1><p><a href="../">The latest one</a></p><ul>{items}</ul></body></html>\n'
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Is the command; it exits with a message if a site is refused."""
    parser = argparse.ArgumentParser(
        "python -m lrproof.site.publish",
        description="Add a built site to a tree of what is published.",
    )
    parser.add_argument("site", type=Path, help="the folder of the built site")
    parser.add_argument("--into", type=Path, required=True, help="the folder of what is published")
    parser.add_argument("--version", required=True, help="the version, as it was built")
    parser.add_argument("--again", action="store_true", help="replace it if it was published")
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        publish(given.site, given.into, str(Version(given.version)), again=given.again)
    except (InvalidVersion, Refused) as error:
        parser.exit(1, f"{error}\n")


if __name__ == "__main__":
    main()
