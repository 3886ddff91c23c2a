"""Wrong formulas, how to recognise each, and where it is explained."""

from __future__ import annotations

from collections.abc import Mapping

from lrproof.mistakes.arrays import ARRAYS
from lrproof.mistakes.code import CODE
from lrproof.mistakes.gradient import GRADIENT
from lrproof.mistakes.loss import LOSS
from lrproof.mistakes.mistake import RIGHT, SLIPS, TARGETS, Mistake
from lrproof.mistakes.penalty import PENALTY
from lrproof.mistakes.sigmoid import SIGMOID

__all__ = ["FORMULAS", "MISTAKES", "RIGHT", "SLIPS", "TARGETS", "Mistake"]

FORMULAS: Mapping[str, Mistake] = {
    mistake.id: mistake for mistake in (*GRADIENT, *LOSS, *SIGMOID, *PENALTY, *ARRAYS)
}
"""The mistakes that are made in formulas, and in code as well, by id."""

MISTAKES: Mapping[str, Mistake] = {**FORMULAS, **{mistake.id: mistake for mistake in CODE}}
"""The catalogue, by id."""
