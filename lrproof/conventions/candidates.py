"""The settings that a text may mean, most plausible first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product

from lrproof.conventions.clues import FLAT, LABELS, OBJECTIVES, PARAMETERS, Clues
from lrproof.conventions.convention import PENALTIES, Convention, setting
from lrproof.setting import Quantity, Setting
from lrproof.settings import SETTINGS
from lrproof.settings.logistic import with_variable

_VARIABLES = "zxtusva"
_COUNTS = ("m", "N", "n", "M")
_FEATURES = ("n", "d", "p", "D", "m", "M", "k")
_MARGIN = re.compile(
    r"(?:e\^|exp)[(\[]?-[yYt](?:_[a-z]|\^\(?[a-z]\)?)?(?:[(\[]|\\theta|\\beta|[wxzfX])"
)
"""An exponent such as −y_i θᵀx_i, which labels −1 and 1 have."""
_TURNED = r"\^(?:\\top|T|\\intercal|\\mathrmT|\\mathsfT)"
_GRAM = re.compile(r"X\s*\^\s*\{?\s*(?:\\top|\\mathsf\s*\{?T\}?|T|\\intercal)\s*\}?\s*X")
_WEIGHTED = re.compile(rf"X{_TURNED}(?P<rows>[WSRDV])X|X(?P<columns>[WSRDV])X{_TURNED}")
_SLOPES = Quantity(
    "S", r"S_{ik}", "slopes of the predictions, on a diagonal", "defined", "[0, 1]", ("m", "m"),
    definition=r"\delta_{ik} f^{(i)} (1-f^{(i)})", letters=("i", "k"), whole="S",
)  # fmt: skip
_PRODUCT = Quantity(
    "likelihoods", "L", "likelihood of all labels", "defined", "(0, 1)",
    definition=r"\prod_{i=1}^{m} (f^{(i)})^{y^{(i)}} (1-f^{(i)})^{1-y^{(i)}}",
)  # fmt: skip
_LIKELIHOODS = (r"\ell", "l", "LL")


@dataclass(frozen=True)
class Candidate:
    """A setting that a text may mean, and what it assumes, in sentences."""

    setting: Setting
    assumptions: tuple[str, ...] = ()
    convention: Convention | None = None
    names: Mapping[str, str] = field(default_factory=dict)


def candidates(clues: Clues) -> Iterator[Candidate]:
    """What a text may mean."""
    yield from _Rules(clues).candidates()


def _hessian(setting: Setting) -> Quantity:
    """The second derivatives of the cost by the parameters."""
    name = next(quantity.name for quantity in setting.symbols if quantity.role == "parameter")
    (axis,) = setting.quantity(name).axes
    k, c = (rf"{setting.quantity(name).whole_tex}_{letter}" for letter in "kc")
    return Quantity(
        "H", "H_{kc}", "Hessian of the cost", "defined", r"\mathbb{R}", (axis, axis), (),
        rf"\frac{{\partial^2 J}}{{\partial {k} \, \partial {c}}}", ("k", "c"),
    )  # fmt: skip


class _Rules:
    """How clues make candidates."""

    def __init__(self, clues: Clues) -> None:
        self.clues = clues
        self.names = clues.names

    def candidates(self) -> Iterator[Candidate]:
        if self.is_softmax:
            yield from self.softmax()
        if not self.is_dataset:
            yield from self.single()
        if self.is_dataset:
            for convention in self.datasets():
                yield self.candidate(convention)
        elif not self.is_softmax:
            yield self.candidate(Convention())

    # What the text is about.

    @cached_property
    def objectives(self) -> list[str]:
        """The names of costs, losses and likelihoods that stand here."""
        found = [name for name in OBJECTIVES if name in self.names]
        if "C" in found and len(found) > 1:
            found.remove("C")
        if "l" in found and not self.clues.stands(r"\partial", "l") and "l" not in (
            self.clues.defined
        ):  # fmt: skip
            found.remove("l")
        return [name for name in found if name != "L" or not self.is_product]

    @cached_property
    def has_logistic(self) -> bool:
        signs = {r"\sigma", r"\ln", r"\log", r"\exp", "ln", "log", "exp", "e", "sigmoid", "g", "S"}
        return bool(signs & self.names)

    @cached_property
    def is_linear(self) -> bool:
        return not self.has_logistic and (
            self.squares or self.clues.says(r"linear regression|least squares") or self.has_gram
        )

    @cached_property
    def has_gram(self) -> bool:
        return _GRAM.search(self.clues.text) is not None

    @cached_property
    def squares(self) -> bool:
        """Whether a bracket or a norm is squared that holds a label."""
        for side in self.clues.sides:
            texts = [t.text for t in side]
            for at, text in enumerate(texts[:-1]):
                closes = at and texts[at - 1] in (")", "]", r"\}", r"\rVert", r"\|", "}")
                if text == "^" and "2" in texts[at + 1 : at + 3] and closes and at > 2:
                    return bool({"y", "Y", "t"} & set(texts))
        return False

    @cached_property
    def is_softmax(self) -> bool:
        if self.clues.says(r"softmax|one-hot|classes"):
            return True
        if len(self.clues.subscripted.get("W", ())) > 1:
            return True
        if any(r.upper in ("K", "C", "k") for r in self.clues.ranges):
            return True
        if r"\delta" in self.names and {"p", r"\hat y", "y", "s"} & self.names:
            return bool(self.clues.subscripted.get(r"\delta"))
        below = {
            name: {x for x in self.clues.subscripted.get(name, ()) if x.isalpha()}
            for name in ("z", "p", "y")
        }
        different = below["z"] and (below["p"] | below["y"]) - below["z"]
        return bool(different) and "x" not in self.names

    @cached_property
    def is_dataset(self) -> bool:
        return not self.is_softmax and bool(
            self.clues.superscripts
            or self.example_letters
            or {"X", "Y"} & self.names
            or any(letter in _COUNTS for letter in self.clues.divisors)
            or self.clues.says(r"\b(number of|training) examples\b")
        )

    @cached_property
    def example_letters(self) -> set[str]:
        """The index letters that count examples."""
        found = set(self.clues.superscripts)
        for letter, names in self.clues.letters.items():
            if letter.isalpha() and names & (LABELS - PARAMETERS):
                found.add(letter)
        for range_ in self.clues.ranges:
            names = self.clues.letters.get(range_.letter, frozenset())
            if not names & PARAMETERS and range_.letter.isalpha():
                found.add(range_.letter)
        return found

    # How its sizes and quantities are called.

    @cached_property
    def examples(self) -> str:
        """The letter for the number of examples."""
        for range_ in self.clues.ranges:
            if range_.letter in self.example_letters and range_.upper.isalpha():
                return range_.upper
        for letter in self.clues.divisors:
            if letter in _COUNTS:
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
            found.setdefault(next(x for x in _FEATURES if x not in found), "n")
        return found

    @cached_property
    def spellings(self) -> dict[str, str]:
        """What quantities are called."""
        found = dict.fromkeys(self.counts, "")
        found = {name: "" for name in found if name in ("p", "C", "E", "K", "D")}
        if len(self.objectives) < 2 or "J" not in self.objectives:
            found |= dict.fromkeys(self.objectives, "J")
        if "t" in self.names and "y" in self.names and self.clues.subscripted.get("t"):
            found |= {"t": "y", "y": "f"}
        if "Z" in self.names:
            found["Z"] = "z"
        if "A" in self.names:
            found["A"] = "f"
        for name in (r"\phi", r"\varphi", r"\Phi"):
            if name in self.names and not self.clues.stands(name, "z"):
                found[name] = "x"
        if self.is_product:
            found["L"] = "likelihoods"
        return found

    # Candidates.

    def candidate(self, convention: Convention) -> Candidate:
        made = setting(convention)
        spellings = {**made.spellings, **(self.spellings if convention.is_dataset else {})}
        if convention.apart:
            spellings |= {rf"{name}_{{\lambda}}": "P" for name in self.objectives}
        counts = self.counts if convention.is_dataset else {}
        weighted = _WEIGHTED.search(FLAT.sub("", self.clues.text))
        if convention.is_dataset:
            letter = (weighted["rows"] or weighted["columns"]) if weighted else ""
            extra = [_SLOPES] if letter and letter not in self.clues.defined else []
            spellings |= {letter: "S"} if extra else {}
            if "H" in self.names and self.clues.says(r"nabla\s*\^\s*\{?2|Hess|partial\s*\^"):
                extra.append(_hessian(made))
            if self.is_product:
                extra.append(_PRODUCT)
            made = replace(made, symbols=(*made.symbols, *extra))
        return Candidate(
            replace(made, spellings=spellings, counts=counts),
            tuple(self.sentences(convention)),
            convention,
        )

    def single(self) -> Iterator[Candidate]:
        """One real variable, or one example."""
        letters = [name for name in self.names if len(name) == 1 or name.startswith("\\")]
        plain = not ({"y", "w", "b", "L", "J", r"\theta", r"\beta"} & set(letters))
        if plain:
            for letter in _VARIABLES:
                if letter in self.names:
                    yield Candidate(with_variable(letter))
        if self.is_softmax:
            return
        yield Candidate(SETTINGS["feature"])
        yield Candidate(SETTINGS["example"])
        for convention in self.singles():
            yield self.candidate(convention)

    def singles(self) -> Iterator[Convention]:
        layouts = ("feature", "example")
        for layout, parameters in product(layouts, self.parameters):
            if layout == "feature" and parameters in ("intercept", "stacked"):
                continue
            base = Convention(layout=layout, parameters=parameters)
            yield from self.models(base)

    def models(self, base: Convention) -> Iterator[Convention]:
        """Labels, model and sign of the objective."""
        if self.is_linear:
            yield replace(base, model="linear")
            yield replace(base, model="linear", halved=False)
            return
        if self.has_signs:
            yield replace(base, signs=True)
            return
        if self.clues.says("poisson"):
            yield replace(base, model="counts")
            return
        if not self.is_likelihood or not base.is_dataset:
            yield base
        if self.is_likelihood or self.may_be_likelihood:
            yield replace(base, maximised=True)
        if self.is_likelihood and self.defines_objective:
            yield base
        if self.squares:
            yield replace(base, model="squared")
            yield replace(base, model="squared", halved=False)

    @cached_property
    def parameters(self) -> list[str]:
        """How the parameters may be put together."""
        text = self.clues.text
        if r"\tilde x" in self.names or r"\tilde X" in self.names:
            return ["stacked"]
        below = self.clues.subscripted
        zero = any("0" in below.get(name, ()) for name in (*PARAMETERS, "x"))
        zero = zero or any(r.lower == "0" for r in self.clues.ranges)
        if zero or self.clues.says(r"column of ones|intercept"):
            return ["intercept", "bias"] if "b" in self.names else ["intercept"]
        if "b" in self.names or re.search(r"\bbias\b", text):
            return ["bias"]
        if "w" in self.names:
            return ["bias", "plain"]
        return ["plain", "bias"]

    @cached_property
    def has_signs(self) -> bool:
        """Whether labels are −1 and 1."""
        flat = FLAT.sub("", self.clues.text)
        return bool(re.search(r"-1,\+?1|±1|\\pm1", flat) or _MARGIN.search(flat))

    @cached_property
    def is_likelihood(self) -> bool:
        """Whether the objective is a log-likelihood by its name."""
        if self.has_signs:
            return False
        named = [name for name in self.objectives if name in _LIKELIHOODS]
        return bool(named) and not [n for n in self.objectives if n not in _LIKELIHOODS]

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
        return bool(set(self.objectives) & self.clues.defined)

    @cached_property
    def has_penalty(self) -> bool:
        return bool({r"\lambda"} & self.names) or "λ" in self.clues.text

    def datasets(self) -> Iterator[Convention]:
        """A dataset, in every way that the text leaves open."""
        for layout, parameters in product(self.layouts, self.parameters):
            base = Convention(layout=layout, parameters=parameters)
            for model in self.models(base):
                for reduction in self.reductions(model):
                    made = replace(model, reduction=reduction)
                    yield from self.penalised(made) if self.has_penalty else (made,)

    def reductions(self, model: Convention) -> tuple[str, ...]:
        if "C" in self.names and "C" not in self.counts and not self.has_penalty and (
            "C" not in self.objectives
        ):  # fmt: skip
            return ("C",)
        if self.defines_objective:
            return ("mean", "sum")
        if self.examples in self.clues.divisors:
            return ("mean",)
        return ("sum", "mean") if model.maximised else ("mean", "sum")

    def penalised(self, base: Convention) -> Iterator[Convention]:
        apart = any(r"\lambda" in self.clues.subscripted.get(n, ()) for n in self.objectives)
        usual = ("λ/(2m)", "λ/2", "λ/m", "λ") if base.reduction == "mean" else ("λ/2", "λ")
        for penalty in PENALTIES if self.defines_objective else usual:
            made = replace(base, penalty=penalty, apart=apart)
            yield made
            if self.defines_objective and base.parameters != "plain":
                yield replace(made, whole=True)

    @cached_property
    def layouts(self) -> tuple[str, ...]:
        text = FLAT.sub("", self.clues.text)
        if self.clues.says(r"columns? (?:are|of X are)|examples as columns"):
            return ("columns",)
        by_rows = re.search(r"X(?:\\theta|\\beta|w|W|\\Theta)", text)
        by_columns = re.search(rf"(?:w|W|\\theta|\\beta|\\Theta){_TURNED}X", text)
        if by_columns and not by_rows:
            return ("columns",)
        if "A" in self.names and "X" in self.names and not by_rows:
            return ("columns",)
        return ("rows",)

    def softmax(self) -> Iterator[Candidate]:
        """One example of one of K classes."""
        uppers = {r.upper for r in self.clues.ranges} & {"K", "C", "k", "n", "N"}
        counts = dict.fromkeys(uppers or {"K"}, "K")
        for name in ("scores", "softmax"):
            made = SETTINGS[name]
            sizes = {**counts, **({"n": "n"} if "n" in made.sizes and "n" not in counts else {})}
            spellings = {"s": "p"} if "s" in self.names and "p" not in self.names else {}
            yield Candidate(
                replace(made, counts=sizes, spellings={"C": "", **spellings} if "C" in sizes
                        else spellings),
                ("the loss is the cross-entropy of one example of one of the classes",),
            )  # fmt: skip

    def sentences(self, convention: Convention) -> Iterator[str]:
        """What a convention assumes, in words."""
        parameter = next((n for n in (r"\theta", r"\beta", "w") if n in self.names), "w")
        parameter = {r"\theta": "θ", r"\beta": "β"}.get(parameter, parameter)
        if convention.is_dataset and self.examples in self.names:
            yield f"{self.examples} counts the examples"
        if convention.layout == "columns":
            yield "the columns of X are the examples"
        elif convention.is_dataset and "X" in self.names:
            yield "the rows of X are the examples"
        if convention.parameters == "plain":
            yield f"{parameter} holds no bias"
        if convention.parameters == "intercept":
            yield f"{parameter}_0 is the bias, and x_0 = 1"
        if convention.signs:
            yield "labels are −1 and 1"
        if convention.model == "linear":
            yield "this is linear regression: the prediction is the logit itself"
        objective = next(iter(self.objectives), "")
        objective = {r"\ell": "ℓ"}.get(objective, objective)
        if convention.is_dataset and objective:
            if convention.maximised:
                yield f"{objective} is the log-likelihood, which is to be as large as possible"
            if convention.reduction != "C":
                yield f"{objective} is the {convention.reduction} over the examples"
        if convention.model in ("linear", "squared") and objective:
            half = "½(f − y)²" if convention.halved else "(f − y)²"
            yield f"the loss of an example is {half}"
        if convention.penalty:
            bias = "with" if convention.whole else "without"
            bias = "" if convention.parameters == "plain" else f", {bias} the bias"
            yield f"the penalty is {convention.penalty} times the sum of the squares{bias}"
