"""A derivation that somebody wrote: each line against the one before, and the first wrong one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lrproof.conventions import Choice, choose
from lrproof.evidence import Step, Verdict
from lrproof.prove import judge
from lrproof.setting import Setting
from lrproof.settings import SETTINGS
from lrproof.tex import Misfit, ReadError, Reading, Relation, read

POINTS = 32


@dataclass(frozen=True)
class Report:
    """What was found about a derivation.

    Attributes:
        setting: What its symbols were taken to stand for.
        guessed: Whether the setting was guessed from the symbols.
        steps: One for each relation, in reading order.
        reading: The text, as it was read.
        assumptions: What was assumed of its conventions, in sentences.
    """

    setting: Setting
    guessed: bool
    steps: tuple[Step, ...]
    reading: Reading
    assumptions: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[ReadError, ...]:
        """What could not be read and stands in no relation."""
        return self.reading.errors

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
    chosen = Choice(given, read(text, given.vocabulary)) if given else choose(text)
    relations = chosen.reading.relations
    steps = judge(relations, chosen.setting, seed=seed, points=POINTS)
    judged = tuple(
        replace(step, verdict=Verdict.REFUTED, message=str(misfit)) if misfit else step
        for step, misfit in zip(steps, _misfits(relations), strict=True)
    )
    return Report(chosen.setting, given is None, judged, chosen.reading, chosen.assumptions)


def _misfits(relations: Sequence[Relation]) -> Iterator[ReadError | None]:
    """For each relation the shapes that do not fit in it, where it has the first such side."""
    seen: set[int] = set()
    for relation in relations:
        errors = [
            side.error
            for side in (relation.left, relation.right)
            if isinstance(side.error, Misfit) and side.start not in seen
        ]
        seen |= {relation.left.start, relation.right.start}
        yield next(iter(errors), None)
