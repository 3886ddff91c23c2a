"""The shape that is written under a factor is the one that the reader finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lrproof.catalogue import scan
from lrproof.setting import Setting
from lrproof.settings import SETTINGS
from lrproof.tex import read

ENTRIES = {
    name: entry
    for name, entry in scan(Path(__file__).parent.parent / "docs").entries.items()
    if r"\underbrace" in entry.tex
}
ONES = re.compile(r"\\mathbf 1(?!_)")


def group(tex: str, start: int) -> str:
    """What stands in the braces that open here."""
    depth = 0
    for at in range(start, len(tex)):
        depth += {"{": 1, "}": -1}.get(tex[at], 0)
        if not depth:
            return tex[start + 1 : at]
    raise AssertionError(f"never closed: {tex[start:]}")


def written(tex: str) -> Iterator[tuple[str, str]]:
    """Each factor above a brace, and the shape below it: n×m."""
    for found in re.finditer(r"\\underbrace(?=\{)", tex):
        factor = group(tex, found.end())
        below = found.end() + len(factor) + 2
        assert tex.startswith("_{", below), factor
        yield factor, re.sub(r"\s*\\times\s*", "×", group(tex, below + 1))


def shape(factor: str, setting: Setting) -> str:
    """The shape of a factor, as it is written below it; ? where the context decides."""
    reading = read(f"{factor} = {factor}", setting.vocabulary)
    assert not reading.errors
    side = reading.sides[0]
    assert side.error is None, side.error
    return "×".join(f"({size}1)" if size.endswith("+") else size for size in side.shape)


def wrong(tex: str, setting: Setting) -> list[str]:
    """What is written under a factor and is not its shape."""
    found = []
    for factor, below in written(tex):
        actual = shape(factor, setting)
        if "?" in actual:
            # How long a column of ones is, the whole formula knows.
            length = next(size for size in below.split("×") if size != "1")
            told = rf"\\mathbf 1_{{{length.strip('()')}}}"
            reading = read(ONES.sub(told, tex), setting.vocabulary)
            if reading.errors or any(side.error for side in reading.sides):
                found.append(f"{factor}: {below}")
            actual = actual.replace("?", length)
        if actual != below:
            found.append(f"{factor}: {below}, but it is {actual}")
    return found


def test_the_pages_write_shapes() -> None:
    assert {"gradient-matrix", "gradient-bias-column", "gradient-columns"} <= set(ENTRIES)
    assert sum(len(list(written(entry.tex))) for entry in ENTRIES.values()) > 40


@pytest.mark.parametrize("name", ENTRIES)
def test_the_shape_under_a_factor_is_its_own(name: str) -> None:
    assert not wrong(ENTRIES[name].tex, ENTRIES[name].setting)


@pytest.mark.parametrize("name", ENTRIES)
def test_a_shape_that_is_turned_around_is_noticed(name: str) -> None:
    entry = ENTRIES[name]
    for factor, below in written(entry.tex):
        turned = "×".join(reversed(below.split("×")))
        if turned != below:
            old, new = (text.replace("×", r"\times ") for text in (below, turned))
            changed = re.sub(r"\\times\s*", r"\\times ", entry.tex)
            under = re.sub(r"\\times\s*", r"\\times ", factor)
            changed = changed.replace(rf"{{{under}}}_{{{old}}}", rf"{{{under}}}_{{{new}}}")
            assert wrong(changed, entry.setting), (factor, turned)


@pytest.mark.parametrize("length", ["n", "n+1"])
def test_ones_of_another_length_are_noticed(length: str) -> None:
    tex = rf"z = Xw+b\,\underbrace{{\mathbf 1}}_{{{length}\times 1}}"
    if "+" in length:
        tex = tex.replace("n+1", "(n+1)")
    assert wrong(tex, SETTINGS["dataset"])
