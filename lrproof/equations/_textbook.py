r"""The functions that every page differentiates, as textbooks write them."""

from __future__ import annotations

from typing import Any

import numpy as np


def sigmoid(z: Any) -> Any:
    r"""Return $\sigma(z) = 1 / (1 + e^{-z})$, entry by entry; z may be complex."""
    return 1 / (1 + np.exp(-z))


def loss(f: Any, y: Any) -> Any:
    r"""Return $-y \ln f - (1 - y) \ln(1 - f)$, entry by entry; f may be complex."""
    return -y * np.log(f) - (1 - y) * np.log(1 - f)


def cost(x: Any, w: Any, b: Any, y: Any) -> Any:
    r"""Return the mean loss of m examples, the rows of x; w and b may be complex."""
    return np.mean(loss(sigmoid(np.asarray(x) @ w + b), np.asarray(y)))
