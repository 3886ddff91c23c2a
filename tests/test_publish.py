"""Publishing: what stands at the root, what stays, and what is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from lrproof.citation import UNSET
from lrproof.site.links import broken, pages
from lrproof.site.publish import Refused, main, publish, versions

BASE = "https://here.example/sub/"


def built(folder: Path, version: str, *names: str, text: str = "", **facts: object) -> Path:
    """A small site with a page for each name, each with a picture of its own."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("", *names):
        (folder / name).mkdir(parents=True)
        page = f'<p>{version} {text}<img src="a.svg"><link rel="canonical" href="{BASE}{name}">'
        (folder / name / "index.html").write_text(page)
        (folder / name / "a.svg").write_text(version)
    said = {
        "lrproof": version,
        "site": BASE,
        "commit": "0123",
        "clean": True,
        "inputs": text,
        **facts,
    }
    (folder / "build.json").write_text(json.dumps(said))
    return folder


def content(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_latest_stands_at_the_root_and_all_stay(tmp_path: Path) -> None:
    tree, site = tmp_path / "tree", tmp_path / "site"
    (tree / "mine").mkdir(parents=True)
    (tree / "mine/CNAME").write_text("here.example")
    (tree / ".git").mkdir()
    publish(built(site, "0.9.0", "equation/x/", "old/"), tree, "0.9.0")
    first = content(site)
    assert content(tree / "0.9.0") == first
    assert first.items() <= content(tree).items()
    publish(built(site, "0.10.0", "equation/x/", "equation/y/"), tree, "0.10.0")
    second = content(site)
    assert content(tree / "0.9.0") == first
    assert content(tree / "0.10.0") == second
    assert second.items() <= content(tree).items()
    assert not (tree / "old/index.html").exists()
    # A late correction of an old version changes nothing at the root.
    publish(built(site, "0.9.1", "equation/x/"), tree, "0.9.1")
    assert second.items() <= content(tree).items()
    assert versions(tree) == ["0.10.0", "0.9.1", "0.9.0"]
    listed = json.loads((tree / "versions.json").read_text())
    assert [each["aliases"] for each in listed] == [["latest"], [], []]
    assert (tree / "mine/CNAME").read_text() == "here.example"
    assert (tree / ".git").exists()
    assert not list(tree.rglob("*.new")) + list(tree.rglob(".*.old"))
    # The copy of a page that is gone says where the latest one would be.
    found = broken(tree, BASE, pages(tree))
    assert {each.partition(": ")[2] for each in found} == {f"{BASE}old/"}


@pytest.mark.parametrize(
    ("version", "names", "facts", "why"),
    [
        ("2.0", ["equation/x/"], {"lrproof": "2.1"}, "from version 2.1, not 2.0"),
        ("2.0", ["equation/x/"], {"site": UNSET}, "LRPROOF_SITE_URL"),
        ("2.0", ["equation/x/"], {"text": UNSET}, "LRPROOF_SITE_URL"),
        ("2.0", ["equation/x/"], {"clean": False}, "commit all changes"),
        ("2.0", ["equation/x/"], {"commit": ""}, "commit all changes"),
        ("2.0", [], {}, "permanent, and the site lacks them: equation/x"),
        ("2.0", ["equation/x/"], {"text": '<a href="y/">'}, "leads nowhere: equation/x/: y/"),
        ("1.0", ["equation/x/"], {"text": "other"}, "--again"),
    ],
)
def test_what_may_not_be_published_is_refused(
    version: str, names: list[str], facts: dict[str, str], why: str, tmp_path: Path
) -> None:
    tree, site = tmp_path / "tree", tmp_path / "site"
    publish(built(site, "1.0", "equation/x/"), tree, "1.0")
    before = content(tree)
    with pytest.raises(Refused) as refused:
        publish(built(site, version, *names, **facts), tree, version)
    assert why in str(refused.value)
    assert content(tree) == before


def test_the_same_may_be_published_again(tmp_path: Path) -> None:
    tree, site = tmp_path / "tree", tmp_path / "site"
    command = [str(site), "--into", str(tree), "--version", "1.0"]
    main([str(built(site, "1.0", "equation/x/")), *command[1:]])
    before = content(tree)
    # Another build of the same differs in evidence, and is not needed.
    (site / "index.html").write_text("other points")
    main(command)
    assert content(tree) == before
    built(site, "1.0", "equation/x/", text="other")
    with pytest.raises(SystemExit):
        main(command)
    main([*command, "--again"])
    assert content(site).items() <= content(tree).items()
    assert content(site) == content(tree / "1.0")
    for wrong in ("../x", "latest"):
        with pytest.raises(SystemExit):
            main([*command[:-1], wrong])
    (site / "build.json").unlink()
    with pytest.raises(SystemExit):
        main([*command, "--again"])


@pytest.mark.parametrize("last", range(1, 9))
def test_who_is_interrupted_starts_again(
    last: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree, site = tmp_path / "tree", tmp_path / "site"
    publish(built(site, "1.0", "equation/x/", "old/"), tree, "1.0")
    built(site, "2.0", "equation/x/")
    whole = tmp_path / "whole"
    shutil.copytree(tree, whole)
    publish(site, whole, "2.0")
    count = 0

    def interrupted(path: Path, target: Path) -> None:
        nonlocal count
        count += 1
        if count == last:
            raise KeyboardInterrupt
        shutil.move(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", interrupted)
        patched.setattr(Path, "rename", interrupted)
        try:
            publish(site, tree, "2.0")
        except KeyboardInterrupt:
            assert all(content(tree).values())
    publish(site, tree, "2.0")
    assert content(tree) == content(whole)
    assert count >= last
