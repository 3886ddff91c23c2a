"""Derivations in many conventions: the right one is found, said, and makes nothing wrong right.

In the data a derivation has a name, what must be assumed, its text, and changes that make it
wrong: the row, a piece of the text, and what is written for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from lrproof import check_derivation

DATA = Path(__file__).parent / "data"
_WRONG = re.compile(r"^wrong (?P<row>\d+): (?P<old>.*?) ⇒ ?(?P<new>.*)\n", re.MULTILINE)
_ASSUMED = re.compile(r"^assumed: (.*)\n", re.MULTILINE)


@dataclass(frozen=True)
class Sample:
    """A right derivation, and what makes it wrong."""

    name: str
    text: str
    assumed: tuple[str, ...]
    wrong: tuple[tuple[int, str, str], ...]

    def __str__(self) -> str:
        return self.name


def samples(file: str) -> list[Sample]:
    found = []
    for part in (DATA / file).read_text(encoding="utf-8").split("## ")[1:]:
        name, _, body = part.partition("\n")
        wrong = [
            (int(match["row"]), match["old"].replace("⏎", "\n"), match["new"].replace("⏎", "\n"))
            for match in _WRONG.finditer(body)
        ]
        text = _WRONG.sub("", _ASSUMED.sub("", body)).strip()
        found.append(Sample(name, text, tuple(_ASSUMED.findall(body)), tuple(wrong)))
    return found


COURSES = samples("courses.txt")
SAMPLES = samples("conventions.txt")
WRONG = [(sample, *change) for sample in SAMPLES for change in sample.wrong][::2]
WRONG += [(sample, *change) for sample in COURSES for change in sample.wrong]


@pytest.mark.parametrize("sample", SAMPLES + COURSES, ids=str)
def test_a_right_derivation_holds_and_what_was_assumed_is_said(sample: Sample) -> None:
    report = check_derivation(sample.text, seed=1)
    assert report.holds is True
    for sentence in sample.assumed:
        assert any(sentence in said for said in report.assumptions)


@pytest.mark.parametrize(("sample", "row", "old", "new"), WRONG)
def test_no_convention_makes_a_wrong_line_right(
    sample: Sample, row: int, old: str, new: str
) -> None:
    assert old in sample.text
    report = check_derivation(sample.text.replace(old, new, 1), seed=1)
    assert report.holds is False
    assert report.first_wrong is not None
    assert report.first_wrong.row == row


def test_a_cost_of_the_text_s_own_is_said_to_be_one() -> None:
    common = r"L = -y \log_{10} f - (1-y) \log_{10}(1-f)"
    own = "L is what the text says, where that differs from what is usual"
    assert own in check_derivation(common).assumptions
    assert own not in check_derivation(common.replace("_{10}", "")).assumptions
