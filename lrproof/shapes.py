"""Checks of arguments that the numpy modules share: real numbers, shapes, ranges.

Every refusal names the argument, what it must be and what was given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array: TypeAlias = NDArray[np.floating[Any]]
    Numbers: TypeAlias = np.floating[Any] | Array

__all__ = [
    "design",
    "linear_model",
    "real",
    "require_finite",
    "require_penalty",
    "require_shape",
    "require_unit_interval",
]


def real(**arguments: ArrayLike) -> list[Array]:
    """Turn named arguments into arrays of one floating type.

    Integers, booleans and plain Python numbers do not decide the type.

    Raises:
        TypeError: If an argument does not hold real numbers.

    Examples:
        >>> z, y = real(z=np.zeros(2, dtype=np.float32), y=[0, 1])
        >>> print(y.dtype)
        float32
    """
    arrays = {name: np.asarray(value) for name, value in arguments.items()}
    deciding = []
    for name, array in arrays.items():
        if array.dtype.kind not in "biuf":
            msg = f"{name} must hold real numbers; got {array.dtype}"
            raise TypeError(msg)
        if array.dtype.kind == "f" and type(arguments[name]) is not float:
            deciding.append(array.dtype)
    dtype = np.result_type(*deciding) if deciding else np.dtype(np.float64)
    return [array.astype(dtype, copy=False) for array in arrays.values()]


def require_shape(name: str, array: Array, shape: tuple[int, ...], what: str) -> None:
    """Refuse an array of another shape than the expected one.

    Raises:
        ValueError: With the name, the expected shape, what it holds, and the shape given.

    Examples:
        >>> require_shape("w", np.zeros((3, 1)), (3,), "one weight for each column of X")
        Traceback (most recent call last):
        ValueError: w must have shape (3,), one weight for each column of X; got (3, 1)
    """
    if array.shape != shape:
        msg = f"{name} must have shape {shape}, {what}; got {array.shape}"
        raise ValueError(msg)


def require_finite(**arrays: Array) -> None:
    """Refuse nan and infinity.

    Raises:
        ValueError: With the name, the first such entry and its index.

    Examples:
        >>> require_finite(X=np.array([[1.0, 2.0], [3.0, np.nan]]))
        Traceback (most recent call last):
        ValueError: X must be finite; found nan at [1, 1]
    """
    for name, array in arrays.items():
        finite = np.isfinite(array)
        if not finite.all():
            index = np.argwhere(~finite)[0].tolist()
            where = f" at {index}" if index else ""
            msg = f"{name} must be finite; found {array[tuple(index)]}{where}"
            raise ValueError(msg)


def require_unit_interval(name: str, values: Array) -> None:
    """Refuse numbers that are not between 0 and 1.

    Raises:
        ValueError: With the name and the first such number.

    Examples:
        >>> require_unit_interval("y", np.array([0.0, 1.0, 2.0]))
        Traceback (most recent call last):
        ValueError: y must lie between 0 and 1; found 2.0
    """
    outside = values[~((values >= 0) & (values <= 1))]
    if outside.size:
        msg = f"{name} must lie between 0 and 1; found {outside.flat[0]}"
        raise ValueError(msg)


def require_penalty(penalty: Array) -> None:
    """Refuse a penalty λ that is not one finite number, 0 or more.

    Raises:
        ValueError: With what was given.

    Examples:
        >>> require_penalty(np.array(-1.0))
        Traceback (most recent call last):
        ValueError: penalty must be 0 or more, and finite; got -1.0
    """
    require_shape("penalty", penalty, (), "one number")
    if not 0 <= penalty < np.inf:
        msg = f"penalty must be 0 or more, and finite; got {penalty}"
        raise ValueError(msg)


def design(X: Array) -> tuple[int, int]:
    """Return m and n of a design matrix of shape (m, n).

    Raises:
        ValueError: If X has not two axes, no row, or an entry that is not finite.

    Examples:
        >>> print(design(np.zeros((5, 2))))
        (5, 2)
    """
    if X.ndim != 2 or not len(X):
        msg = f"X must have shape (m, n), one example in each row, with m >= 1; got {X.shape}"
        raise ValueError(msg)
    require_finite(X=X)
    m, n = X.shape
    return m, n


def linear_model(
    X: ArrayLike, y: ArrayLike, w: ArrayLike, b: ArrayLike, penalty: ArrayLike
) -> tuple[Array, Array, Array, Array, Array]:
    """Check data and parameters of a model with z = Xw + b.

    Args:
        X: Design matrix of shape (m, n), m is 1 or more.
        y: Labels of shape (m,). Their range is left to the caller.
        w: Weights of shape (n,).
        b: Bias, one number.
        penalty: Strength λ of the ridge, 0 or more.

    Returns:
        X, y, w, z of shape (m,), and λ/m, in one floating type.

    Raises:
        TypeError: If an argument does not hold real numbers.
        ValueError: If a shape does not fit, λ is negative, or X, w, b or λ is not finite.

    Examples:
        >>> X, y, w, z, ridge = linear_model([[1.0, 2.0]], [1], [3.0, 4.0], 5.0, 0.5)
        >>> print(z, ridge)
        [16.] 0.5
    """
    X, y, w, b, penalty = real(X=X, y=y, w=w, b=b, penalty=penalty)
    m, n = design(X)
    require_shape("y", y, (m,), "one label for each row of X")
    require_shape("w", w, (n,), "one weight for each column of X")
    require_shape("b", b, (), "one number")
    require_penalty(penalty)
    require_finite(w=w, b=b)
    return X, y, w, X @ w + b, penalty / m
