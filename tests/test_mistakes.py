"""The catalogue: its formulas are refuted, its twins are mutual, its slips are known."""

from __future__ import annotations

import pytest

from lrproof import SETTINGS, Verdict, prove
from lrproof.mistakes import MISTAKES, SLIPS, TARGETS, Mistake
from lrproof.mistakes.values import Numbers, values

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
