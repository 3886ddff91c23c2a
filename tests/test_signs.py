"""Statements with |x|, max, min and conditions of order: proved for each sign, or not at all."""

from __future__ import annotations

import pytest

from lrproof.evidence import Verdict
from lrproof.identity import Identities
from lrproof.prove import prove
from lrproof.settings import SETTINGS
from lrproof.signs import Unsplit, split
from lrproof.tex import read, read_formula

FEATURE = SETTINGS["feature"]

PROVED = [
    r"|z|^2 = z^2",
    r"|{-z}| = |z|",
    r"\max(z, x) + \min(z, x) = z + x",
    r"\max(z, 0) - \max(-z, 0) = z",
    r"\max(0, z) = \frac{z + |z|}{2}",
    r"\ln(1+e^z) = \max(z, 0) + \ln(1 + e^{-|z|})",
    r"L = \max(z, 0) - yz + \ln(1 + e^{-|z|})",
    r"\ln\sigma(z) = \min(z, 0) - \ln(1 + e^{-|z|})",
    r"|z| = \begin{cases} z & \text{if } z \ge 0 \\ -z & \text{if } z < 0 \end{cases}",
    r"|z| = \begin{cases} z & \text{if } 0 < z \\ -z & \text{otherwise} \end{cases}",
    r"\frac{\partial}{\partial z} |z| = \frac{|z|}{z}",
    r"y |z| = \begin{cases} |z| & \text{if } y = 1 \\ 0 & \text{if } y = 0 \end{cases}",
]


@pytest.mark.parametrize("tex", PROVED)
def test_it_is_proved_for_each_sign(tex: str) -> None:
    found = prove(tex, FEATURE)
    assert found.verdict is Verdict.PROVED, found.message
    assert found.false_accept is not None
    assert 0 < found.false_accept < 1e-30


WRONG = [
    r"|z| = z",
    r"|z| = -z",
    r"\max(z, 0) = |z|",
    r"\max(z, x) = \min(z, x)",
    r"L = |z| - yz + \ln(1 + e^{-|z|})",
    r"L = \max(z, 0) - yz + \ln(1 + e^{|z|})",
    r"z = \begin{cases} z & \text{if } z \ge 0 \\ z + 10^{-40} & \text{if } z < 0 \end{cases}",
    # The derivatives are equal on both sides of 0, and the values are for z = 0.
    r"\ln(e^z) = z + \begin{cases} 0 & \text{if } z \ge 0 \\ 1 & \text{if } z < 0 \end{cases}",
]


@pytest.mark.parametrize("tex", WRONG)
def test_what_is_wrong_for_one_sign_is_not_proved(tex: str) -> None:
    (relation,) = read(tex, FEATURE.vocabulary).relations
    sides = {side.start: side.expression for side in (relation.left, relation.right)}
    known = {start: side for start, side in sides.items() if side is not None}
    assert Identities(known, FEATURE).prove(relation).false_accept is None


UNSPLIT = {
    r"|z| = \begin{cases} z & \text{if } z > 0 \\ 0 & \text{if } z \ge 0 \\"
    r" -z & \text{otherwise} \end{cases}": "takes 0 to the positive numbers",
    r"|x| + |w| + |b| + |z| + |f| = |f| + |z| + |b| + |w| + x \frac{|x|}{x} \frac{|x|}{x}":
        "5 signs are too many",
}  # fmt: skip


@pytest.mark.parametrize("tex", UNSPLIT)
def test_what_cannot_be_split_is_no_proof(tex: str) -> None:
    (relation,) = read(tex, FEATURE.vocabulary).relations
    assert relation.left.expression is not None
    assert relation.right.expression is not None
    with pytest.raises(Unsplit, match=UNSPLIT[tex]):
        split(relation.left.expression, relation.right.expression)
    assert prove(tex, FEATURE).verdict is not Verdict.PROVED


def test_signs_in_a_sum_are_not_all_alike() -> None:
    example = SETTINGS["example"]
    found = prove(r"\left|\sum_{k=1}^{n} x_k\right| = \sum_{k=1}^{n} |x_k|", example)
    assert found.verdict is Verdict.REFUTED
    body = read_formula(r"\sum_{k=1}^{n} |x_k|", example.vocabulary)
    with pytest.raises(Unsplit, match="each term of a sum"):
        split(body)


def test_a_sign_at_a_free_index_is_tried_for_every_index() -> None:
    assert prove(r"|x_j| |x_j| = x_j^2", SETTINGS["example"]).verdict is Verdict.PROVED


def test_a_formula_without_signs_stays_as_it_is() -> None:
    formula = read_formula(
        r"\begin{cases} z & \text{if } y = 1 \\ 0 & \text{otherwise} \end{cases}",
        FEATURE.vocabulary,
    )
    assert split(formula) == [(formula,)]
