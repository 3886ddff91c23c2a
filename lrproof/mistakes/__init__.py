"""Wrong formulas, how to recognise each, and where it is explained."""

from __future__ import annotations

from collections.abc import Mapping

from lrproof.mistakes.arrays import ARRAYS
from lrproof.mistakes.code import CODE
from lrproof.mistakes.gradient import GRADIENT
from lrproof.mistakes.loss import LOSS
from lrproof.mistakes.mistake import SLIPS, TARGETS, Mistake
from lrproof.mistakes.penalty import PENALTY
from lrproof.mistakes.sigmoid import SIGMOID

__all__ = ["MISTAKES", "SLIPS", "TARGETS", "Mistake"]

MISTAKES: Mapping[str, Mistake] = {
    mistake.id: mistake for mistake in (*GRADIENT, *LOSS, *SIGMOID, *PENALTY, *ARRAYS, *CODE)
}
"""The catalogue, by id."""
