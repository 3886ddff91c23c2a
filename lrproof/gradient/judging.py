"""The verdict: which convention a function follows, and whether it is right in it."""

from __future__ import annotations

from collections.abc import Iterable

from lrproof.gradient.report import GradientReport
from lrproof.gradient.returned import Called

__all__ = ["judge"]


def judge(
    function: str,
    callings: Iterable[Called],
    cost_callings: Iterable[Called] = (),
    text: str = "",
) -> GradientReport:
    """Judges a function.

    Args:
        function: Its name.
        callings: Plausible ways to call it, most plausible first.
        cost_callings: Plausible ways to call the cost that goes with it, if one is given.
        text: What its author says: names, docstrings, comments, of the cost too.

    Returns:
        The verdict in the convention that fits best.
    """
    raise NotImplementedError
