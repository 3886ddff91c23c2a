"""Executable proofs about the derivatives of the logistic-regression loss.

What is imported here reads and proves, and needs the standard library alone. The mathematics as
numpy functions is in `lrproof.logistic`; the checkers of the site's equations in
`lrproof.equations`.
"""

from lrproof.derivation import Report, check_derivation
from lrproof.evidence import Evidence, Step, Verdict, Witness
from lrproof.prove import prove
from lrproof.setting import Setting
from lrproof.settings import SETTINGS
from lrproof.tex import ReadError

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
    "check_derivation",
    "prove",
]
