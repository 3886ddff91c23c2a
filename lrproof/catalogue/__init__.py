"""Finds every equation, derivation and mistake in docs/, and judges one."""

from lrproof.catalogue.blocks import BLOCKS, Shown, checker_path
from lrproof.catalogue.entry import MISTAKE, Entry, Problem
from lrproof.catalogue.judging import certificates, judge, problem, proving
from lrproof.catalogue.pages import Catalogue, inside, scan

__all__ = [
    "BLOCKS",
    "MISTAKE",
    "Catalogue",
    "Entry",
    "Problem",
    "Shown",
    "certificates",
    "checker_path",
    "inside",
    "judge",
    "problem",
    "proving",
    "scan",
]
