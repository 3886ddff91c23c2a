"""What a text calls the quantities of a convention."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lrproof.conventions.clues import PARAMETERS
from lrproof.conventions.convention import Convention
from lrproof.conventions.facts import TURNED, Facts
from lrproof.setting import Quantity, Setting

_WEIGHTED = re.compile(
    rf"(?:X|\\Phi){TURNED}(?P<rows>[WSRDV])(?:X|\\Phi)|X(?P<columns>[WSRDV])X{TURNED}"
)
_PREDICTED = re.compile(r"y(?:_[a-z])?\(1-y(?:_[a-z])?\)")
"""y(1 − y): y is a prediction."""
_STEPS: Mapping[str, str] = {"new": "old", "(t+1)": "(t)", "t+1": "t", "(k+1)": "(k)", "k+1": "k",
                             "+": ""}  # fmt: skip
"""How parameters after a step are marked, and before it."""
SLOPES = Quantity(
    "S", r"S_{ik}", "slopes of the predictions, on a diagonal", "defined", "[0, 1]", ("m", "m"),
    definition=r"\delta_{ik} f^{(i)} (1-f^{(i)})", letters=("i", "k"), whole="S",
)  # fmt: skip
PRODUCT = Quantity(
    "likelihoods", "L", "likelihood of all labels", "defined", "(0, 1)",
    definition=r"\prod_{i=1}^{m} (f^{(i)})^{y^{(i)}} (1-f^{(i)})^{1-y^{(i)}}",
)  # fmt: skip


def spellings(facts: Facts, convention: Convention) -> dict[str, str]:
    """The names of a text, and what they mean; an empty meaning takes a name away."""
    found: dict[str, str] = {}
    dataset = convention.is_dataset
    if dataset:
        found |= {name: "" for name in facts.counts if name in ("p", "C", "E", "K", "D")}
        if len(facts.objectives) < 2 or "J" not in facts.objectives:
            found |= dict.fromkeys(facts.objectives, "J")
        if facts.is_product:
            found["L"] = "likelihoods"
    else:
        found |= dict.fromkeys(facts.objectives, "L")
        if facts.is_product:
            found["L"] = "likelihood"
    if convention.apart:
        found |= dict.fromkeys(facts.apart, "P")
    both = {"t", "y"} <= facts.names
    if both and (facts.clues.subscripted.get("t") or facts.squares):
        found |= {"t": "y", "y": "f"}
    elif _PREDICTED.search(facts.flat) and "t" not in facts.names:
        found["y"] = "f"
    found |= {big: small for big, small in (("Z", "z"), ("A", "f")) if big in facts.names}
    for name in (r"\phi", r"\varphi", r"\Phi"):
        if name in facts.names and name not in functions(facts):
            found[name] = "x"
    if facts.strength:
        found[facts.strength] = "lambda"
    if "m" in facts.names and facts.clues.stands("m", "x") and facts.examples != "m":
        found["m"] = "w"
    found |= {name: "" for name in functions(facts) if name in PARAMETERS}
    return found | _parameters(facts, convention)


def _parameters(facts: Facts, convention: Convention) -> dict[str, str]:
    """The names of parameters with what marks them: β_0 of a line, θ^{new} after a step."""
    found: dict[str, str] = {}
    here = PARAMETERS & facts.names
    if convention.layout in ("points", "feature") and facts.is_line:
        for name in here:
            found |= {f"{name}_{{0}}": "b", f"{name}_{{1}}": "w"}
    if facts.offset and not convention.has_tilde:
        found[f"{facts.offset}_{{0}}"] = "b"
    symbol = "theta" if convention.has_tilde else "w"
    if convention.steps:
        for name in here | {"b"} & facts.names:
            plain = "b" if name == "b" else symbol
            for after, before in _STEPS.items():
                found |= {
                    f"{name}^{{{after}}}": f"{plain}next",
                    f"{name}_{{{after}}}": f"{plain}next",
                }
                if before:
                    found |= {f"{name}^{{{before}}}": plain, f"{name}_{{{before}}}": plain}
    return found


def functions(facts: Facts) -> dict[str, str]:
    """Letters that are the sigmoid, or softplus, because of what they are applied to."""
    found = {
        name: "sigmoid"
        for name in (r"\phi", r"\varphi", r"\psi", r"\Lambda", "F", "s")
        if re.search(re.escape(name) + r"\(-?(?:z|w|\\theta|\\beta|a|u)", facts.flat)
    }
    if re.search(r"\\theta\((?:s\)=|-?[yt]_)", facts.flat):
        found[r"\theta"] = "sigmoid"
    return found | ({r"\zeta": "softplus"} if r"\zeta" in facts.names else {})


def extras(facts: Facts, setting: Setting) -> tuple[tuple[Quantity, ...], dict[str, str]]:
    """Quantities of a dataset that a text may use without saying what they are, and their names."""
    found: list[Quantity] = []
    names: dict[str, str] = {}
    weighted = _WEIGHTED.search(facts.flat)
    letter = (weighted["rows"] or weighted["columns"]) if weighted else ""
    if letter and letter not in facts.clues.defined:
        found.append(SLOPES)
        names[letter] = "S"
    if "H" in facts.names and facts.clues.says(r"nabla|Hess|partial\s*\^|H\s*\^\s*\{?\s*-"):
        found += _hessian(setting)
    if facts.is_product:
        found.append(PRODUCT)
    return tuple(found), names


def _hessian(setting: Setting) -> list[Quantity]:
    """The second derivatives of the cost by the parameters, if they are a column."""
    name = next(quantity.name for quantity in setting.symbols if quantity.role == "parameter")
    if len(setting.quantity(name).axes) != 1:
        return []
    (axis,) = setting.quantity(name).axes
    k, c = (rf"{setting.quantity(name).whole_tex}_{letter}" for letter in "kc")
    return [
        Quantity(
            "H", "H_{kc}", "Hessian of the cost", "defined", r"\mathbb{R}", (axis, axis), (),
            rf"\frac{{\partial^2 J}}{{\partial {k} \, \partial {c}}}", ("k", "c"),
        )
    ]  # fmt: skip
