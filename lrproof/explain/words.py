"""Formulas in a sentence: short, in the learner's own names, and without TeX."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lrproof.setting import Setting
from lrproof.tex import Expression
from lrproof.tex.expression import (
    BigSum,
    Call,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
)
from lrproof.tex.shapes import COLUMN, ROW

_LETTERS: Mapping[str, str] = {
    r"\theta": "θ", r"\beta": "β", r"\lambda": "λ", r"\alpha": "α", r"\mu": "μ", r"\pi": "π",
    r"\hat y": "ŷ", r"\hat p": "p̂", r"\sigma": "σ", r"\eta": "η", r"\tilde x": "x̃",
    r"\ell": "ℓ",
}  # fmt: skip


class Words:
    """Names as they stand in a text."""

    def __init__(self, setting: Setting, text: str) -> None:
        self.setting = setting
        self.text = text

    def name(self, name: str) -> str:
        """What the learner calls a quantity."""
        if name in self.setting.sizes:
            return name
        quantity = self.setting.quantity(name)
        known = [s for s, canonical in self.setting.vocabulary.names.items() if canonical == name]
        here = [spelling for spelling in known if stands(spelling, self.text)]
        return plain(max(here, key=len) if here else re.split(r"[_^]", quantity.tex)[0])

    def index(self, letter: str) -> str:
        """What an index is called: j, where it is that of a row."""
        return {ROW: "j", COLUMN: "k"}.get(letter, letter)

    def formula(self, formula: Expression) -> str:
        """A short formula in a sentence: f(1 − f), (λ/m) w_j."""
        if isinstance(formula, Number):
            return str(formula.value)
        if isinstance(formula, Symbol):
            indices = [self.index(str(index)) for index in formula.indices if index != ""]
            return self.name(formula.name) + (f"_{''.join(indices)}" if indices else "")
        if isinstance(formula, Negative):
            return f"−{self.formula(formula.term)}"
        if isinstance(formula, Sum):
            return "".join(map(self._term, formula.terms)).removeprefix(" + ")
        if isinstance(formula, Quotient):
            above, below = map(self.formula, (formula.numerator, formula.denominator))
            return f"{above}/{below}"
        if isinstance(formula, Product):
            first, *others = formula.factors
            if isinstance(first, Symbol | Call) and len(others) == 1 and isinstance(others[0], Sum):
                return f"{self.formula(first)}({self.formula(others[0])})"
            return " ".join(map(self._factor, formula.factors))
        if isinstance(formula, BigSum):
            return f"Σ_{formula.index} {self.formula(formula.body)}"
        if isinstance(formula, Power):
            return f"{self.formula(formula.base)}²"
        if isinstance(formula, Call):
            name = {"sigmoid": "σ"}.get(formula.function, formula.function)
            inside = ", ".join(map(self.formula, formula.arguments))
            return f"ln {inside}" if name == "ln" else f"{name}({inside})"
        return str(formula)

    def _term(self, term: Expression) -> str:
        if isinstance(term, Negative):
            return f" − {self.formula(term.term)}"
        return f" + {self.formula(term)}"

    def _factor(self, factor: Expression) -> str:
        shown = self.formula(factor)
        return f"({shown})" if isinstance(factor, Sum | Quotient | Negative) else shown


def plain(tex: str) -> str:
    """A name without TeX."""
    return _LETTERS.get(tex, tex.replace("\\", "").replace(" ", ""))


def stands(spelling: str, tex: str) -> bool:
    """Whether a name stands in TeX, with or without braces around a letter."""
    command, _, letter = spelling.partition(" ")
    if letter:
        return re.search(re.escape(command) + r"\s*\{?\s*" + re.escape(letter), tex) is not None
    if spelling.startswith("\\"):
        return re.search(re.escape(spelling) + r"(?![a-zA-Z])", tex) is not None
    return re.search(rf"(?<![\\a-zA-Z]){re.escape(spelling)}(?![a-zA-Z])", tex) is not None
