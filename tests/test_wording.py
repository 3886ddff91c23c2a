"""Formulas as plain text and in words: of every equation and mistake, and without ambiguity."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from lrproof.catalogue import scan
from lrproof.wording import plain, words

FOUND = scan(Path(__file__).parent.parent / "docs")
STATED = {entry.id: entry for entry in (*FOUND.entries.values(), *FOUND.mistakes.values())}


@pytest.mark.parametrize("say", [plain, words])
def test_every_equation_and_mistake_can_be_written_and_said(say: Callable[[str], str]) -> None:
    for name, entry in STATED.items():
        said = say(entry.tex)
        assert said, name
        assert not re.search(r"[\\$]", said), name
