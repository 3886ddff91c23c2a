"""A formula in words."""

from __future__ import annotations

__all__ = ["words"]


def words(tex: str) -> str:
    """Says a formula in words."""
    return " ".join(tex.split())
