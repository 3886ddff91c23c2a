"""Formulas without TeX: as plain text, and in words that can be read aloud."""

from __future__ import annotations

from lrproof.wording.plain import plain
from lrproof.wording.tokens import Unspeakable
from lrproof.wording.words import words

__all__ = ["Unspeakable", "plain", "words"]
