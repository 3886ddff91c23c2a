"""A derivation that somebody wrote: each line against the one before, and the first wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lrproof.evidence import Step, Verdict
from lrproof.prove import judge
from lrproof.setting import Setting
from lrproof.settings import SETTINGS
from lrproof.settings.logistic import with_variable
from lrproof.tex import ReadError, Reading, read

POINTS = 32
_LETTERS = "zxtusva"


@dataclass(frozen=True)
class Report:
    """What was found about a derivation.

    Attributes:
        setting: What its symbols were taken to stand for.
        guessed: Whether the setting was guessed from the symbols.
        steps: One for each relation, in reading order.
        errors: What could not be read and stands in no relation.
    """

    setting: Setting
    guessed: bool
    steps: tuple[Step, ...]
    errors: tuple[ReadError, ...]

    @property
    def first_wrong(self) -> Step | None:
        """The first relation that is refuted.

        A guessed setting in which an earlier line cannot be read refutes nothing: it may be
        another one that is meant.
        """
        unread = [error.line for error in self.errors]
        for step in self.steps:
            if step.verdict == Verdict.UNREAD:
                unread.append(step.line)
            if step.verdict == Verdict.REFUTED:
                doubtful = self.guessed and min(unread, default=step.line) < step.line
                return None if doubtful else step
        return None

    @property
    def holds(self) -> bool | None:
        """True if every line holds, False if one is refuted, None if that is not known."""
        if self.first_wrong:
            return False
        if self.errors or not self.steps:
            return None
        return True if all(step.verdict.holds for step in self.steps) else None


def check_derivation(
    text: str, setting: Setting | str | None = None, *, seed: int | None = None
) -> Report:
    r"""Checks a derivation line by line.

    Args:
        text: TeX, or any text with TeX between `$$`, `\[ \]`, in a math fence or an environment.
        setting: What the symbols stand for, by name; guessed from the symbols without it.
        seed: For the points of floating point; fresh ones without it.

    Raises:
        KeyError: There is no setting with this name.

    Examples:
        >>> report = check_derivation(r"\frac{\partial L}{\partial w} = (y - f)\,x")
        >>> report.holds, report.first_wrong.row, report.setting.title
        (False, 1, 'one example with one feature')
    """
    given = SETTINGS[setting] if isinstance(setting, str) else setting
    chosen, reading = (given, read(text, given.vocabulary)) if given else _guess(text)
    steps = judge(reading.relations, chosen, seed=seed, points=POINTS)
    return Report(chosen, given is None, steps, reading.errors)


def _guess(text: str) -> tuple[Setting, Reading]:
    """The first setting in which all can be read, or the one in which most can."""
    best: tuple[tuple[int, int], Setting, Reading] | None = None
    for setting in _candidates(text):
        reading = read(text, setting.vocabulary)
        errors = [*reading.errors, *(side.error for side in reading.sides if side.error)]
        # Among equals, the setting in which the first error comes last.
        rank = len(errors), -min((error.start for error in errors), default=0)
        if best is None or rank < best[0]:
            best = rank, setting, reading
        if not errors:
            break
    assert best is not None
    return best[1:]


def _candidates(text: str) -> Iterator[Setting]:
    """Settings from the simplest on; one real variable may have any of a few letters.

    A penalty makes another cost, so a text with a λ is tried with one.
    """
    present = set(re.findall(r"[a-zA-Z]", re.sub(r"\\[a-zA-Z]+", " ", text)))
    yield from (with_variable(letter) for letter in _LETTERS if letter in present)
    dataset = "regularized" if r"\lambda" in text or "λ" in text else "dataset"
    yield from (SETTINGS[name] for name in ("feature", "example", dataset))
