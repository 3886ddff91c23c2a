"""What goes to the package index: all that is needed, and the same files from the same commit."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import lrproof
from tests.built import ROOT


def built(folder: Path) -> tuple[Path, Path]:
    """The wheel and the archive of the sources."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--directory", str(folder)],
        cwd=ROOT,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1790000000"},
        check=True,
        capture_output=True,
    )
    sources, wheel = sorted(folder.iterdir(), key=lambda path: path.suffix)
    return wheel, sources


def test_two_builds_are_the_same_and_hold_what_is_needed(tmp_path: Path) -> None:
    wheel, sources = built(tmp_path / "one")
    for one, other in zip((wheel, sources), built(tmp_path / "two"), strict=True):
        assert one.read_bytes() == other.read_bytes()

    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        archive.extractall(tmp_path / "installed")
    for name in ("py.typed", "_docs/ids.txt", "site/theme/main.html", "site/cards.typ"):
        assert f"lrproof/{name}" in names
    assert {name.partition("/")[0] for name in names} <= {
        "lrproof",
        f"lrproof-{lrproof.__version__}.dist-info",
    }
    code = "from lrproof.citation import docs; from lrproof import cite; print(docs().name);"
    done = subprocess.run(
        [sys.executable, "-c", code + "print(cite('loss-by-weight'))"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.startswith("_docs\nhttps://")

    with tarfile.open(sources) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files"], check=False, capture_output=True, text=True
    )
    assert set(listed.stdout.splitlines()) <= held
