"""The verdict: which convention a function follows, and whether it is right in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

import numpy as np

from lrproof.gradient.agreement import (
    HALF,
    ROUNDED,
    WRONG,
    Observed,
    Part,
    Standard,
    ThisCost,
    Truth,
    parts,
)
from lrproof.gradient.conventions import ELEMENTWISE, Convention
from lrproof.gradient.data import CONFIDENT, EXTREME, MODERATE, SMALL, Dataset
from lrproof.gradient.diagnosis import NAMES, Diagnosis, diagnose
from lrproof.gradient.newton import NewtonStep, is_newton, right_steps, wrong_steps
from lrproof.gradient.readings import every, usual
from lrproof.gradient.report import GradientReport
from lrproof.gradient.returned import Called, Finding, Returned
from lrproof.gradient.showing import with_expected
from lrproof.gradient.usable import NOT_GIVEN, failure, require_same_twice, usable_ways
from lrproof.gradient.words import Words

__all__ = ["judge"]

TRIED = 24
"""Ways to call a function."""
EXPLAINED = 8
"""Ways to call and conventions in which an explanation is looked for."""
SCALED = frozenset({"log-ten", "extra-half", "factor-two", "missing-mean", "wrong-count",
                    "penalty-doubled", "penalty-not-averaged", "penalty-halved",
                    "penalty-on-bias"})  # fmt: skip
"""What is a convention rather than a mistake, if the gradient follows it."""
BY_DIFFERENCES = (
    "It is none of the usual costs, so the gradient was compared with differences of this cost."
)


@np.errstate(all="ignore")
def judge(
    function: str,
    callings: Iterable[Called],
    cost_callings: Iterable[Called] = (),
    text: str = "",
    given: Mapping[str, str] | None = None,
) -> GradientReport:
    """Judges a function.

    Args:
        function: Its name.
        callings: Plausible ways to call it, most plausible first.
        cost_callings: Plausible ways to call the cost that goes with it, if one is given.
        text: What its author says: names, docstrings, comments, of the cost too.
        given: What the user says about the convention, by the names of its fields.

    Returns:
        The verdict in the convention that fits best.
    """
    words = replace(Words.of(f"{function} {text}"), given=tuple((given or {}).items()))
    costs: list[Observed] = []
    tried = list(islice(callings, TRIED))
    try:
        usable = usable_ways(tried, words)
        require_same_twice(usable[0])
    except Finding as finding:
        return failure(function, finding, tried)
    try:
        costs = usable_ways(islice(cost_callings, TRIED), words)
    except Finding as finding:
        if finding.mistake != NOT_GIVEN:
            return failure(function, finding, tried, "The cost: ")
    return Judging(function, words, usable, costs).report()


@dataclass(frozen=True, eq=False)
class Choice:
    """A way to call the function, and what it is compared with."""

    observed: Observed
    truth: Truth
    convention: Convention

    def parts(self, data: Dataset) -> list[Part]:
        """What was returned beside what was expected."""
        return parts(self.observed, self.truth, data)

    def wrong(self) -> set[str]:
        """The names of the parts that are wrong at ordinary logits, or vanish at large ones.

        Raises:
            Finding: If nothing can be compared at ordinary logits.
        """
        found, rounded = set(), True
        for data in MODERATE:
            here = self.parts(data)
            found |= {part.name for part in here if not part.right().all()}
            rounded = rounded and all((part.error <= ROUNDED).all() for part in here)
            if found and data is MODERATE[0]:
                return found
        for part in (part for data in CONFIDENT for part in self.at_large_logits(data)):
            if part.name in ("dw", "db") and part.vanishes(single=not rounded):
                found.add(part.name)
        return found

    def right_in(self, *names: str) -> bool:
        """Whether these parts are right, or all if none is named."""
        try:
            wrong = self.wrong()
        except Finding:
            return False
        return not (wrong.intersection(names) if names else wrong)

    def at_large_logits(self, data: Dataset) -> list[Part]:
        """The parts, none of them if there are none."""
        try:
            return self.parts(data)
        except Finding:
            return []


@dataclass(frozen=True, eq=False)
class Judging:
    """The search for the convention in which a function is right, or nearly so."""

    function: str
    words: Words
    usable: Sequence[Observed]
    costs: Sequence[Observed]

    def report(self) -> GradientReport:
        """The verdict."""
        first = self.usable[0].call(MODERATE[0])
        if first.value is not None:
            return self._best(self._elementwise())
        if first.dw is None and first.db is None:
            return self._best(self._usual(self.usable))
        if is_newton(self.function):
            step = self._newton()
            if step:
                return step
        beside = list(self._with_costs())
        if not beside:
            return self._best(self._usual(self.usable))
        alone = [one for one in self.usable if one.call(MODERATE[0]).cost is None]
        alone = [] if self.costs else alone
        if alone:
            # A number may be the cost or the derivative by the bias: what is right decides.
            for choice in self._usual(alone):
                if choice.right_in():
                    return self._right(choice)
        return self._beside_cost(beside, alone)

    def _elementwise(self) -> Iterator[Choice]:
        for observed in self.usable:
            if observed.call(MODERATE[0]).value is not None:
                loss = observed.convention.loss
                named = loss if loss in ELEMENTWISE else "sigmoid"
                convention = replace(observed.convention, loss=named, reduction=None)
                yield Choice(observed, Standard(convention), convention)

    def _usual(self, usable: Iterable[Observed]) -> Iterator[Choice]:
        for observed in usable:
            for convention in self._conventions(observed):
                yield Choice(observed, Standard(convention), convention)

    def _newton(self) -> GradientReport | None:
        """The verdict about a step of Newton's method, unless nothing is recognised."""
        conventions = [
            (observed, convention)
            for observed in self.usable
            for convention in self._conventions(observed)
        ]
        for observed, convention in conventions:
            for step in right_steps(convention):
                choice = Choice(observed, step, convention)
                if choice.right_in():
                    what = f"a step of Newton's method for the {convention.formula()}"
                    return self._report(choice, (f"{self.function} is right: it is {what}",), ())
        for observed, convention in conventions:
            for mistake, words, wrong in wrong_steps(convention):
                if Choice(observed, wrong, convention).right_in():
                    choice = Choice(observed, NewtonStep(convention), convention)
                    what = f"a step of Newton's method for the {convention.formula()}"
                    head = f"{self.function} is not {what}"
                    return self._report(choice, (head, words), (mistake,))
        return None

    def _with_costs(self) -> Iterator[Observed]:
        """The gradient with its own cost, or with the given one in the same convention."""
        for observed in self.usable:
            if observed.call(MODERATE[0]).cost is not None:
                yield observed
                continue
            mine = observed.convention
            for cost in self.costs:
                other = cost.convention
                if (mine.labels, mine.parameters) != (other.labels, other.parameters):
                    continue
                if cost.call(MODERATE[0]).cost is not None:
                    yield Observed(observed.called, cost)

    def _best(self, choices: Iterable[Choice]) -> GradientReport:
        """The first choice that is right, else the one whose mistake is the most plausible."""
        tried = []
        for choice in choices:
            if choice.right_in():
                return self._right(choice)
            tried.append(choice)
        return self._wrong(tried)

    def _beside_cost(
        self, usable: Sequence[Observed], alone: Sequence[Observed] = ()
    ) -> GradientReport:
        """The gradient of this cost is what is expected, unless the cost is what is wrong."""
        matched = []
        for observed in usable:
            convention = self._cost_of(observed)
            if convention is not None:
                choice = Choice(observed, Standard(convention), convention)
                if choice.right_in():
                    return self._right(choice)
                matched.append(choice)
        if any(choice.convention in self._conventions(choice.observed) for choice in matched):
            return self._wrong(matched)
        if not matched:
            for observed in usable:
                choice = Choice(observed, self._own(observed), observed.convention)
                if choice.right_in("dw", "db"):
                    return self._right_of_this_cost(choice)
        for choice in self._usual(usable):
            if choice.right_in("dw", "db", "hessian"):
                return self._wrong([choice, *self._usual(alone)])
        return self._wrong(matched or [*self._usual(alone), *self._usual(usable)])

    def _conventions(self, observed: Observed) -> list[Convention]:
        return usual(observed.convention, self.words)

    def _own(self, observed: Observed) -> ThisCost:
        return ThisCost(observed, observed.convention.loss == "softmax")

    def _cost_of(self, observed: Observed) -> Convention | None:
        """The standard cost that has these values."""
        for convention in every(observed.convention, self.words):
            if _is_cost(observed, convention):
                return convention
        return None

    def _right(self, choice: Choice) -> GradientReport:
        what = _what(choice.observed.call(MODERATE[0]))
        spoiled = choice.observed.call(MODERATE[0]).spoiled
        found = "returns" if spoiled else "is right: it is"
        message = f"{self.function} {found} {what}{choice.convention.formula()}."
        return self._report(choice, (message,), ())

    def _right_of_this_cost(self, choice: Choice) -> GradientReport:
        """The cost is none of the standard ones; if it is a known mistake, that is said."""
        observed = choice.observed
        for convention in self._conventions(observed):
            found = diagnose(observed, convention, only="cost")
            if not found.unexplained and found.steps == 1 and found.mistakes:
                if SCALED.isdisjoint(found.mistakes[:1]):
                    consistent = "the gradient belongs to that cost, and is as wrong as it is"
                    wrong = Choice(observed, Standard(convention), convention)
                    return self._report(wrong, (*found.sentences, consistent), found.mistakes)
                break
        message = f"{self.function} is the gradient of this cost. {BY_DIFFERENCES}"
        return self._report(choice, (message,), ())

    def _wrong(self, choices: Sequence[Choice]) -> GradientReport:
        """The report on the choice that the fewest mistakes explain."""
        best: tuple[tuple[int, int, int], Choice, Diagnosis] | None = None
        failed: Finding | None = None
        for order, choice in enumerate(choices[:EXPLAINED]):
            try:
                found = diagnose(choice.observed, choice.convention)
            except Finding as finding:
                failed = failed or finding
                continue
            key = (found.unexplained, found.steps, order)
            if best is None or key < best[0]:
                best = key, choice, found
            if key[:2] == (0, 1):
                break
        if best is None:
            return failure(self.function, failed or Finding(NOT_GIVEN, "It cannot be called."))
        _, choice, found = best
        wrong = choice.wrong()
        if not found.sentences:
            lost = " and ".join(NAMES[name] for name in sorted(wrong))
            message = (
                f"{self.function} is right at ordinary logits, but for confident ones, where the "
                f"gradient is about a millionth, this is lost: {lost}. Is something rounded?"
            )
            return self._report(choice, (message,), ())
        if found.unexplained and "cost" in wrong and len(wrong) > 1:
            # Neither is known: the gradient is compared with this cost.
            own = replace(choice, truth=self._own(choice.observed))
            if own.wrong():
                message = f"{self.function} is not the gradient of this cost. {BY_DIFFERENCES}"
                return self._report(own, (message, *found.sentences), found.mistakes)
        what = _what(choice.observed.call(MODERATE[0]))
        formula = choice.convention.formula()
        if wrong == {"cost"} and what != "the ":
            head = f"the cost is not the {formula}, but {self.function} is the gradient of that"
        else:
            head = f"{self.function} is not {what}{formula}"
        return self._report(choice, (head, *found.sentences), found.mistakes)

    def _report(
        self, choice: Choice, sentences: Sequence[str], mistakes: tuple[str, ...]
    ) -> GradientReport:
        """The report, with what is found besides: changed arguments, digits, large logits."""
        first = choice.observed.call(MODERATE[0])
        wrong = choice.wrong()
        if any(not np.isfinite(part.returned).all() for part in choice.parts(MODERATE[0])):
            mistakes = tuple(dict.fromkeys([*mistakes, "not-finite"]))
        if first.changed:
            names = ", ".join(first.changed)
            changes = f"It changes its arguments: {names}. Work on a copy."
            if first.spoiled:
                changes = f"{changes} The next call with them returns something else."
                mistakes = ("changes-its-arguments", *mistakes)
            sentences = (*sentences, changes)
        data = _smallest(choice, wrong)
        verdict: Literal["right", "wrong"] = "wrong" if wrong or first.spoiled else "right"
        entries = tuple(entry for part in choice.parts(data) for entry in part.entries())
        called = shown = choice.observed.called
        printed = entries
        if choice.observed.cost:
            # The gradient and its cost are two functions: the wrong one is called.
            about_cost = wrong == {"cost"}
            shown = choice.observed.cost.called if about_cost else called
            printed = tuple(entry for entry in entries if (entry.name == "cost") == about_cost)
        return GradientReport(
            self.function,
            choice.convention,
            verdict,
            " ".join(_sentence(words) for words in sentences),
            entries,
            mistakes,
            with_expected(shown.code(data), printed, choice.convention.parameters),
            data,
            tuple(_remarks(choice, first)),
            called.words,
        )


def _is_cost(observed: Observed, convention: Convention) -> bool:
    """Whether the costs that were returned are those of a convention."""
    try:
        for data in MODERATE:
            returned = observed.call(data)
            expected, size = convention.cost_and_size(returned.of(data))
            if returned.cost is None or not abs(returned.cost - expected) <= WRONG * size:
                return False
    except Finding:
        return False
    return True


def _what(returned: Returned) -> str:
    if returned.value is not None:
        return "the "
    if returned.dw is not None or returned.db is not None:
        more = " and the Hessian" if returned.hessian is not None else ""
        return f"the gradient{more} of the "
    return "the Hessian of the " if returned.hessian is not None else "the "


def _sentence(words: str) -> str:
    """With a capital, unless it begins with the name of a function, and with a full stop."""
    begin = words[:1].upper() if words.split(" ")[0] in {"the", "right:", "what"} else words[:1]
    return f"{begin}{words[1:]}{'' if words.endswith(('.', '?')) else '.'}"


def _smallest(choice: Choice, wrong: set[str]) -> Dataset:
    """The smallest dataset at which the same parts are wrong."""
    for given in (*SMALL, *MODERATE, *CONFIDENT):
        try:
            data = choice.observed.call(given).of(given)
            here = choice.parts(data)
        except Finding:
            continue
        if wrong <= {part.name for part in here if not part.right().all()}:
            return data
    return MODERATE[0]


def _remarks(choice: Choice, first: Returned) -> Iterator[str]:
    """What is worth knowing although it is no mistake."""
    error = max(float(part.error.max()) for data in MODERATE for part in choice.parts(data))
    if ROUNDED < error <= (HALF if first.dtype == "float16" else WRONG):
        yield (
            f"The numbers agree to {error:.0e} only: "
            + (f"the result is {first.dtype}." if first.dtype != "float64" else "something rounds "
               "them, or a small number was added to avoid a division by 0.")
        )  # fmt: skip
    for data in EXTREME:
        lost = [
            part.name
            for part in choice.at_large_logits(data)
            if not np.isfinite(part.returned).all()
        ]
        if lost:
            named = " and ".join(NAMES[name] for name in lost)
            yield (
                f"At logits of several hundred {named} is no number: an exponential overflows. "
                "lrproof.logistic computes it without."
            )
