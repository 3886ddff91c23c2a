"""How a function is called: which argument is what, found by names first and then by trying."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice, permutations
from typing import Any

import numpy as np

from lrproof.gradient.calling import Argument, Calling, example
from lrproof.gradient.conventions import OF_CLASSES, Convention, Labels, Layout
from lrproof.gradient.data import MODERATE
from lrproof.gradient.forms import PLACES, Form, Place, forms
from lrproof.gradient.methods import with_state
from lrproof.gradient.results import readings
from lrproof.gradient.returned import Finding, Returned
from lrproof.gradient.roles import goal, loss_of_name, role, roles
from lrproof.gradient.source import Source
from lrproof.gradient.watching import Clock

__all__ = ["PROBE", "Hints", "callings"]

PROBE = MODERATE[0]
"""Seven examples with four features: every size differs from every other."""
TRIED = 40
"""Guesses of what the arguments are."""
KEPT = 4
"""How many ways to call are kept of a function that works in none."""
_CLASSES = (
    r"softmax|multinomial|multi_?-?class|one_?-?hot|num_classes|n_classes|range\([^\n]*\)\s*,\s*y"
    r"|(?s:\bexp\(.*/\s*(?:[\w.]+\([^()\n]*\)\.|\w+\.)?sum\()|\.max\(axis|np\.max\("
)
_BINARY = r"sigmoid|expit|1\.?0?\s*/\s*\(\s*1|logaddexp|log1p"
_OF_WEIGHTS = r"(?:theta|\bw|beta|coef|grad|\bg|temp|tmp|reg|mask|shrink|penal)\w*"
_FIRST = (
    rf"{_OF_WEIGHTS}\[\s*0\s*\]|(?<!shape)\[\s*1\s*:\s*\]"
    r"|np\.(?:r|c|h|v)\w*[\[(]+\s*(?:np\.)?(?:ones|0)"
)
_LAST = r"\[\s*:\s*-\s*1\s*\]|\[\s*-\s*1\s*\]|ones[^\n]*\)\s*\)?\s*[\])]\s*$"
_COLUMNS = (
    r"(?i)\(\s*[a-z_]*(?:m|n|n_x|d|examples|samples|features)\s*(?:\+\s*1)?\s*,\s*1\s*\)"
    r"|column[ -]vector|\b2-?d\b|np\.(?:as)?mat(?:rix)?\("
)
_ONES = r"(?i)column of (?:ones|1s)|ones column|np\.ones|intercept (?:term|column)"
_NO_BIAS = r"(?i)\b(?:no|without|has no|any)\s+(?:an?\s+)?(?:bias|intercept)"
_PENALISED = r"(?i)regulari|penal|ridge|_reg\b|\bl2\b"
_SIGNED = (
    r"(?:exp|expit|sigmoid|logaddexp|log1p)\([^()\n]*-?\s*\b(?:y\w*|margins?)\s*[*)]"
    r"|\b(?:yz|margins?|q)\s*="
)
"""The label multiplies the logit."""
_PLACEHOLDER = r"(?i)unused|placeholder|not used|ignored"
_ORDERS = (
    ("X", "y", "w", "b"), ("w", "b", "X", "y"), ("w", "X", "y"), ("X", "y", "w"),
    ("X", "y", "w", "b", "strength"), ("w", "b", "X", "y", "strength"),
    ("w", "X", "y", "strength"), ("X", "y", "w", "strength"), ("X", "w", "b"), ("w", "b", "X"),
    ("X", "w"), ("w", "X"), ("z",), ("y", "f"), ("f", "y"), ("z", "y"), ("X", "y", "f"),
)  # fmt: skip
"""The orders of arguments that people use, for parameters whose names say nothing."""


@dataclass(frozen=True)
class Hints:
    """What a user says about a function; what is None is found out.

    Args:
        arguments: What the arguments are, in order: "X", "y", "w", "b", "theta", "lambda", "C", …
        layout: "rows" or "columns": where an example is in X.
        labels: "0/1" or "-1/+1".
        parameters: "w,b", "theta" (bias first), "w, bias last" or "w" (no bias).
        module: The module to import the function from, in the code that is shown.
    """

    arguments: tuple[str, ...] = ()
    layout: Layout | None = None
    labels: Labels | None = None
    parameters: str | None = None
    module: str = ""


def callings(
    function: Callable[..., Any], hints: Hints | None = None, clock: Clock | None = None
) -> Iterator[Calling]:
    """The plausible ways to call a function, most plausible first.

    If some work, only these; if none does, the few that come nearest, and their calls raise.

    Args:
        function: What somebody wrote: a function, a method, a closure.
        hints: What its user says about it.
        clock: The time that it has, 10 seconds without.
    """
    source, function = Source.of(function), with_state(function)
    search = _Search(function, hints or Hints(), clock or Clock(10), source)
    failed: list[Calling] = []
    for given in islice(search.assignments(), TRIED):
        if not {"X", "z", "f"} & {argument.role for argument in given}:
            continue
        found = search.explore(given)
        works = [calling for calling in found if not calling.finding]
        if works:
            yield from works
            yield from search.of_predictions(given)
            return
        failed += found
        if any(calling.finding.final for calling in found if calling.finding):
            break
    yield from sorted(failed, key=_nearness)[:KEPT] or [search.hopeless()]


def _nearness(calling: Calling) -> int:
    order = ("does-not-end", "returns-nothing", "wrong-shape", "raises-error")
    mistake = calling.finding.mistake if calling.finding else ""
    return min(order.index(mistake), 2) + (mistake == "raises-error")


@dataclass(frozen=True, eq=False)
class _Search:
    function: Callable[..., Any]
    hints: Hints
    clock: Clock
    source: Source

    def hopeless(self) -> Calling:
        """Says that no argument can be the data."""
        names = ", ".join(parameter.name for parameter in _parameters(self.function))
        said = (
            f"Its arguments are {names}: none can be the data."
            if names
            else ("It has no arguments.")
        )
        finding = Finding(
            "raises-error",
            f'{said} Let it take X and y too, or say what is what, as in arguments="X, y, w, b".',
        )
        return Calling(self.function, self.source, (), Form(), self.clock, finding=finding)

    def assignments(self) -> Iterator[tuple[Argument, ...]]:
        """What the parameters may be, by their names, then by the orders that people use."""
        parameters = _parameters(self.function)
        names = [parameter.name for parameter in parameters]
        if self.hints.arguments:
            said = zip(names, self.hints.arguments, strict=False)
            yield self._arguments(parameters, {name: role(word) for name, word in said})
            return
        steps = goal(self.source.name) == "step"
        named = roles(names, self.source.doc, steps)
        needed = [one.name for one in parameters if one.default is one.empty]
        seen = set()
        sure = {name: what for name, what in named.items() if what in ("X", "y", "w", "b", "C")}
        for known in (named, {name: sure.get(name) for name in names}):
            for guess in _completed(known, needed):
                given = self._arguments(parameters, guess)
                if given and given not in seen:
                    seen.add(given)
                    yield given

    def _arguments(
        self, parameters: list[inspect.Parameter], known: Mapping[str, str | None]
    ) -> tuple[Argument, ...]:
        keys = dict(self.source.keys)
        found, skipped = [], False
        for one in parameters:
            what = known.get(one.name)
            # `h=1e-5` is a step, not a prediction.
            if what is None or (what in ("f", "z") and one.default is not one.empty):
                skipped = True
                continue
            inner = tuple((key, role(key) or "w") for key in keys.get(one.name, ()))
            by_name = skipped or one.kind is one.KEYWORD_ONLY
            found.append(Argument(one.name, what, by_name, inner if what == "w" else ()))
        return tuple(found)

    def of_predictions(self, given: tuple[Argument, ...]) -> Iterator[Calling]:
        """A slope such as x(1 − x) may be meant for the prediction, and not for the logit."""
        (first, *others) = given
        if (
            not others
            and first.role == "z"
            and first.name != "z"
            and goal(self.source.name) == "slope"
        ):
            found = self.explore((replace(first, role="f"),))
            yield from (calling for calling in found if not calling.finding)

    def explore(self, given: tuple[Argument, ...]) -> list[Calling]:
        """The ways that work, with each kind of labels; without one, what happened in each."""
        failed: list[Calling] = []
        known = frozenset(argument.role for argument in given)
        for classes in self._kinds(known):
            places, layouts = self._places(given), self._layouts()
            for groups in forms(places, layouts, classes, known, _is_small(given)):
                works: list[Calling] = []
                for group in groups:
                    for calling in self._tried(group, given):
                        (failed if calling.finding else works).append(calling)
                        if calling.finding and calling.finding.final:
                            return [calling]
                if works and "w" not in known:
                    # Without parameters nothing tells where the bias is: what fits first is meant.
                    works = [one for one in works if one.form.place == works[0].form.place]
                if works:
                    # A function returns values of the examples, or it does not.
                    alone = works[0].returns_values
                    alike = [calling for calling in works if calling.returns_values == alone]
                    return list(self._labelled(alike))
                if not self._hopeful(failed, given):
                    break
            if any(
                calling.finding.mistake != "raises-error" for calling in failed if calling.finding
            ):
                break
        return failed

    def _hopeful(self, failed: list[Calling], given: tuple[Argument, ...]) -> bool:
        """Whether other types may help: if it raised, or wants one example."""
        one = _is_small(given)
        mistakes = {calling.finding.mistake for calling in failed if calling.finding}
        return one or mistakes <= {"raises-error"}

    def _kinds(self, known: frozenset[str]) -> tuple[bool, ...]:
        """Whether to try two classes or several, and which first."""
        if not known & {"w", "z", "f"}:
            return (False,)
        code = f"{self.source.code}\n{self.source.helpers}"
        several = re.search(_CLASSES, code) and not re.search(_BINARY, code)
        return (True, False) if several else (False, True)

    def _layouts(self) -> tuple[str, ...]:
        if self.hints.layout in ("rows", "columns"):
            return (self.hints.layout,)
        return ("rows", "columns")

    def _places(self, given: tuple[Argument, ...]) -> tuple[Place, ...]:
        """Where the bias may be, the most plausible place first."""
        names = {argument.role: argument.name for argument in given}
        if "w" not in names and "X" not in names:
            return ("apart",)
        if "b" in names or dict(self.source.keys).get(names.get("w", "")):
            return ("apart",)
        if self.hints.parameters:
            return tuple(place for place, said in PLACES.items() if said == self.hints.parameters)
        if "w" not in names:
            return ("apart", "first", "last")
        if self.source.says(_NO_BIAS):
            return ("none",)
        first: tuple[Place, ...] = ("first", "inside first")
        last: tuple[Place, ...] = ("last", "inside last")
        ends = self.source.says(_LAST) and not self.source.says(r"\[\s*1\s*:|\[\s*0\s*\]\s*=")
        inside = (*last, *first) if ends else (*first, *last)
        thetas = names["w"].strip("_").lower().startswith(("theta", "param", "beta"))
        marked = ends or self.source.says(_FIRST) or self.source.says(_ONES)
        if not thetas and not marked:
            return ("none", *inside)
        # If all of θ is penalised, it could be said to hold no bias; but θ nearly always does.
        return inside if thetas and {"strength", "C"} & set(names) else (*inside, "none")

    def _tried(self, group: list[Form], given: tuple[Argument, ...]) -> Iterator[Calling]:
        """Forms of one layout and place: the usual one if it works, else the first that does.

        numpy combines a row and a column without a word. So if the text speaks of labels and
        weights that are columns, all forms are tried, and those kept that give other values;
        without, the function is rather meant for plain arrays, and something in it is wrong.
        """
        seen: list[Returned] = []
        columns = self._speaks_of_columns(given)
        for form in group:
            calling = Calling(
                self.function, self.source, given, form, self.clock, module=self.hints.module
            )
            try:
                found = list(self._read(calling))
            except Finding as finding:
                yield replace(calling, finding=finding, convention=self._convention(calling))
                if finding.mistake != "raises-error" and not columns:
                    return
                continue
            if not any(_alike(found[0][1], other) for other in seen):
                yield from (one for one, _ in found)
            if not columns:
                return
            seen.append(found[0][1])

    def _speaks_of_columns(self, given: tuple[Argument, ...]) -> bool:
        """Whether the text says that labels and weights are columns, or it makes them so."""
        names = [re.escape(one.name) for one in given if one.role == "w"]
        made = (rf"\b{name}\s*(?:\.reshape|\[:,\s*(?:None|np\.newaxis)\])" for name in names)
        return self.source.says(_COLUMNS) or any(self.source.says(pattern) for pattern in made)

    def _read(self, calling: Calling) -> Iterator[tuple[Calling, Returned]]:
        """The readings of what is returned."""
        probe = PROBE
        if calling.form.each:
            probe = example(PROBE, 0)
        found = calling.run(calling.given(probe))
        sizes = calling.form.sizes(probe)
        known = set(calling.roles.values())
        aim = goal(self.source.name)
        aim = {"step": "gradient", "slope": "value", "loss": "loss"}.get(aim or "", aim)
        if "X" not in known:
            aim = {"gradient": "slope", "cost": "loss", None: "value"}.get(aim, aim)
        elif aim is None and "y" not in known:
            aim = "value"
        for reading in readings(found, sizes, aim):
            for first in (calling.form.place.endswith("first"), True):
                read = replace(calling, reading=replace(reading, bias_first=first))
                returned = reading.returned(found, sizes)
                for convention in self._conventions(read, returned):
                    yield replace(read, convention=convention), returned
                if (
                    first
                    or calling.form.place != "apart"
                    or not {"all", "hessian"} & set(reading.kinds)
                ):
                    break

    def _conventions(self, calling: Calling, returned: Returned) -> Iterator[Convention]:
        convention = self._convention(calling)
        if returned.value is None:
            if "X" in calling.roles.values() or returned.cost is None:
                yield convention
                return
            for parameters in dict.fromkeys(PLACES.values()):
                yield replace(convention, parameters=parameters)
            return
        losses = loss_of_name(self.source.name, calling.roles)
        if {"class", "sigmoid"} <= set(losses):
            decided = set(np.unique(returned.value)) <= {0.0, 1.0}
            losses = ("class",) if decided else ("sigmoid", *losses[2:])
        alone = "X" not in calling.roles.values()
        for loss in losses:
            if (loss in OF_CLASSES) != calling.form.classes:
                continue
            convention = replace(convention, loss=loss, reduction=None, penalty="none")
            yield replace(convention, layout="elementwise", parameters="z") if alone else convention

    def _convention(self, calling: Calling) -> Convention:
        form, given = calling.form, calling.roles
        penalty = "none"
        strength = next((name for name, what in given.items() if what in ("strength", "C")), None)
        if strength and not self._is_idle(strength):
            c = given[strength] == "C"
            penalty = "1/2 * sum(w^2), loss times C" if c else "lambda/(2m) * sum(w^2)"
        parameters = PLACES[form.place]
        if form.classes:
            parameters = "W" if form.place == "none" else "W,b"
        return Convention(
            layout=form.layout,
            labels=form.labels if "y" in given.values() else None,
            penalty=penalty,
            parameters=parameters,
            loss="softmax" if form.classes else "log",
        )

    def _is_idle(self, name: str) -> bool:
        """Whether a parameter is only there so that all functions of a course look alike."""
        if name not in self.source.unused:
            return False
        if self.source.says(_PLACEHOLDER):
            return True
        body = self.source.code.replace(name, "")
        return "reg" not in self.source.name and not Source(body).says(_PENALISED)

    def _labelled(
        self,
        works: list[Calling],
    ) -> Iterator[Calling]:
        """The same with each kind of labels, first that which the code looks like."""
        two = "y" in works[0].roles.values() and not works[0].form.classes
        both: tuple[Labels, ...] = ("0/1", "-1/+1")
        both = both[::-1] if self.source.says(_SIGNED) else both
        for labels in (self.hints.labels,) if self.hints.labels else both if two else ():
            signed = two and labels == "-1/+1"
            for calling in works:
                old = calling.convention
                loss = "signed" if signed and old.loss == "log" else old.loss
                new = replace(old, labels=labels if two else old.labels, loss=loss)
                form = replace(calling.form, labels=labels if two else "0/1")
                yield replace(calling, form=form, convention=new)
        if not two and not self.hints.labels:
            yield from works


def _is_small(given: tuple[Argument, ...]) -> bool:
    """Whether x is written small: one example, or one feature."""
    return any(argument.role == "X" and argument.name[:1] == "x" for argument in given)


def _parameters(function: Callable[..., Any]) -> list[inspect.Parameter]:
    """The parameters of a function that can be given by name or place.

    For `*args` alone, four without names. For a function of numpy, as many as it takes.
    """
    kind = inspect.Parameter.POSITIONAL_ONLY
    try:
        found = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        count = getattr(function, "nin", 1)
        return [inspect.Parameter(f"z{at}", kind) for at in range(count)]
    several = {inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD}
    plain = [one for one in found if one.kind not in several]
    if plain or not found:
        return plain
    return [inspect.Parameter(name, kind) for name in ("X", "y", "w", "b")]


def _completed(
    known: Mapping[str, str | None], needed: list[str]
) -> Iterator[dict[str, str | None]]:
    """Gives roles to parameters that must have a value and whose names say nothing."""
    missing = [name for name in needed if known.get(name) is None]
    if not missing:
        yield dict(known)
        return
    have = [what for what in known.values() if what]
    for order in _ORDERS:
        if len(order) == len(have) + len(missing) and set(have) <= set(order):
            free = [what for what in order if what not in have]
            yield {**known, **dict(zip(missing, free, strict=True))}
    if len(missing) <= 4:
        for order in _ORDERS:
            if len(order) == len(have) + len(missing) and set(have) <= set(order):
                free = [what for what in order if what not in have]
                for mixed in permutations(free):
                    yield {**known, **dict(zip(missing, mixed, strict=True))}
                return


def _alike(one: Returned, other: Returned) -> bool:
    """Whether the same values were returned."""
    for name in ("dw", "db", "cost", "hessian", "value"):
        here, there = getattr(one, name), getattr(other, name)
        if (here is None) != (there is None):
            return False
        if here is not None and not np.allclose(here, there, rtol=1e-6, atol=0, equal_nan=True):
            return False
    return True
