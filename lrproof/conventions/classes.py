"""Several classes: the settings of softmax regression that a text may mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lrproof.conventions.facts import Facts
from lrproof.setting import Quantity, Setting
from lrproof.settings import SETTINGS
from lrproof.settings.logistic import REAL

_PROBABILITIES = ("p", r"\hat y", r"\hat p", "a", "S", "s", "q", r"\pi", "f", "h", r"\sigma")


def of_classes(facts: Facts) -> Iterator[tuple[Setting, tuple[str, ...]]]:
    """The settings of classes, and what they assume."""
    one = "the loss is the cross-entropy of one example of one of the classes"
    if not facts.clues.superscripts and "X" not in facts.names:
        for name in ("scores", "softmax"):
            yield _called(facts, SETTINGS[name]), (one,)
        yield _called(facts, _without_bias(SETTINGS["softmax"])), (one, "there is no bias")
    for reduction in ("mean", "sum"):
        for turned in (False, True):
            for bias in (False, True) if "b" in facts.names else (False,):
                made = _dataset(reduction, turned, bias)
                said = (f"the cost is the {reduction} of the cross-entropies of the examples",)
                yield _called(facts, made), said


def _without_bias(setting: Setting) -> Setting:
    symbols = tuple(q for q in setting.symbols if q.name != "b")
    logit = replace(setting.quantity("z"), definition=r"\sum_{j=1}^{n} W_{kj} x_j")
    return replace(
        setting,
        name=f"{setting.name}-plain",
        title=f"{setting.title}, without bias",
        symbols=tuple(logit if q.name == "z" else q for q in symbols),
    )


def _called(facts: Facts, setting: Setting) -> Setting:
    """The setting in the words of a text."""
    uppers = {r.upper for r in facts.clues.ranges if r.upper.isalpha()}
    classes = uppers & {"K", "C", "k"} or (uppers if "m" not in setting.sizes else set()) or {"K"}
    counts = dict.fromkeys(classes, "K")
    examples = facts.examples if facts.examples not in classes else "m"
    if "m" in setting.sizes:
        counts[examples] = "m"
    if "n" in setting.sizes:
        counts.setdefault(next(x for x in ("n", "d", "D", "p") if x not in counts), "n")
    names = dict.fromkeys(counts, "")
    names = {name: "" for name in names if name in ("p", "C", "k")}
    if facts.score and facts.score != "z":
        names[facts.score] = "z"
    likely = (facts.probability, *_PROBABILITIES)
    spelled = next((n for n in likely if n in facts.names and n not in names), "")
    if spelled:
        names[spelled] = "p"
    if "t" in facts.names and "y" in facts.names:
        names |= {"t": "y", "y": "p"}
    if "n" in setting.sizes:
        names |= {name: "W" for name in ("w", r"\theta", r"\Theta") if name in facts.names}
    if "m" in setting.sizes:
        names |= {"P": "p", "Y": "y", "Z": "z", r"\hat Y": "p", "X": "x"}
        names |= dict.fromkeys(facts.objectives, "J")
    else:
        names |= dict.fromkeys(facts.objectives, "L")
        for letter in ("i", "n"):
            # L_i beside p_k: one example, which is the i-th.
            if any(letter in facts.clues.subscripted.get(name, ()) for name in facts.objectives):
                names |= {f"{name}_{{{letter}}}": "L" for name in facts.objectives}
                names[f"y_{{{letter}}}"] = "y"
    return replace(setting, counts=counts, spellings={**setting.spellings, **names})


def _dataset(reduction: str, turned: bool, bias: bool) -> Setting:
    """Many examples with one of K classes each; `turned` has a row of W for each class."""
    one = SETTINGS["softmax"]
    weight = "W_{kj}" if turned else "W_{jk}"
    factor = r"\frac{1}{m}" if reduction == "mean" else ""
    offset = " + b_k" if bias else ""
    many = SETTINGS["dataset"]
    return replace(
        one,
        name=f"classes-{reduction}",
        title="m examples with n features, each of one of K classes",
        symbols=(
            many.quantity("x"),
            replace(one.quantity("W"), tex=weight, axes=("K", "n") if turned else ("n", "K")),
            *([one.quantity("b")] if bias else []),
            Quantity("y", "y_k^{(i)}", "1 for the class of example i, else 0", "classes",
                     r"\{0, 1\}", ("m", "K")),
            Quantity("z", "z_k^{(i)}", "logit of class k for example i", "defined", REAL,
                     ("m", "K"), (), rf"\sum_{{j=1}}^{{n}} {weight} x_j^{{(i)}}{offset}",
                     ("i", "k")),
            Quantity("p", "p_k^{(i)}", "prediction for class k of example i", "defined", "(0, 1)",
                     ("m", "K"), (r"\hat y", "a", "f"),
                     r"\frac{e^{z_k^{(i)}}}{\sum_{c=1}^{K} e^{z_c^{(i)}}}", ("i", "k")),
            Quantity("L", "L^{(i)}", "loss of example i", "defined", r"[0, \infty)", ("m",), (),
                     r"-\sum_{k=1}^{K} y_k^{(i)} \ln p_k^{(i)}", ("i",)),
            Quantity("J", "J", "cost", "defined", r"[0, \infty)", (), (),
                     rf"{factor} \sum_{{i=1}}^{{m}} L^{{(i)}}"),
        ),
        sizes={"m": 3, "K": 3, "n": 2},
        objective="J",
        losses="L",
        singles={"J": "L"},
    )  # fmt: skip
