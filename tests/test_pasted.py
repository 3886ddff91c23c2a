"""Derivations in the notations of many courses: no right one is refused, no slip is missed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from lrproof import Report, check_derivation
from lrproof.tex.expression import Expression, Product, Sum
from lrproof.tex.printer import to_tex
from tests.pasted import LAYOUTS, TEXTS, Pasted, right, wrong

SEED = 11
TRIED, EXPLAINED = 3, 2
"""Every so many slips are tried, and of these so many explained; `make bench` explains them all.

Four ways to lay out a text take turns, so every third slip comes in all of them.
"""
RIGHT, WRONG = list(right()), list(wrong())
NAMES = [text["name"] for text in TEXTS]


def of(name: str, pasted: list[Pasted]) -> list[Pasted]:
    return [one for one in pasted if one.text == name]


def turned(expression: Expression) -> Expression:
    """The same formula with all sums and products written the other way round."""
    inside = expression.rebuilt(turned)
    if isinstance(inside, Sum):
        return replace(inside, terms=inside.terms[::-1])
    if isinstance(inside, Product):
        return replace(inside, factors=inside.factors[::-1])
    return inside


def in_pairs(expression: Expression) -> Expression:
    """The same formula with the first two of many terms or factors in a bracket."""
    inside = expression.rebuilt(in_pairs)
    if isinstance(inside, Sum) and len(inside.terms) > 2:
        return Sum((Sum(inside.terms[:2]), *inside.terms[2:]))
    if isinstance(inside, Product) and len(inside.factors) > 2:
        return Product((Product(inside.factors[:2]), *inside.factors[2:]))
    return inside


def rewritten(report: Report, rule: Callable[[Expression], Expression]) -> str:
    """Each relation of a derivation with both sides changed by a rule."""
    return r" \\ ".join(
        f"{to_tex(rule(relation.left.expression))} = {to_tex(rule(relation.right.expression))}"
        for relation in report.reading.relations
        if relation.left.expression and relation.right.expression
    )


def test_there_are_a_thousand() -> None:
    layouts = len(LAYOUTS)
    assert len(RIGHT) + 2 * (len(RIGHT) // layouts) >= 500
    assert len(WRONG) >= 500


@pytest.mark.parametrize("name", NAMES)
def test_no_right_derivation_is_refused_nor_one_that_is_regrouped_or_reordered(name: str) -> None:
    pasted = [(one, check_derivation(one.tex, seed=SEED)) for one in of(name, RIGHT)]
    assert [one.name for one, report in pasted if not report.holds] == []
    for one, report in pasted[:: len(LAYOUTS)]:
        # Formulas are printed in the names of the setting, not in those of the text.
        own = replace(report.setting, spellings={}, counts={})
        for rule in (turned, in_pairs):
            again = check_derivation(rewritten(report, rule), own, seed=SEED)
            assert again.holds, (one.name, rule.__name__)
            assert len(again.steps) == len(report.steps)


@pytest.mark.parametrize("name", NAMES)
def test_every_slip_is_found_at_its_line_and_named(name: str) -> None:
    missed, explained, unnamed = [], 0, []
    for place, one in enumerate(of(name, WRONG)[::TRIED]):
        report = check_derivation(one.tex, seed=SEED)
        found = report.first_wrong
        if report.holds is not False or not found or found.row != one.wrong:
            missed.append(one.name)
        elif place % EXPLAINED == 0:
            assert report.explanation
            explained += 1
            if not set(report.explanation.mistakes[:2]) & set(one.mistakes):
                unnamed.append(one.name)
    assert missed == []
    assert len(unnamed) <= explained / 10, unnamed


@pytest.mark.parametrize("sign", ["log₁₀ f", "log_10(f)", "log10(f)", "np.log10(f)", "log10 f"])
def test_the_base_of_a_logarithm_is_read_in_text_and_python(sign: str) -> None:
    loss = f"L = -y {sign} - (1-y) ln(1-f)"
    [step] = check_derivation(loss.replace("y np", "y*np")).steps
    assert step.verdict == "refuted"
    assert step.tex.endswith("ln(1-f)")
    for base, holds in (("10", True), ("2", False)):
        assert check_derivation(f"{sign} = ln f/ln {base}", "feature").holds is holds
