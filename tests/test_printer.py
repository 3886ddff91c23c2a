"""What is printed as TeX reads as the same formula."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lrproof.catalogue import scan
from lrproof.setting import Setting
from lrproof.settings import SETTINGS
from lrproof.tex import Expression, read, read_formula
from lrproof.tex.bounds import excess
from lrproof.tex.expression import (
    BigSum,
    Call,
    Cases,
    Comparison,
    Derivative,
    IndexLetter,
    Indicator,
    Inverse,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
)
from lrproof.tex.printer import to_tex
from tests.variants import variants

ENTRIES = scan(Path(__file__).parent.parent / "docs").entries
DATASET = SETTINGS["dataset"]
FEATURE = SETTINGS["feature"]


def sides(name: str) -> Iterator[Expression]:
    entry = ENTRIES[name]
    for side in read(entry.tex, entry.setting.vocabulary).sides:
        assert side.expression is not None
        yield side.expression


def comes_back(expression: Expression, setting: Setting) -> bool:
    return read_formula(to_tex(expression), setting.vocabulary) == expression


@pytest.mark.parametrize("name", ENTRIES)
def test_every_side_of_the_pages_comes_back(name: str) -> None:
    for side in sides(name):
        if any(isinstance(part, Inverse) for part in side.walk()):
            continue
        assert comes_back(side, ENTRIES[name].setting), to_tex(side)


@pytest.mark.parametrize("name", ["loss-cases", "chain-for-weight", "sigmoid-tanh"])
def test_every_variant_comes_back(name: str) -> None:
    for side in sides(name):
        for rule, variant in variants(side, ENTRIES[name].setting):
            assert comes_back(variant, ENTRIES[name].setting), (rule, to_tex(variant))


numbers = st.one_of(st.integers(0, 99), st.decimals(0, 9, places=3)).map(
    lambda value: Number(Fraction(value))
)
SCALARS = {
    "feature": [Symbol(name) for name in ("x", "w", "b", "y", "z", "f", "L", "likelihood")],
    "dataset": [
        Symbol("b"), Symbol("J"), Symbol("m"), Symbol("lambda"), Symbol("w", ("j",)),
        Symbol("w", (2,)), Symbol("y", ("i",)), Symbol("x", ("i", "j")), Symbol("x", (3, "k")),
        Symbol("f", (1,)), Symbol("L", ("i",)),
    ],
}  # fmt: skip


def formulas(setting: str) -> st.SearchStrategy[Expression]:
    """Formulas of the kinds that the reader makes, with its habits: no sum of one term."""
    symbols = [s for s in SCALARS[setting] if s.name not in SETTINGS[setting].sizes]

    def larger(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
        several = st.lists(inner, min_size=2, max_size=3).map(tuple)
        functions = st.sampled_from(["exp", "ln", "sigmoid", "tanh", "logit", "abs", "sqrt"])
        condition = st.builds(
            Comparison, inner, st.sampled_from(["=", "<", "<=", ">", ">=", "!="]), inner
        )
        branch = st.tuples(inner, condition)
        return st.one_of(
            st.builds(Sum, several),
            st.builds(Product, several),
            st.builds(Negative, inner),
            st.builds(Quotient, inner, inner),
            st.builds(Power, inner, inner),
            st.builds(Call, functions, inner.map(lambda x: (x,))),
            st.builds(Call, st.just("sigmoid"), inner.map(lambda x: (x,)), st.integers(1, 3)),
            st.builds(Call, st.sampled_from(["max", "min"]), st.tuples(inner, inner)),
            st.builds(
                Derivative,
                inner,
                st.lists(st.sampled_from(symbols), min_size=1, max_size=3).map(tuple),
            ),
            st.builds(
                BigSum,
                st.sampled_from(["i", "k"]),
                st.one_of(st.none(), numbers),
                st.one_of(st.none(), numbers),
                inner,
            ),
            st.builds(Indicator, condition),
            st.builds(
                Indicator,
                st.builds(
                    Comparison, st.just(IndexLetter("i")), st.just("="), st.just(IndexLetter("k"))
                ),
            ),
            st.builds(Cases, st.lists(branch, min_size=1, max_size=2).map(tuple)),
            st.builds(
                lambda first, last: Cases((first, (last, None))),
                branch,
                inner,
            ),
        )

    return st.recursive(st.one_of(numbers, st.sampled_from(SCALARS[setting])), larger, max_leaves=8)


@settings(max_examples=100, deadline=None)
@given(formulas("feature"))
def test_formulas_of_one_example_come_back(expression: Expression) -> None:
    assume(excess(expression, FEATURE.vocabulary) is None)
    assert comes_back(expression, FEATURE), to_tex(expression)


@settings(max_examples=100, deadline=None)
@given(formulas("dataset"))
def test_formulas_of_a_dataset_come_back(expression: Expression) -> None:
    assume(excess(expression, DATASET.vocabulary) is None)
    assert comes_back(expression, DATASET), to_tex(expression)


def test_numbers_that_no_digits_can_show_keep_their_value() -> None:
    assert to_tex(Number(Fraction(1, 3))) == r"\frac{1}{3}"
    assert to_tex(Number(Fraction(-1, 4))) == r"\left(-0.25\right)"
    assert to_tex(Number(Fraction("1.000001"))) == "1.000001"
