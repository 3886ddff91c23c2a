"""A convention, as a few choices, and the setting that it makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from lrproof.setting import Quantity, Setting
from lrproof.settings import SETTINGS
from lrproof.settings.logistic import REAL

_BASES: Mapping[str, str] = {
    "feature": "feature", "example": "example", "rows": "dataset", "columns": "columns",
    "points": "dataset",
}  # fmt: skip
_LOGITS: Mapping[str, str] = {
    "feature": "w x",
    "example": r"\sum_{k=1}^{n} w_k x_k",
    "rows": r"\sum_{k=1}^{n} w_k x_k^{(i)}",
    "columns": r"\sum_{k=1}^{n} w_k X_{ki}",
    "points": "w x^{(i)}",
}
_EXTENDED: Mapping[str, tuple[str, str, tuple[str, ...], tuple[str, ...]]] = {
    "example": (r"\tilde x_k", "x_k", ("n+",), ("k",)),
    "rows": (r"\tilde x_k^{(i)}", "x_k^{(i)}", ("m", "n+"), ("i", "k")),
    "columns": (r"\tilde X_{ki}", "X_{ki}", ("n+", "m"), ("k", "i")),
}
"""The features with a 1 before them: TeX of an entry, of the feature itself, axes and letters."""
PENALTIES: Mapping[str, str] = {
    "λ/(2m)": r"\frac{\lambda}{2m}",
    "λ/2": r"\frac{\lambda}{2}",
    "λ/m": r"\frac{\lambda}{m}",
    "λ": r"\lambda",
}
_STRENGTH = SETTINGS["dataset"].quantity("lambda")


@dataclass(frozen=True)
class Convention:
    """What a text may leave open.

    Attributes:
        layout: `feature` and `example` are one example with one feature or n; `rows` and
            `columns` say what the examples of a dataset are in X; `points` have one feature.
        parameters: `bias` has w and b; `plain` has no bias; `intercept` has the bias as θ_0, and
            x_0 = 1; `stacked` too, with the features that include the 1 as x̃.
        model: `logistic`, `linear`, `counts` of Poisson regression, or `squared`: the squared
            error through a sigmoid.
        signs: Whether labels are −1 and 1.
        halved: Whether the squared error of an example has a ½.
        reduction: `mean` or `sum` over the examples, or `C`: a sum with the factor C.
        maximised: Whether the objective is the log-likelihood.
        penalty: One of `PENALTIES`; empty without one.
        whole: Whether the bias is penalised too.
        apart: Whether the cost with penalty has a name of its own, J_λ.
        steps: Whether a step is made from the parameters to others.
        features: How many features there are, where they are written out; else 0.
        zero_apart: Whether the j of θ_j begins with 1, because θ_0 is spoken of by itself.
    """

    layout: str = "rows"
    parameters: str = "bias"
    model: str = "logistic"
    signs: bool = False
    halved: bool = True
    reduction: str = "mean"
    maximised: bool = False
    penalty: str = ""
    whole: bool = False
    apart: bool = False
    steps: bool = False
    features: int = 0
    zero_apart: bool = False

    @property
    def is_dataset(self) -> bool:
        """Whether there are many examples."""
        return self.layout in ("rows", "columns", "points")

    @property
    def has_tilde(self) -> bool:
        """Whether the features are extended by a 1."""
        return self.parameters in ("intercept", "stacked")


@lru_cache(maxsize=512)
def setting(convention: Convention) -> Setting:
    """The setting of a convention, in canonical names."""
    base = SETTINGS[_BASES[convention.layout]]
    dataset = convention.is_dataset
    example = "^{(i)}" if dataset else ""
    features = [base.quantity("x")]
    parameters = [base.quantity("w"), base.quantity("b")]
    if convention.layout == "points":
        features = [replace(features[0], tex="x^{(i)}", axes=("m",))]
        parameters[0] = SETTINGS["feature"].quantity("w")
    logit = f"{_LOGITS[convention.layout]} + b"
    if convention.parameters == "plain":
        parameters, logit = parameters[:1], _LOGITS[convention.layout]
    if convention.has_tilde:
        tex, plain, axes, letters = _EXTENDED[convention.layout]
        parameters = [SETTINGS["stacked"].quantity("theta")]
        features.append(
            replace(
                SETTINGS["stacked"].quantity("xtilde"), tex=tex, axes=axes, letters=letters,
                definition=rf"\begin{{cases}} 1 & \text{{if }} k = 0 \\ {plain} &"
                r" \text{otherwise} \end{cases}",
            )
        )  # fmt: skip
        logit = rf"\sum_{{k=0}}^{{n}} \theta_k {tex}"
    strength = [_STRENGTH] if dataset or convention.penalty else []
    has_steps = dataset or convention.steps
    step = [SETTINGS["dataset"].quantity("alpha")] if has_steps else []
    symbols = [
        features[0],
        *parameters,
        _label(base.quantity("y"), convention),
        *strength,
        *step,
        *features[1:],
        replace(base.quantity("z"), definition=logit),
        _prediction(base.quantity("f"), convention, example),
        replace(base.quantity("L"), definition=_loss(convention, example)),
    ]
    if dataset:
        symbols += _objectives(base.quantity("J"), convention)
        symbols += _steps(parameters, "J", convention)
    elif convention.steps:
        symbols += _steps(parameters, "L", convention)
    elif convention.model == "logistic":
        likelihood = base.quantity("likelihood")
        if convention.signs:
            likelihood = replace(likelihood, definition=r"\frac{1}{1+e^{-y z}}")
        symbols.append(likelihood)
    steps = {quantity.name: f"{quantity.name}next" for quantity in parameters} if has_steps else {}
    return replace(
        base,
        name=_name(convention, base),
        title=_title(convention, base),
        symbols=tuple(symbols),
        sizes={"m": 3, "n": 2} if dataset else base.sizes,
        functions={} if convention.model in ("linear", "counts") else base.functions,
        conditional={} if convention.model != "logistic" else base.conditional,
        argument=parameters[0].name if len(parameters) == 1 else None,
        steps=steps,
        zero_apart=convention.zero_apart,
        spellings=_spellings(convention),
        singles={"J": "L"} if dataset else {},
    )


def _spellings(convention: Convention) -> dict[str, str]:
    found = {}
    parameter = "theta" if convention.has_tilde else "w"
    for name in ("w", r"\theta", r"\beta", r"\Theta", r"\omega", "W"):
        found[name] = parameter
    for name in (r"\hat X", r"\tilde X") if convention.parameters == "stacked" else ():
        found[name] = "xtilde"
    if convention.parameters == "intercept":
        found |= {"x": "xtilde", "X": "xtilde"}
    elif convention.layout not in ("feature", "points"):
        found["X"] = "x"
    return found


def _label(label: Quantity, convention: Convention) -> Quantity:
    label = replace(label, spellings=(*label.spellings, "Y"))
    if convention.model in ("linear", "counts"):
        return replace(label, meaning="target, any number", role="data", domain=REAL)
    if convention.signs:
        return replace(label, role="sign", domain=r"\{-1, 1\}")
    return label


def _prediction(found: Quantity, convention: Convention, example: str) -> Quantity:
    found = replace(found, spellings=(*found.spellings, r"\hat p", r"\hat Y", r"\mu"))
    if convention.model == "linear":
        return replace(found, domain=REAL, definition=f"z{example}")
    if convention.model == "counts":
        return replace(found, domain=r"(0, \infty)", definition=f"e^{{z{example}}}")
    return found


def _loss(convention: Convention, example: str) -> str:
    y, f, z = (f"{name}{example}" for name in "yfz")
    if convention.model in ("linear", "squared"):
        square = f"({f}-{y})^2"
        return rf"\frac{{1}}{{2}} {square}" if convention.halved else square
    if convention.model == "counts":
        return f"{f} - {y} {z}"
    found = rf"\ln(1+e^{{-{y} {z}}})" if convention.signs else ""
    found = found or rf"-{y} \ln {f} - (1-{y}) \ln(1-{f})"
    if convention.penalty and not convention.is_dataset:
        found += f" + {_penalty(convention)}"
    return f"-({found})" if convention.maximised else found


def _penalty(convention: Convention) -> str:
    factor = PENALTIES.get(convention.penalty, r"\frac{1}{2}")
    squares = r"\sum_{k=1}^{n} w_k^2"
    if convention.layout in ("feature", "points"):
        squares = "w^2"
    if convention.has_tilde:
        squares = rf"\sum_{{k={0 if convention.whole else 1}}}^{{n}} \theta_k^2"
    elif convention.whole and convention.parameters == "bias":
        squares = f"({squares} + b^2)"
    return f"{factor} {squares}"


def _objectives(cost: Quantity, convention: Convention) -> list[Quantity]:
    factor = {"mean": r"\frac{1}{m}", "sum": "", "C": "C"}[convention.reduction]
    total = rf"{factor} \sum_{{i=1}}^{{m}} L^{{(i)}}"
    sign = "-" if convention.maximised else "+"
    penalised = f"{total} {sign} {_penalty(convention)}"
    found = []
    if convention.reduction == "C":
        found.append(Quantity("C", "C", "strength of the losses", "penalty", r"(0, \infty)"))
        penalised = f"{_penalty(convention)} + {total}"
        cost = replace(cost, spellings=("E",))
    if convention.apart:
        found.append(
            replace(
                cost, name="P", tex=r"J_\lambda", meaning="cost with penalty", spellings=(),
                definition=penalised,
            )
        )  # fmt: skip
    if convention.apart or not (convention.penalty or convention.reduction == "C"):
        penalised = total
    return [*found, replace(cost, definition=penalised)]


def _steps(parameters: list[Quantity], objective: str, convention: Convention) -> list[Quantity]:
    """The parameters after a step of gradient descent, or of ascent; by one example too."""
    sign = "+" if convention.maximised else "-"
    found = []
    for quantity in parameters:
        letters = ("j" if "n" in quantity.axes else "k",) if quantity.axes else ()
        step = Quantity(
            f"{quantity.name}next", f"{quantity.tex}^{{+}}", f"{quantity.meaning} after a step",
            "defined", REAL, quantity.axes, (), rf"{quantity.tex} {sign} \alpha"
            rf" \frac{{\partial {objective}}}{{\partial {quantity.tex}}}", letters,
            whole=f"{quantity.whole_tex}^{{+}}",
        )  # fmt: skip
        found.append(step)
        if convention.is_dataset:
            found.append(
                replace(
                    step, name=f"{step.name}one", meaning=f"{step.meaning} by one example",
                    axes=(*step.axes, "m"), letters=(*letters, "i"),
                    definition=rf"{quantity.tex} {sign} \alpha"
                    rf" \frac{{\partial L^{{(i)}}}}{{\partial {quantity.tex}}}",
                )
            )  # fmt: skip
    return found


def _name(convention: Convention, base: Setting) -> str:
    parts = [base.name]
    parts += [convention.model] if convention.model != "logistic" else []
    parts += [convention.parameters] if convention.parameters != "bias" else []
    parts += ["signs"] if convention.signs else []
    parts += [convention.reduction] if convention.reduction != "mean" else []
    parts += ["likelihood"] if convention.maximised else []
    parts += ["penalty"] if convention.penalty else []
    return "-".join(parts)


def _title(convention: Convention, base: Setting) -> str:
    start = {
        "linear": "linear regression: ",
        "counts": "Poisson regression: ",
        "squared": "squared error through a sigmoid: ",
    }
    title = start.get(convention.model, "") + base.title
    if convention.parameters == "plain":
        title += ", without bias"
    if convention.has_tilde:
        title += ", and the bias as the first parameter"
    if convention.signs:
        title += ", with labels −1 and 1"
    if convention.penalty or convention.reduction == "C":
        title += ", and a penalty"
    return title
