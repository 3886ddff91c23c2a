"""From whatever a function returned to one shape: which of the values is what."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lrproof.gradient.returned import Finding, Returned
from lrproof.gradient.roles import is_surely_cost, kind_of_result, role

if TYPE_CHECKING:
    from lrproof.shapes import Array

__all__ = ["Piece", "Reading", "Sizes", "pieces", "readings"]

_MOST = 64
VALUES = ("value", "loss", "slope")
"""Aims of functions that return a number for each example."""


@dataclass(frozen=True, eq=False)
class Piece:
    """One array of what was returned, with its name if it has one."""

    name: str
    array: Array

    @property
    def kind(self) -> str | None:
        """What its name says."""
        return kind_of_result(self.name)


@dataclass(frozen=True)
class Sizes:
    """What the shapes of a result are compared with.

    Args:
        m: Examples.
        n: Features.
        classes: For softmax, how many classes; 0 without.
        bias: Whether there is a bias.
        joint: Whether the parameters are one array, the bias in it.
    """

    m: int
    n: int
    classes: int = 0
    bias: bool = True
    joint: bool = False

    def what(self, shape: tuple[int, ...]) -> str | None:
        """What an array of this shape can be, sides of length 1 left out of account."""
        shape = tuple(side for side in shape if side != 1)
        tail = (self.classes,) if self.classes > 1 else ()
        weights = tuple(side for side in (self.n, *tail) if side != 1)
        joint = tuple(side for side in (self.n + 1, *tail) if side != 1)
        values = tuple(side for side in (self.m, *tail) if side != 1)
        for what, wanted in (("weights", weights), ("all", joint), ("values", values)):
            if what == "all" and not self.bias:
                continue
            if what == "weights" and self.bias and self.joint:
                continue
            if wanted and shape in (wanted, wanted[::-1]):
                return what
        if tail and shape == tail:
            return "bias"
        if not shape:
            return "number"
        return "hessian" if shape in self.hessians else None

    @property
    def hessians(self) -> tuple[tuple[int, int], ...]:
        """The shapes of a Hessian: of all parameters, or of the weights where they are apart."""
        sides = (self.n + self.bias,) if self.joint else (self.n + self.bias, self.n)
        return tuple((side, side) for side in sides)


def pieces(result: Any, names: tuple[str, ...] = ()) -> list[Piece]:
    """The arrays in what a function returned, in order.

    Args:
        result: An array, a number, or tuples, lists, dicts and records of them.
        names: What the entries of a tuple are called in the function.

    Raises:
        Finding: "returns-nothing" if there is none.
    """
    found = list(_walk(result, names, 0))
    if not found:
        what = (
            "It returns None: is there no return, or one without a value?"
            if result is None
            else f"It returns {_described(result)}, in which there is no number."
        )
        raise Finding("returns-nothing", what)
    return found[:_MOST]


def _described(result: Any) -> str:
    kind = type(result).__name__
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _walk(result: Any, names: tuple[str, ...], depth: int) -> Iterator[Piece]:
    if result is None or isinstance(result, str | bytes) or callable(result) or depth > 4:
        return
    if dataclasses.is_dataclass(result) and not isinstance(result, type):
        result = {one.name: getattr(result, one.name) for one in dataclasses.fields(result)}
    if hasattr(result, "_asdict"):
        result = result._asdict()
    if isinstance(result, Mapping):
        for key, value in list(result.items())[:_MOST]:
            yield from _walk(value, (str(key),), depth + 1)
        return
    array = _array(result)
    if array is not None and not (isinstance(result, list | tuple) and _are_pieces(result, names)):
        yield Piece(names[0] if len(names) == 1 else "", array)
    elif isinstance(result, list | tuple) or _is_box(result):
        entries = list(result)[:_MOST]
        own = names if len(names) == len(entries) else ("",) * len(entries)
        for name, value in zip(own, entries, strict=True):
            yield from _walk(value, (name,), depth + 1)


def _are_pieces(result: list[Any] | tuple[Any, ...], names: tuple[str, ...]) -> bool:
    """Whether entries of equal shapes are several results, and not one vector or matrix."""
    if isinstance(result, list):
        return any(isinstance(entry, np.ndarray) and entry.size > 1 for entry in result)
    if len(names) == len(result) and any(kind_of_result(name) for name in names):
        return True
    return len(result) < 3 or any(np.ndim(entry) for entry in result)


def _is_box(result: Any) -> bool:
    return isinstance(result, np.ndarray) and result.dtype == object and result.ndim == 1


def _array(value: Any) -> Array | None:
    """The value as an array of real numbers, if it is one."""
    try:
        array = np.asarray(value)
    except Exception:
        return None
    if array.dtype.kind == "O" and array.ndim <= 2:
        try:
            array = array.astype(np.float64)
        except Exception:
            return None
    if array.dtype.kind == "c":
        array = np.where(array.imag == 0, array.real, np.nan)
    if array.dtype.kind not in "biuf" or not array.size:
        return None
    if array.dtype.kind != "f":
        array = array.astype(np.float64)
    return array


@dataclass(frozen=True)
class Reading:
    """Which of the returned values is what.

    Args:
        kinds: For each piece "dw", "db", "cost", "hessian", "all", "value", or None.
        turned: Whether it is transposed, which a shape such as 3×3 does not tell.
        bias_first: Where the bias stands in an array of all parameters.
    """

    kinds: tuple[str | None, ...]
    turned: tuple[bool, ...]
    bias_first: bool = False

    def returned(self, found: list[Piece], sizes: Sizes) -> Returned:
        """The values in one shape.

        Raises:
            Finding: "wrong-shape" if one of them has another shape.
        """
        if len(found) != len(self.kinds):
            raise Finding(
                "wrong-shape",
                f"It returns {len(found)} values here, and {len(self.kinds)} elsewhere.",
            )
        values: dict[str, Any] = {}
        for piece, kind, turned in zip(found, self.kinds, self.turned, strict=True):
            if kind:
                values[kind] = _fitted(piece, kind, sizes, turned)
        if "all" in values:
            both = values.pop("all")
            parted = (both[1:], both[0]) if self.bias_first else (both[:-1], both[-1])
            values["dw"], values["db"] = parted
        if "cost" in values:
            values["cost"] = float(values["cost"])
        if "hessian" in values and self.bias_first:
            values["hessian"] = np.roll(values["hessian"], -1, axis=(0, 1))
        dtypes = [piece.array.dtype for piece, kind in zip(found, self.kinds, strict=True) if kind]
        return Returned(**values, dtype=str(min(dtypes, key=lambda dtype: dtype.itemsize)))


def _shape_of(kind: str, sizes: Sizes) -> tuple[int, ...]:
    tail = (sizes.classes,) if sizes.classes else ()
    shapes: dict[str, tuple[int, ...]] = {
        "dw": (sizes.n, *tail),
        "all": (sizes.n + 1, *tail),
        "db": tail,
        "value": (sizes.m, *tail),
        "cost": (),
        "hessian": (sizes.n + sizes.bias,) * 2,
    }
    return shapes[kind]


def _fitted(piece: Piece, kind: str, sizes: Sizes, turned: bool) -> Array:
    """The array in the shape that its kind has.

    Raises:
        Finding: "wrong-shape".
    """
    array = piece.array.T if turned else piece.array
    if kind == "hessian" and array.shape in sizes.hessians:
        return array
    shape = _shape_of(kind, sizes)
    if _bare(array.shape) != _bare(shape):
        raise misfit(piece, kind, sizes)
    return array.reshape(shape)


def _bare(shape: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(side for side in shape if side != 1)


_CALLED = {
    "dw": "the derivative by the weights",
    "db": "the derivative by the bias",
    "all": "the gradient",
    "cost": "the cost",
    "value": "the value",
    "hessian": "the Hessian",
}


def misfit(piece: Piece, kind: str, sizes: Sizes) -> Finding:
    """What to say of a shape that does not fit."""
    name = f" ({piece.name})" if piece.name else ""
    called, wanted = _CALLED[kind].capitalize(), _shape(_shape_of(kind, sizes))
    return Finding(
        "wrong-shape",
        f"{called}{name} must be {wanted}; it is {_shape(piece.array.shape)}. "
        f"(Here m = {sizes.m} and n = {sizes.n}.)",
        piece.array,
    )


def _shape(shape: tuple[int, ...]) -> str:
    if not shape:
        return "one number"
    if len(shape) == 1:
        return f"a list of {shape[0]} numbers"
    return f"an array of shape {shape}"


def readings(found: list[Piece], sizes: Sizes, aim: str | None) -> list[Reading]:
    """The ways to understand what a function returned, most plausible first.

    Args:
        found: The pieces, at a dataset whose sizes all differ.
        sizes: Those.
        aim: As the function's name says, "gradient", "cost", "hessian" or, for a number for each
            example, "value", "slope", "loss"; else None.

    Raises:
        Finding: "wrong-shape" if there is none.
    """
    what = [sizes.what(piece.array.shape) for piece in found]
    kinds: list[str | None] = [None] * len(found)
    for at, (piece, shape) in enumerate(zip(found, what, strict=True)):
        free = shape in ("weights", "all") and not {"dw", "all"} & set(kinds)
        if free:
            kinds[at] = "dw" if shape == "weights" else "all"
        elif shape == "bias" and "db" not in kinds:
            kinds[at] = "db"
        elif shape == "hessian" and "hessian" not in kinds:
            kinds[at] = "hessian"
        elif shape == "values" and piece.kind == "cost" and aim == "cost":
            raise misfit(piece, "cost", sizes)
    numbers = [
        at
        for at, shape in enumerate(what)
        if shape == "number" and (len(found) < 3 or found[at].kind != "other")
    ]
    for piece, shape in zip(found, what, strict=True):
        by_bias = next((one for one in found if one.kind == "db"), None)
        # What is called dw and what is called db have changed places.
        if piece.kind == "dw" and shape == "number" and by_bias and by_bias.array.size > 1:
            raise misfit(piece, "dw", sizes)
    if sizes.m == 1 and aim in VALUES and numbers and not any(kinds):
        # The value of one example.
        kinds[numbers[0]] = "value"
        return [Reading(tuple(kinds), (False,) * len(kinds))]
    parted = sizes.bias and not sizes.joint and not sizes.classes
    has_weights = bool({"dw", "all"} & set(kinds))
    free_numbers = [found[at] for at in numbers]
    if sizes.n == 1 and parted and len(numbers) > 1:
        ways = _numbers_of_one_feature(free_numbers)
    else:
        ways = _numbers(free_numbers, parted and "all" not in kinds, has_weights, aim)
    for at, kind in zip(numbers, ways[0] if ways else (), strict=False):
        kinds[at] = kind
    if "db" in kinds and not has_weights and aim == "gradient":
        for piece in found:
            if piece.kind == "dw":
                raise misfit(piece, "dw", sizes)
    _require(found, what, kinds, sizes, aim)
    if not any(kinds):
        values = [at for at, shape in enumerate(what) if shape == "values"]
        # Of a logit and a prediction, the prediction; of a loss and its derivative, what is asked.
        wanted = (
            at
            for at in values
            if role(found[at].name) == "f" or (aim == "slope" and found[at].kind == "dw")
        )
        kinds[next(wanted, values[0])] = "value"
    turned = tuple(
        kind not in (None, "hessian") and _bare(piece.array.shape) != _bare(_shape_of(kind, sizes))
        for piece, kind in zip(found, kinds, strict=True)
    )
    result = []
    for way in ways or [()]:
        for at, kind in zip(numbers, way, strict=False):
            kinds[at] = kind
        result.append(Reading(tuple(kinds), turned))
    return result


def _numbers_of_one_feature(given: list[Piece]) -> list[tuple[str | None, ...]]:
    """What several numbers can be, if the weight is one of them."""
    said = [piece.kind for piece in given]
    rest = (None,) * (len(given) - 3)
    ways: list[tuple[str | None, ...]] = [("dw", "db"), ("db", "dw")]
    if len(given) > 2:
        ways = [each for way in ways for each in ((*way, "cost", *rest), ("cost", *way, *rest))]
    fitting = [way for way in ways if all(a in (None, b) for a, b in zip(said, way, strict=True))]
    return fitting or ways


def _numbers(
    given: list[Piece], parted: bool, has_weights: bool, aim: str | None
) -> list[tuple[str | None, ...]]:
    """What single numbers can be: the cost, or the derivative by the bias."""
    if not given:
        return []
    said = [piece.kind for piece in given]
    if not parted:
        free = [at for at, kind in enumerate(said) if kind not in ("db", "dw")]
        first = said.index("cost") if "cost" in said else min(free, default=None)
        return [tuple("cost" if at == first else None for at in range(len(given)))]
    if len(given) == 1:
        if said[0] == "cost" and has_weights and not is_surely_cost(given[0].name):
            # `e` is an error function to some, and a residual to others.
            return [("db",), ("cost",)]
        is_bias = said[0] == "db" or (said[0] != "cost" and (has_weights or aim == "gradient"))
        return [("db",) if is_bias else ("cost",)]
    usual: list[tuple[str | None, ...]] = [("cost", "db"), ("db", "cost")]
    if said[0] == "db" or said[1] == "cost":
        usual.reverse()
    if said[0] in ("db", "cost") or said[1] in ("db", "cost"):
        usual = usual[:1]
    rest = (None,) * (len(given) - 2)
    return [(*way, *rest) for way in usual]


def _require(
    found: list[Piece],
    what: list[str | None],
    kinds: list[str | None],
    sizes: Sizes,
    aim: str | None,
) -> None:
    """Sees to it that nothing of a gradient is missing for its shape.

    Raises:
        Finding: "wrong-shape".
    """
    joint = sizes.bias and sizes.joint
    weights = "all" if joint else "dw"
    left = [
        piece
        for piece, kind, shape in zip(found, kinds, what, strict=True)
        if kind is None and shape != "number"
    ]
    if not left:
        if {"cost", "db"} <= set(kinds) <= {"cost", "db", None} or (
            aim == "gradient" and set(kinds) <= {"cost", None}
        ):
            raise misfit(found[0], weights, sizes)
        return
    if {"hessian", "all"} & set(kinds):
        return
    if "dw" in kinds and not joint:
        lost = next((piece for piece in left if piece.kind == "db"), None)
        if lost is None and sizes.bias and len(found) == 2 and "db" not in kinds:
            lost = None if is_surely_cost(left[0].name) else left[0]
        if lost is not None and "db" not in kinds:
            raise misfit(lost, "db", sizes)
        return
    if aim == "cost":
        if "cost" not in kinds:
            raise misfit(left[0], "cost", sizes)
        if len(left) == 1 and left[0].kind == "dw":
            raise misfit(left[0], weights, sizes)
        return
    if aim in VALUES and "values" in what:
        return
    if aim == "hessian":
        raise misfit(left[0], "hessian", sizes)
    lost = next((piece for piece in left if piece.kind == "dw"), left[0])
    raise misfit(lost, weights, sizes)
