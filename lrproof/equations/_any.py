r"""The functions that stand for any one, where a statement holds whatever $A$ is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable


def any_function(letter: str) -> Callable[[Any], Any]:
    r"""Return $e^{t/2} - c\,e^{t/3}$, entry by entry, where each letter has a $c$ of its own.

    It has no special property that a statement could rest on: it and its first derivatives take
    both signs. The prover, which has no numpy, puts the same functions for the letters.

    Args:
        letter: What the function is called in the setting.

    Returns:
        The function; it takes complex numbers too, so that `_slope` finds its derivatives.

    Examples:
        >>> A = any_function("A")
        >>> print(f"{A(0.0):.6f}")
        -1.200000
    """
    c = 2 + ord(letter[-1]) % 7 / 10
    return lambda t: np.exp(t / 2) - c * np.exp(t / 3)
