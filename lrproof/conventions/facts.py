"""What a text is about, from its clues: one example or many, which model, which labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from lrproof.conventions.clues import FLAT, LABELS, OBJECTIVES, PARAMETERS, Clues
from lrproof.tex.lexer import PARTNER

COUNTS = ("m", "N", "n", "M")
FEATURES = ("n", "d", "p", "D", "m", "M", "k")
LIKELIHOODS = (r"\ell", "l", "LL")
TURNED = r"\^(?:\\top|T|\\intercal|\\mathrmT|\\mathsfT)"
_MARGIN = re.compile(
    r"(?:(?:e\^|exp)[(\[]?-|(?:\\sigma|\\theta|sigmoid)[(\[]-?)"
    r"[yYt](?:_[a-z]|\^\(?[a-z]\)?)?(?:[(\[]|\\theta|\\beta|[wxzfX])"
)
"""An exponent such as −y_i θᵀx_i, which labels −1 and 1 have."""
_MINIMISED = re.compile(
    r"\\nabla(?:\^2)?f(?![_a-z])|\\partialf\((?:w|\\theta|\\beta)\)"
    r"|(?<![\w,}])f\((?:w|\\theta|\\beta)(?:,b)?\)=[^=]*(?:\\sum|\\log|\\ln)"
)
_ZERO_APART = re.compile(
    r"\\partial(?:\\theta|\\beta|w)_0|(?:\\theta|\\beta|w)_0(?::=|\\leftarrow|\\gets)"
    r"|[jk](?:>|\\gt|\\neq?)0|(?<!\\sum_\()[jk](?:=|\\geq?|\\geqslant|≥)1(?!\))"
)
_OF_PRODUCT = rf"(?:{TURNED}|\\cdot|')"
_VECTOR = (
    rf"(?:\\beta|\\theta|w){_OF_PRODUCT}x"
    rf"|x(?:_[a-z]|\^\([a-z]\))?{_OF_PRODUCT}?(?:\\beta|\\theta|w)(?!_)"
)
_OFFSET = re.compile(rf"(?P<name>\\beta|\\theta|w)_0\+(?:{_VECTOR})")
_OFFSET_LAST = re.compile(rf"(?:{_VECTOR})(?:_[a-z]|\^\([a-z]\))?\+(?P<name>\\beta|\\theta|w)_0")
_PENALISED = (r"\lambda", "reg", "ridge", "total", "R", "r", "L2")
_CLASS = re.compile(r"[yY](?:\^\(?\(?[a-z]\)?\)?|_[a-z])?=[kcj](?![a-z])|[kcj]=y(?![_^a-z(])")
"""An example of class k: y = k."""
_OUTER = re.compile(r"(?P<one>p|s|a|S|\\hat y|\\hat p|\\pi)(?P=one)\^(?:\\top|T)")
_GRAM = re.compile(rf"X{TURNED}X")
_SLOPE = re.compile(r"\\partial(?P<name>\\eta|[zosauvxhf])_\(?[a-z]")
_ACROSS = re.compile(r"\\partial(?:\\hat )?[a-zA-Z]_(\w)\\partial(?:\\eta|[zosauvhf])_(\w)")
"""The slope of the prediction for one class by the logit of another."""
_SCORE = re.compile(r"e\^\(?(?P<name>\\?[a-zA-Z]+?)_\(?[a-z]")
_WRITTEN_OUT = re.compile(
    r"(?:\\theta|\\beta|w)_\d(?:x_\d(?:\^\([a-z]\))?)?\+(?:\\theta|\\beta|w)_\d"
)
_NUMBERED = re.compile(r"(?:\\theta|\\beta|w|x)_(\d)")


def _opening(texts: Sequence[str], at: int) -> int:
    """Where the bracket begins that ends here; here, if none does."""
    closing = texts[at]
    opening = {value: key for key, value in PARTNER.items()}.get(closing, closing)
    depth = 0
    for place in range(at, -1, -1):
        if texts[place] == opening and (depth == 1 or (opening == closing and place < at)):
            return place
        depth += (texts[place] == closing) - (texts[place] == opening)
    return at


class Facts:
    """What the clues of a text say."""

    def __init__(self, clues: Clues) -> None:
        self.clues = clues
        self.names = clues.names
        self.flat = FLAT.sub("", clues.text)

    @cached_property
    def objectives(self) -> list[str]:
        """The names of costs, losses and likelihoods that stand here."""
        found = [name for name in OBJECTIVES if name in self.names]
        if "C" in found and len(found) > 1:
            found.remove("C")
        if "l" in found and not (
            self.clues.stands(r"\partial", "l")
            or "l" in self.clues.defined
            or self.clues.applied("l")
        ):  # fmt: skip
            found.remove("l")
        if self.objective_is_f:
            found.append("f")
        return [name for name in found if name != "L" or not self.is_product]

    @cached_property
    def zero_apart(self) -> bool:
        """Whether what is said of θ_j is said of θ_1, …, θ_n alone."""
        return _ZERO_APART.search(self.flat) is not None

    @cached_property
    def objective_is_f(self) -> bool:
        """Whether f is what is minimised: ∇f(w), or f(w) = Σ …."""
        return _MINIMISED.search(self.flat) is not None

    @cached_property
    def apart(self) -> tuple[str, ...]:
        """The names of a cost with penalty, beside that of the cost alone: J_λ."""
        flat = re.sub(r"\\(?:mathcal|mathrm|text|rm)(?![a-z])", "", self.flat)
        marked = [rf"\tilde {name}" for name in self.objectives]
        lowered = [
            f"{name}_{{{below}}}"
            for name in self.objectives
            for below in _PENALISED
            if re.search(rf"{re.escape(name)}_\(?{re.escape(below)}(?![a-zA-Z])", flat)
        ]
        return (*lowered, *(name for name in marked if name in self.names))

    @cached_property
    def has_logistic(self) -> bool:
        """Whether there is a sign of a sigmoid or a logarithm."""
        signs = {r"\sigma", r"\ln", r"\log", r"\exp", "ln", "log", "exp", "e", "sigmoid", "g", "S"}
        if self.clues.stands("S", "E") or self.clues.stands("S", "S"):
            signs.remove("S")
        return bool(signs & self.names)

    @cached_property
    def is_linear(self) -> bool:
        """Whether it is linear regression."""
        words = self.clues.says(r"linear regression|least squares")
        return not self.has_logistic and (
            self.squares or words or _GRAM.search(self.flat) is not None
        )

    @cached_property
    def squares(self) -> bool:
        """Whether a bracket or a norm is squared that holds a label."""
        for side in self.clues.sides:
            texts = [t.text for t in side]
            for at, text in enumerate(texts[:-1]):
                if text == "^" and "2" in texts[at + 1 : at + 3]:
                    inside = texts[_opening(texts, at - 1) : at]
                    if {"y", "Y", "t"} & set(inside):
                        return True
        return bool({"MSE", "SSE", "RSS", "SSR"} & self.names)

    @cached_property
    def has_layers(self) -> bool:
        """Whether there is a network."""
        return re.search(r"\^\(?\[[12l]\]", self.flat) is not None

    @cached_property
    def is_softmax(self) -> bool:
        """Whether there are several classes."""
        if _CLASS.search(self.flat) or ("diag" in self.clues.text and _OUTER.search(self.flat)):
            return True
        if self.clues.says(r"softmax|one-hot|classes"):
            return True
        if len(self.clues.subscripted.get("W", ())) > 1:
            return True
        if any(r.upper in ("K", "C") for r in self.clues.ranges):
            return True
        if r"\delta" in self.names and self.clues.subscripted.get(r"\delta"):
            return bool({"p", r"\hat y", "y", "s", "S", "a"} & self.names)
        exponents = {found["name"] for found in _SCORE.finditer(self.flat)} & set("zosauvhf")
        if any(exponents & self.clues.letters.get(r.letter, set()) for r in self.clues.ranges):
            return True
        across = _ACROSS.search(self.flat)
        if across and across[1] != across[2] and "x" not in self.names:
            return True
        below = {
            name: {x for x in self.clues.subscripted.get(name, ()) if x.isalpha()}
            for name in ("z", "p", "y")
        }
        different = below["z"] and (below["p"] | below["y"]) - below["z"]
        return bool(different) and "x" not in self.names

    @cached_property
    def score(self) -> str:
        """What the logit of a class is called, in the exponents of a softmax."""
        for pattern in (_SCORE, _SLOPE):
            for found in pattern.finditer(self.flat):
                if found["name"] not in PARAMETERS | set("ytx") | {self.probability}:
                    return found["name"]
        return ""

    @cached_property
    def probability(self) -> str:
        """What the probability of a class is called, behind a logarithm or as a softmax."""
        found = re.search(r"\\(?:log|ln)\(?(\\hat [a-z]|\\pi|[a-zA-Z])[_^]", self.flat)
        return found[1] if found else ""

    @cached_property
    def is_dataset(self) -> bool:
        """Whether there are many examples."""
        return bool(
            self.clues.superscripts
            or self.example_letters
            or {"X", "Y"} & self.names
            or any(letter in COUNTS for letter in self.clues.divisors)
            or self.clues.says(r"\b(number of|training) examples\b")
        )

    @cached_property
    def example_letters(self) -> set[str]:
        """The index letters that count examples."""
        found = set(self.clues.superscripts)
        for letter, names in self.clues.letters.items():
            # L_w is the derivative by w, not the loss of example w.
            by = letter in PARAMETERS | set("bzax") and names <= set(OBJECTIVES)
            if letter.isalpha() and names & (LABELS - PARAMETERS) and not by:
                found.add(letter)
        for range_ in self.clues.ranges:
            names = self.clues.letters.get(range_.letter, frozenset())
            if not names & PARAMETERS and range_.letter.isalpha():
                found.add(range_.letter)
        return found

    @cached_property
    def examples(self) -> str:
        """The letter for the number of examples."""
        for range_ in self.clues.ranges:
            if range_.letter in self.example_letters and range_.upper.isalpha():
                return range_.upper
        for letter in self.clues.divisors:
            if letter in COUNTS:
                return letter
        return next((name for name in ("m", "N", "M") if name in self.names), "m")

    @cached_property
    def counts(self) -> dict[str, str]:
        """The letters for the sizes."""
        found = {self.examples: "m"}
        for range_ in self.clues.ranges:
            if range_.letter not in self.example_letters and range_.upper.isalpha():
                found.setdefault(range_.upper, "n")
        if "n" not in found.values():
            taken = {name for name, below in self.clues.subscripted.items() if below}
            others = [x for x in self.clues.divisors if x in FEATURES and x not in taken]
            found.setdefault(next(x for x in (*others, *FEATURES) if x not in found), "n")
        return found

    @cached_property
    def parameters(self) -> list[str]:
        """How the parameters may be put together."""
        if {r"\tilde x", r"\tilde X", r"\bar X", r"\hat X"} & self.names:
            return ["stacked"]
        below = self.clues.subscripted
        if self.offset:
            return ["bias"]
        zero = any("0" in below.get(name, ()) for name in (*PARAMETERS, "x"))
        zero = zero or any(r.lower == "0" for r in self.clues.ranges)
        if zero or self.clues.says(r"column of ones|intercept"):
            return ["intercept", "bias"] if "b" in self.names else ["intercept"]
        if "b" in self.names or self.clues.says(r"\bbias\b"):
            return ["bias"]
        first = "w" in self.names and not self.has_bare_nabla
        return ["bias", "plain"] if first else ["plain", "bias"]

    @cached_property
    def offset(self) -> str:
        """What the bias is called beside a vector of weights: β_0 in β_0 + βᵀx; else empty."""
        found = _OFFSET.search(self.flat) or _OFFSET_LAST.search(self.flat)
        return found["name"] if found else ""

    @cached_property
    def has_bare_nabla(self) -> bool:
        """Whether a ∇ does not say by what to differentiate."""
        return r"\nabla" in self.names and not self.clues.subscripted.get(r"\nabla")

    @cached_property
    def is_line(self) -> bool:
        """Whether there is one feature with two parameters, as in β_0 + β_1 x."""
        below = self.clues.subscripted
        both = any({"0", "1"} == set(below.get(name, ())) for name in PARAMETERS)
        features = {x for x in below.get("x", ()) if x.isdigit() or x in "jk"}
        return both and not features and "X" not in self.names

    @cached_property
    def written_out(self) -> int:
        """How many features are written out, as in θ_0 + θ_1 x_1 + θ_2 x_2; 0 if none are."""
        if not _WRITTEN_OUT.search(self.flat):
            return 0
        return max(int(number) for number in _NUMBERED.findall(self.flat))

    @cached_property
    def says_signs(self) -> bool:
        """Whether the text says that labels are −1 and 1."""
        return re.search(r"-1,\+?1|±1|\\pm1|\+1,-1|\\(1,-1\\)", self.flat) is not None

    @cached_property
    def has_signs(self) -> bool:
        """Whether labels look like −1 and 1."""
        return self.says_signs or _MARGIN.search(self.flat) is not None

    @cached_property
    def has_complement(self) -> bool:
        """Whether 1 − y stands here, as with labels 0 and 1."""
        return re.search(r"1-[yt](?![a-zA-Z])", self.flat) is not None

    @cached_property
    def has_slope(self) -> bool:
        """Whether 1 − f stands here, which is a factor of the slope of a sigmoid."""
        return re.search(r"1-(?:\\hat\s*[({]?y|[fahpo](?![a-zA-Z]))", self.flat) is not None

    @cached_property
    def is_likelihood(self) -> bool:
        """Whether the objective is a log-likelihood by its name."""
        if self.has_signs and not self.has_complement:
            return False
        named = [name for name in self.objectives if name in LIKELIHOODS]
        return bool(named) and not [n for n in self.objectives if n not in LIKELIHOODS]

    @cached_property
    def may_be_likelihood(self) -> bool:
        """Whether the prose says that it is one."""
        return self.clues.says(r"(?<!negative )\blog[- ]?likelihood|maximi[sz]") and not (
            self.clues.says(r"negative log")
        )

    @cached_property
    def is_product(self) -> bool:
        """Whether L is a likelihood, a product, of which the logarithm is taken."""
        taken = any(self.clues.stands(log, "L") for log in (r"\log", r"\ln", "log", "ln"))
        return "L" in self.names and (taken or r"\prod" in self.names)

    @cached_property
    def defines_objective(self) -> bool:
        """Whether the text says what the objective is of the data."""
        return bool(set(self.objectives) & self.clues.defined)

    @cached_property
    def has_steps(self) -> bool:
        """Whether a step of gradient descent or of Newton's method is made."""
        return re.search(r":=|\\leftarrow|\\gets|t\+1|k\+1|new|\^\+", self.flat) is not None

    @cached_property
    def strength(self) -> str:
        """What the strength of the penalty is called; empty without a penalty."""
        if r"\lambda" in self.names:
            return r"\lambda"
        norms = re.search(r"\\\|(?:w|\\theta|\\beta)\\\||(?:w|\\theta|\\beta)(?:_[a-z])?\^2|"
                          rf"(?:w{TURNED}w|\\theta{TURNED}\\theta)", self.flat)  # fmt: skip
        found = next((x for x in (r"\alpha", r"\gamma") if x in self.names), "")
        return found if norms and not self.has_steps else ""

    @cached_property
    def layouts(self) -> tuple[str, ...]:
        """What the examples may be in X."""
        if self.is_line:
            return ("points",)
        if self.clues.says(r"columns? (?:are|of X are)|examples as columns"):
            return ("columns",)
        by_rows = re.search(r"X(?:\\theta|\\beta|w|W|\\Theta)", self.flat)
        by_columns = re.search(rf"(?:w|W|\\theta|\\beta|\\Theta){TURNED}X", self.flat)
        if (by_columns or {"A", "X"} <= self.names) and not by_rows:
            return ("columns",)
        return ("rows",)
