"""Is this Python function the gradient? Finds out how it is called, judges it, explains."""

from lrproof.gradient.check import assert_gradient, check_gradient
from lrproof.gradient.report import Entry, GradientReport

__all__ = ["Entry", "GradientReport", "assert_gradient", "check_gradient"]
