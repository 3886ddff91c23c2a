"""Kinds of number; know no TeX."""

from lrproof.numbers.decimals import RESOLUTION, Decimals, precision
from lrproof.numbers.dual import Dual, Value, base
from lrproof.numbers.errors import Inapplicable, Undefined
from lrproof.numbers.field import Element, PrimeField
from lrproof.numbers.floats import UNIT, Floats, Rounded
from lrproof.numbers.intervals import Interval, Intervals
from lrproof.numbers.system import System, coefficient

__all__ = [
    "RESOLUTION",
    "UNIT",
    "Decimals",
    "Dual",
    "Element",
    "Floats",
    "Inapplicable",
    "Interval",
    "Intervals",
    "PrimeField",
    "Rounded",
    "System",
    "Undefined",
    "Value",
    "base",
    "coefficient",
    "precision",
]
