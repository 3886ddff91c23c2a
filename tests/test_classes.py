"""Labels of several classes: one 1 at each point, and in a proof any numbers that add up to 1."""

from __future__ import annotations

import random

import pytest

from lrproof import Verdict, prove
from lrproof.sampling import SATURATED_TURNS, sample
from lrproof.setting import Quantity, Setting

REAL = r"\mathbb{R}"
ONE = Setting(
    "one",
    "one example of K classes",
    (
        Quantity("z", "z_k", "logit of class k", "parameter", REAL, ("K",)),
        Quantity("y", "y_k", "label", "classes", r"\{0, 1\},\ \sum_k y_k = 1", ("K",)),
        Quantity(
            "p", "p_k", "prediction for class k", "defined", "(0, 1)", ("K",),
            definition=r"\frac{e^{z_k}}{\sum_{c=1}^{K} e^{z_c}}", letters=("k",),
        ),
        Quantity("L", "L", "loss", "defined", REAL, definition=r"-\sum_{k=1}^{K} y_k \ln p_k"),
    ),
    sizes={"K": 3},
    objective="L",
)  # fmt: skip
SEVERAL = Setting(
    "several",
    "m examples of K classes",
    (
        Quantity("z", "z_k^{(i)}", "logit", "parameter", REAL, ("m", "K")),
        Quantity("y", "y_k^{(i)}", "label", "classes", r"\{0, 1\}", ("m", "K")),
    ),
    sizes={"m": 2, "K": 3},
)
ANY = "any y with Σ y_k = 1"
EACH = "each y with one 1 and otherwise 0"


@pytest.mark.parametrize(
    ("tex", "labels"),
    [
        (r"\frac{\partial L}{\partial z_k} = p_k - y_k", ANY),
        (r"\nabla_z L = p - y", ANY),
        (r"L = \ln\sum_c e^{z_c} - \sum_k y_k z_k", ANY),
        (r"\sum_{k=1}^{K} y_k = 1", ANY),
        (r"y_k^2 = y_k", EACH),
        (r"y_k y_c = \delta_{kc} y_k", EACH),
        (r"\sum_k y_k^2 = 1", EACH),
        (r"e^{-L} = \sum_{k=1}^{K} y_k p_k", EACH),
    ],
)
def test_what_is_true_of_classes_is_proved(tex: str, labels: str) -> None:
    found = prove(tex, ONE)
    assert found.verdict is Verdict.PROVED, found.message
    assert found.scope.endswith(labels)
    assert found.false_accept is not None
    assert found.false_accept < 1e-30


@pytest.mark.parametrize(
    "tex",
    [
        r"\frac{\partial L}{\partial z_k} = y_k - p_k",
        r"\frac{\partial L}{\partial z_k} = p_k - y_1",
        r"\frac{\partial L}{\partial z_k} = p_k",
        r"L = \ln\sum_c e^{z_c} - z_1",
        "y_1 = 0", "y_k = y_c", "y_1 + y_2 = 1", r"\sum_k y_k = K", r"\sum_k y_k = 0",
        r"y_k y_c = y_k",
        r"\sum_k y_k^2 = 1 + 10^{-12}",
        r"y_k^2 = y_k + 10^{-30}",
    ],
)  # fmt: skip
def test_what_is_wrong_is_refuted(tex: str) -> None:
    for seed in range(5):
        assert prove(tex, ONE, seed=seed).verdict is Verdict.REFUTED


def test_each_of_several_examples_has_one_class() -> None:
    for tex, labels in [(r"\sum_k y_k^{(i)} = 1", ANY), (r"\sum_k (y_k^{(i)})^2 = 1", EACH)]:
        found = prove(tex, SEVERAL)
        assert found.verdict is Verdict.PROVED, found.message
        assert found.scope.endswith(labels)
    for tex in (
        r"y_k^{(i)} = y_k^{(1)}",
        r"\sum_i y_k^{(i)} = 1",
        r"\sum_k y_k^{(i)} z_k^{(i)} = 0",
    ):
        assert prove(tex, SEVERAL).verdict is Verdict.REFUTED


def test_every_class_takes_its_turn() -> None:
    rng = random.Random(1)
    for turns in (range(6), SATURATED_TURNS, range(20, 60)):
        seen = set()
        for turn in turns:
            found = sample(SEVERAL, rng, turn)
            for i in (1, 2):
                row = [found["y", (i, k)] for k in (1, 2, 3)]
                assert sorted(row) == [0, 0, 1]
                seen.add((i, row.index(1)))
        assert len(seen) == 6
