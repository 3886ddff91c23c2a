"""No statement of the pages is ever refuted, whatever points are drawn."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from lrproof.catalogue import scan
from lrproof.evidence import Verdict
from lrproof.points import Table
from lrproof.prove import FEWEST_POINTS, judge
from lrproof.sampling import SATURATED_TURNS, ZERO_TURN
from lrproof.settings import SETTINGS
from lrproof.tex import Relation, read

ENTRIES = scan(Path(__file__).parent.parent / "docs").entries
SEEDS = range(200)
POINTS = SATURATED_TURNS.stop + 2
"""The fixed points, the saturated ones, and one anywhere for these sizes and for others."""


@pytest.mark.parametrize("name", ENTRIES)
def test_no_false_alarm_over_two_hundred_seeds(name: str) -> None:
    entry = ENTRIES[name]
    relations = entry.reading.relations
    sides = {
        side.start: side.expression
        for relation in relations
        for side in (relation.left, relation.right)
        if side.expression is not None
    }
    special = range(ZERO_TURN, POINTS)
    for seed in SEEDS:
        table = Table(sides, entry.setting, random.Random(seed), POINTS)
        # The readable points are the same for every seed. The others take turns.
        turns = [special[seed % len(special)]] if seed else range(POINTS)
        for relation in relations:
            found = table.compare(relation, turns)
            assert found.witness is None, (seed, str(found.witness))
            assert not found.lopsided, (seed, found.lopsided)
            assert seed or found.points >= FEWEST_POINTS
            assert (found.error or 0) <= found.tolerance


def relations(tex: str, setting: str) -> tuple[Relation, ...]:
    return read(tex, SETTINGS[setting].vocabulary).relations


@pytest.mark.parametrize(
    ("setting", "tex"),
    [
        ("variable", r"\sigma'(z) = \sigma(z)(1-\sigma(z)) + 10^{-9}"),
        ("variable", r"\sigma'(z) < \frac14"),
        ("feature", r"\frac{\partial L}{\partial w} = 1.00000001 (f-y) x"),
        ("feature", r"L = -y \ln f"),
        ("example", r"\frac{\partial L}{\partial w_j} = (f-y) x_1"),
    ],
)
def test_what_is_wrong_is_refuted_with_every_seed(setting: str, tex: str) -> None:
    for seed in SEEDS:
        (step,) = judge(relations(tex, setting), SETTINGS[setting], seed=seed, points=POINTS)
        assert step.verdict is Verdict.REFUTED, seed
