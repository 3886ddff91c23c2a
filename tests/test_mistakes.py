"""The catalogue: its formulas are refuted, its twins are mutual, its slips are known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lrproof import SETTINGS, Verdict, prove
from lrproof.explain import Explanation, explain
from lrproof.explain.numbers import translated
from lrproof.explain.places import Place
from lrproof.mistakes import FORMULAS, MISTAKES, RIGHT, SLIPS, TARGETS, Mistake
from lrproof.mistakes.values import Numbers, values
from lrproof.prove import judge
from lrproof.tex import Misfit, read
from tests.spellings import SPELLINGS

DATA: dict[str, Numbers] = {
    "x": [[1.0, 3.0], [2.0, -1.0], [0.5, 0.5]], "y": [0, 1, 1], "w": [0.3, -0.1], "b": 0.1,
    "lambda": 2.0, "alpha": 0.1,
}  # fmt: skip
MISFITS = {"transposed-product", "transpose-order"}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=list(MISTAKES))
def test_its_formulas_are_refuted_and_its_twins_are_mutual(mistake: Mistake) -> None:
    assert mistake.slips <= set(SLIPS)
    assert all(mistake.id in MISTAKES[twin].twins for twin in mistake.twins)
    assert mistake.wrong or mistake.finding
    for target, formulas in mistake.wrong.items():
        for formula in formulas:
            found = prove(f"{TARGETS[target]} = {formula}", SETTINGS[mistake.setting], seed=0)
            if mistake.id in MISFITS:
                assert "does not fit" in found.message
            else:
                assert found.verdict == Verdict.REFUTED, (target, formula, found.message)


def test_values_are_those_of_the_formulas() -> None:
    sizes = {"m": 3, "n": 2}
    ((one, two),) = values(MISTAKES["penalty-summed"], "weight", DATA, sizes)
    ((right_one, right_two),) = values(MISTAKES["penalty-missing"], "weight", DATA, sizes)
    assert one - right_one == pytest.approx(2.0 / 3 * 0.2)
    assert two - right_two == pytest.approx(2.0 / 3 * 0.2)
    assert not list(values(MISTAKES["transposed-product"], "weight", DATA, sizes))


def first_wrong(name: str, text: str) -> tuple[int, Explanation]:
    """The number of the first wrong relation of a text, and why it is wrong."""
    setting = SETTINGS[name]
    reading = read(text, setting.vocabulary)
    steps = judge(reading.relations, setting, seed=1, points=32)
    for relation, step in zip(reading.relations, steps, strict=True):
        if step.verdict == Verdict.REFUTED or isinstance(relation.right.error, Misfit):
            return relation.number, explain(reading, relation, setting)
    raise AssertionError(f"nothing is wrong in {text}")


@pytest.mark.parametrize("mistake", SPELLINGS)
def test_it_is_found_at_its_line_and_named_in_three_spellings(mistake: str) -> None:
    assert len(set(SPELLINGS[mistake])) >= 3
    for name, text in SPELLINGS[mistake]:
        before, _, _ = text.partition(r"\ne ")
        number, found = first_wrong(name, text.replace(r"\ne ", "= "))
        vocabulary = SETTINGS[name].vocabulary
        assert number == len(read(before + "= 0", vocabulary).relations), text
        assert mistake in found.mistakes[:2], (text, found.mistakes)
        assert len(found.mistakes) <= 4


def test_every_mistake_in_formulas_is_spelled_and_no_other() -> None:
    assert set(SPELLINGS) == set(FORMULAS)


@pytest.mark.parametrize("target", [target for target in RIGHT if target != "class-logit"])
def test_what_is_right_is_proved(target: str) -> None:
    statement = f"{TARGETS[target]} = {RIGHT[target]}"
    assert prove(statement, SETTINGS["regularized"], seed=0).verdict == Verdict.PROVED


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("softmax", f"{TARGETS['class-logit']} = {RIGHT['class-logit']}"),
        ("signed", r"\frac{\partial \ell}{\partial w_j} = -s \sigma(-sz) x_j = (f-y) x_j"),
        ("variable", r"\sigma(z) = \frac{e^z}{1+e^z}"),
        ("feature", r"-\frac{y}{f}+\frac{1-y}{1-f} = \frac{f-y}{f(1-f)}"),
        ("feature", r"\frac{\partial L}{\partial w} = -(y-f)x"),
        ("feature", r"\sigma(z)-y = 1-y-\sigma(-z)"),
        ("dataset", r"m \frac{\partial J}{\partial w_j} = \sum_{i=1}^m (f^{(i)}-y^{(i)})x_j^{(i)}"),
    ],
)
def test_another_way_to_write_the_same_is_no_mistake(name: str, text: str) -> None:
    assert prove(text, SETTINGS[name], seed=0).verdict.holds


def test_the_numbers_of_other_conventions_are_those_of_a_dataset() -> None:
    dataset = SETTINGS["dataset"]
    signed = replace(
        dataset,
        symbols=tuple(
            replace(quantity, role="sign") if quantity.name == "y" else quantity
            for quantity in dataset.symbols
        ),
    )
    numbers = {("y", (1,)): -1.0, ("y", (2,)): 1.0, ("b", ()): 0.5, ("lambda", ()): 3.0}
    numbers |= {("x", (i, 1)): 2.0 for i in (1, 2)} | {("w", (1,)): 1.0}
    there = translated(Place(signed.sized({"m": 2, "n": 1}), numbers, {}), "regularized", 2.0)
    assert there is not None
    assert [there.point["y", (i,)] for i in (1, 2)] == [0.0, 1.0]
    assert there.point["lambda", ()] == 6.0
    assert there.value("b", {}) == 0.5
