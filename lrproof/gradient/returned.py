"""What a call of a function gave, in one shape for all conventions; and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from lrproof.gradient.conventions import Convention
    from lrproof.gradient.data import Dataset
    from lrproof.shapes import Array

__all__ = ["Called", "Finding", "Returned"]


@dataclass(frozen=True, eq=False)
class Returned:
    """The values that a function returned; what it did not return is None.

    Args:
        dw: By the weights, of shape (n,); for softmax (n, K).
        db: By the bias, of shape (); for softmax (K,).
        cost: The cost.
        hessian: Of shape (n + 1, n + 1), the bias last; (n, n) if only the weights are meant.
        value: One number for each example, of shape (m,); for softmax (m, K).
        changed: Names of the arguments that the function changed.
        spoiled: Whether another call with the changed arguments returns something else.
        one_feature: Whether the function has a single feature, the first of a dataset.
        dtype: The type of number that the function returned, "float64" if it was a Python float.
    """

    dw: Array | None = None
    db: Array | None = None
    cost: float | None = None
    hessian: Array | None = None
    value: Array | None = None
    changed: tuple[str, ...] = ()
    spoiled: bool = False
    one_feature: bool = False
    dtype: str = "float64"

    def of(self, data: Dataset) -> Dataset:
        """The part of a dataset that the function was given."""
        return data.first_feature if self.one_feature else data


class Finding(Exception):
    """Why nothing can be compared: the id of a mistake of code, and a sentence.

    Args:
        mistake: "raises-error", "returns-nothing", "does-not-end", "wrong-shape", "not-finite", …
        message: What happened, for a learner.
        returned: For "wrong-shape", the array that was returned.
        final: Whether it would be the same with other arguments.
    """

    def __init__(
        self, mistake: str, message: str, returned: Array | None = None, *, final: bool = False
    ) -> None:
        super().__init__(message)
        self.final = final
        self.mistake = mistake
        self.returned = returned


class Called(Protocol):
    """One way to call a function: which argument is what, and what it returns."""

    @property
    def convention(self) -> Convention:
        """What the call rests on; its reduction and its penalty are judged.

        The penalty is "none" if the function takes no strength, that with C if it is named C,
        else "lambda/(2m) * sum(w^2)". For elementwise functions the loss is what the name says.
        """

    def call(self, data: Dataset) -> Returned:
        """Calls the function with the data in its own convention.

        Raises:
            Finding: If nothing can be compared.
        """

    @property
    def words(self) -> str:
        """How the function is called and what it returns, for a person."""

    def code(self, data: Dataset) -> str:
        """Lines that make the data and call the function so, to paste."""
