"""A formula as a line of plain text."""

from __future__ import annotations

__all__ = ["plain"]


def plain(tex: str) -> str:
    """Writes a formula as a line of text."""
    return " ".join(tex.split())
