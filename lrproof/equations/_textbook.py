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


def softplus_loss(z: Any, y: Any) -> Any:
    r"""Return $\ln(1 + e^z) - yz$, the loss without the prediction; z may be complex."""
    return np.log(1 + np.exp(z)) - y * z


def predictions(x: Any, w: Any, b: Any) -> Any:
    r"""Return $\sigma(Xw + b)$ for m examples, the rows of x; w and b may be complex."""
    return sigmoid(np.asarray(x) @ np.asarray(w) + b)


def cost(x: Any, w: Any, b: Any, y: Any) -> Any:
    r"""Return the mean loss of m examples, the rows of x; w and b may be complex."""
    return np.mean(loss(predictions(x, w, b), np.asarray(y)))


def with_ones(x: Any) -> Any:
    r"""Return $[\mathbf 1\ X]$: the features with a column of ones before them."""
    rows = np.asarray(x)
    return np.column_stack([np.ones(len(rows)), rows])


def by_label(y: Any, one: Any, zero: Any) -> Any:
    """Return the first where the label is 1, the second where it is 0, else nan."""
    # The empty index turns an array without axes into a number.
    return np.where(y == 1, one, np.where(y == 0, zero, np.nan))[()]
