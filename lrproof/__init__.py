"""Executable proofs about the derivatives of the logistic-regression loss.

What is imported here reads and proves, and needs the standard library alone. The mathematics as
numpy functions is in `lrproof.logistic`; the checkers of the site's equations in
`lrproof.equations`. What checks a gradient that somebody wrote is `lrproof.gradient`; it needs
numpy, so it is imported when it is first asked for, and so is `cite`, which reads the pages.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from lrproof.derivation import Report, check_derivation
from lrproof.evidence import Evidence, Step, Verdict, Witness
from lrproof.prove import prove
from lrproof.setting import Setting
from lrproof.settings import SETTINGS
from lrproof.tex import ReadError

if TYPE_CHECKING:
    from lrproof.citation import cite
    from lrproof.gradient import assert_gradient, check_gradient

__version__ = "0.1.0"

__all__ = [
    "SETTINGS",
    "Evidence",
    "ReadError",
    "Report",
    "Setting",
    "Step",
    "Verdict",
    "Witness",
    "assert_gradient",
    "check_derivation",
    "check_gradient",
    "cite",
    "prove",
]


_LATER = {"assert_gradient": "gradient", "check_gradient": "gradient", "cite": "citation"}


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(import_module(f"lrproof.{_LATER[name]}"), name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
