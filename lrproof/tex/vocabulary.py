"""Which names the reader knows. A setting makes one; the reader knows nothing else about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

FUNCTIONS: Mapping[str, str] = {
    r"\ln": "ln",
    r"\log": "ln",
    r"\lg": "lg",
    r"\exp": "exp",
    r"\tanh": "tanh",
    r"\max": "max",
    r"\min": "min",
    r"\sigma": "sigmoid",
    r"\operatorname{logit}": "logit",
    "ln": "ln",
    "log": "ln",
    "exp": "exp",
    "tanh": "tanh",
    "max": "max",
    "min": "min",
    "lg": "lg",
    "sigmoid": "sigmoid",
    "Sigmoid": "sigmoid",
    "sigm": "sigmoid",
    "expit": "sigmoid",
    "logistic": "sigmoid",
    "logit": "logit",
    "softplus": "softplus",
}
"""Every setting knows these, by command or typed as a word; log is the natural logarithm.

lg, the one to base 10, and softplus are written out by the reader.
"""


DATA = frozenset("xyzXYZ")
"""With a hat these are something else."""
ARRAYS = frozenset({"diag", "argmin", "softmax", "tr"})
"""Words that make or take arrays, in every setting."""


@dataclass(frozen=True)
class Vocabulary:
    r"""The names of one setting.

    Attributes:
        names: Canonical name of each spelling: `{"f": "f", r"\hat y": "f"}`.
        axes: Axes of each canonical name: `{"w": ("n",), "x": ("m", "n")}`; scalars have none.
        rows: Names of the quantities that are rows, not columns, as a whole.
        depends: For a defined quantity, all that it depends on: f(x) is then f, not f times x.
        functions: Spellings that are functions here besides `FUNCTIONS`.
        sizes: Spellings of the sizes of axes: `{"m": "m", "N": "m"}`.
        conditional: Spellings that with a bar in their bracket name another quantity: p(y | x).
        logits: For a quantity that is the sigmoid of another, that other: `{"f": "z"}`.
        variable: The quantity that a prime, or a function without its argument, refers to.
        objective: The quantity that `dz`, `dw` as courses write them are derivatives of.
        losses: The loss of each example, if there are many: `dz^{(i)}` is its derivative.
        argument: The one quantity that the objective is a function of: J(θ), if there is one.
        steps: For a quantity that an update rule changes, the name of what it becomes.
        singles: For a quantity of all examples, the one of each that shares its name: J^{(i)}.
        title: Words for messages: "one example with one feature".
    """

    names: Mapping[str, str]
    axes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rows: frozenset[str] = frozenset()
    depends: Mapping[str, frozenset[str]] = field(default_factory=dict)
    functions: Mapping[str, str] = field(default_factory=dict)
    sizes: Mapping[str, str] = field(default_factory=dict)
    conditional: Mapping[str, str] = field(default_factory=dict)
    logits: Mapping[str, str] = field(default_factory=dict)
    variable: str | None = None
    objective: str | None = None
    losses: str | None = None
    argument: str | None = None
    steps: Mapping[str, str] = field(default_factory=dict)
    singles: Mapping[str, str] = field(default_factory=dict)
    title: str = "this setting"

    def plain(self, spelling: str) -> str:
        r"""A name that a bar or a tilde tells from others, or with a hat like any other one."""
        hat, _, name = spelling.partition(" ")
        if not name or spelling in self.names:
            return spelling
        # An estimate is one of the parameter; that of a label is a prediction, not the label.
        if hat == r"\hat" and name in self.names and name not in DATA:
            return name
        return rf"\hat {name}"

    def function(self, spelling: str) -> str | None:
        """The function that a spelling names here, if any; a quantity's name goes before."""
        if spelling in self.names:
            return None
        return self.functions.get(spelling) or FUNCTIONS.get(spelling)

    @cached_property
    def decorated(self) -> frozenset[str]:
        r"""The spellings with something above or below the name: W^{[1]}, J_{\lambda}."""
        return frozenset(name for name in self.names if "^" in name or "_" in name)

    @cached_property
    def known(self) -> frozenset[str]:
        """All spellings that are words, for cutting `wx` and `xln` into names."""
        return frozenset(
            name
            for table in (self.names, self.functions, FUNCTIONS, self.sizes, ARRAYS)
            for name in table
            if name.isalnum()
        )
