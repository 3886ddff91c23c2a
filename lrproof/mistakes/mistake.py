"""What a mistake is, what it can be about, and the slips that make one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

SETTING = "regularized"
"""Of most mistakes: m examples with n features, a bias, and a penalty that λ = 0 takes away."""

_J, _L, _F = "J", "L^{(i)}", "f^{(i)}"

TARGETS: Mapping[str, str] = {
    "weight": rf"\frac{{\partial {_J}}}{{\partial w_j}}",
    "bias": rf"\frac{{\partial {_J}}}{{\partial b}}",
    "cost": _J,
    "loss": _L,
    "prediction": _F,
    "sigmoid": r"\sigma\bigl(z^{(i)}\bigr)",
    "slope": r"\sigma'\bigl(z^{(i)}\bigr)",
    "loss-by-prediction": rf"\frac{{\partial {_L}}}{{\partial {_F}}}",
    "loss-by-logit": rf"\frac{{\partial {_L}}}{{\partial z^{{(i)}}}}",
    "hessian": rf"\frac{{\partial^2 {_J}}}{{\partial w_j \, \partial w_k}}",
    "logits": r"(Xw)^\top",
    "class-logit": r"\frac{\partial L}{\partial z_k}",
}
"""What the formulas of mistakes are written for, as TeX in their setting: the right side of it."""

SLIPS: Mapping[str, str] = {
    "sign": "the whole side has the opposite sign",
    "sign-of-term": "one term has the opposite sign",
    "sign-in-bracket": "a minus stands before a bracket, but reached its first term alone",
    "sign-of-argument": "the argument of a function has the opposite sign",
    "label": "y and 1 − y are exchanged",
    "slope-missing": "the factor f(1 − f) is missing",
    "slope-extra": "there is a factor f(1 − f) too many",
    "factor-missing": "a factor is missing",
    "factor-extra": "there is a factor too many",
    "feature-missing": "the factor x is missing",
    "feature-extra": "there is a factor x too many",
    "mean-missing": "the factor 1/m is missing",
    "mean-extra": "there is a factor 1/m too many",
    "count": "n, the number of features, stands for m, the number of examples",
    "half-extra": "there is a factor 1/2 too many",
    "two-extra": "there is a factor 2 too many",
    "logarithm-base": "there is a factor 1/ln 10: another logarithm",
    "term-missing": "a term is missing",
    "bias-missing": "the bias is missing",
    "term-extra": "there is a term too many",
    "penalty-missing": "the term of the penalty is missing",
    "penalty-extra": "there is a penalty that does not belong here",
    "penalty-sign": "the penalty has the opposite sign",
    "index": "an index stands for another one",
    "variable": "one quantity stands for another",
    "bracket": "a bracket is lost, or closes at the wrong place",
    "exponent": "an exponent is wrong",
    "constant": "a number is wrong",
    "function": "one function stands for another",
    "sigmoid-missing": "the logit stands where the prediction belongs",
    "sigmoid-extra": "the prediction stands where the logit belongs",
    "logarithm": "a logarithm was taken apart by a rule that it does not have",
    "derivative": "the derivative of one quantity stands for that of another",
    "fraction": "numerator and denominator are exchanged",
    "sum-missing": "the sum is missing",
    "sum-extra": "a sum stands where one term of it belongs",
    "product": "a sum stands for a product, or a product for a sum",
    "transpose": "a factor is transposed, or is not",
    "order": "two factors are exchanged",
}
"""Errors at one place of a formula, and what the wrong line then looks like."""


@dataclass(frozen=True)
class Mistake:
    """One entry of the catalogue.

    Attributes:
        id: Permanent name, and that of its page.
        title: What is wrong, in a few words.
        wrong: For targets, the formulas that are written for them by mistake.
        slips: The errors at one place that are this mistake.
        twins: Mistakes that values cannot tell from this one, or not always.
        setting: The name of the setting of its formulas.
        finding: What the check of a function calls it, if that finds it without a formula.
        about: What lines must be about for its slips to be this mistake: `logarithm`,
            `exponential`, `penalty`, `fraction`, `reciprocal` (the prediction in a denominator),
            `slope` (of the sigmoid), `second` (derivatives), `classes`, `signs` (labels −1 and 1).
    """

    id: str
    title: str
    wrong: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    slips: frozenset[str] = frozenset()
    twins: tuple[str, ...] = ()
    setting: str = SETTING
    finding: str = ""
    about: frozenset[str] = frozenset()

    @property
    def page(self) -> str:
        """Where its page is, below the root of the site."""
        return f"mistakes/{self.id}/"


def example(formula: str) -> str:
    """Gives the quantities of one example their index: `f-y` becomes `f^{(i)}-y^{(i)}`."""
    for plain, indexed in {
        "F": "f^{(i)}",
        "Y": "y^{(i)}",
        "Z": "z^{(i)}",
        "X": "x_j^{(i)}",
    }.items():
        formula = formula.replace(plain, indexed)
    return formula


def mean(formula: str, factor: str = r"\frac{1}{m}") -> str:
    """The mean over the examples of a formula for one of them, in F, Y, Z and X."""
    return rf"{factor} \sum_{{i=1}}^{{m}} {example(formula)}"


PENALTY = r" + \frac{\lambda}{m} w_j"
"""In the derivative by a weight."""
COST_PENALTY = r" + \frac{\lambda}{2m} \sum_{k=1}^{n} w_k^2"
"""In the cost."""


def residual(formula: str, factor: str = r"\frac{1}{m}") -> dict[str, tuple[str, ...]]:
    """The wrong gradient that a wrong residual leads to."""
    return {
        "weight": (mean(rf"\left({formula}\right) X", factor) + PENALTY,),
        "bias": (mean(rf"\left({formula}\right)", factor),),
        "loss-by-logit": (example(formula),),
    }


def losses(formula: str) -> dict[str, tuple[str, ...]]:
    """The wrong cost that a wrong loss leads to."""
    return {
        "loss": (example(formula),),
        "cost": (mean(rf"\left[{formula}\right]") + COST_PENALTY,),
    }


RIGHT: Mapping[str, str] = {
    "weight": mean("(F-Y) X") + PENALTY,
    "bias": mean("(F-Y)"),
    "cost": mean(r"\left[-Y \ln F-(1-Y) \ln(1-F)\right]") + COST_PENALTY,
    "loss": example(r"-Y \ln F-(1-Y) \ln(1-F)"),
    "prediction": example(r"\frac{1}{1+e^{-Z}}"),
    "sigmoid": example(r"\frac{1}{1+e^{-Z}}"),
    "slope": example("F(1-F)"),
    "loss-by-prediction": example(r"-\frac{Y}{F}+\frac{1-Y}{1-F}"),
    "loss-by-logit": example("F-Y"),
    "hessian": mean("F(1-F) X x_k^{(i)}") + r" + \frac{\lambda}{m} \delta_{jk}",
    "logits": r"w^\top X^\top",
    "class-logit": "p_k-y_k",
}
"""What is right for the targets, as a formula of the same setting."""
