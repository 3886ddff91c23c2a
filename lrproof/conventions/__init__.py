"""What the symbols of a text stand for: found by rule, and said."""

from __future__ import annotations

from lrproof.conventions.choice import Choice, choose, taken

__all__ = ["Choice", "choose", "taken"]
