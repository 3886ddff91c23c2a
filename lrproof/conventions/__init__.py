"""What the symbols of a text stand for: found by rule, and said."""

from __future__ import annotations

from lrproof.conventions.choice import POINTS, Choice, choose, misfits, taken

__all__ = ["POINTS", "Choice", "choose", "misfits", "taken"]
