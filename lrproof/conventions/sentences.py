"""What a convention assumes, in words."""

from __future__ import annotations

from collections.abc import Iterator

from lrproof.conventions.convention import Convention
from lrproof.conventions.facts import Facts


def sentences(facts: Facts, convention: Convention) -> Iterator[str]:
    """What a convention assumes, each in a sentence."""
    parameter = next((n for n in (r"\theta", r"\beta", "w") if n in facts.names), "w")
    parameter = {r"\theta": "θ", r"\beta": "β"}.get(parameter, parameter)
    if convention.is_dataset and facts.examples in facts.names:
        yield f"{facts.examples} counts the examples"
    if convention.layout == "columns":
        yield "the columns of X are the examples"
    elif convention.is_dataset and "X" in facts.names:
        yield "the rows of X are the examples"
    if convention.parameters == "plain":
        yield f"{parameter} holds no bias"
    if convention.parameters == "intercept":
        yield f"{parameter}_0 is the bias, and x_0 = 1"
    if convention.signs:
        yield "labels are −1 and 1"
    if convention.model == "linear":
        yield "this is linear regression: the prediction is the logit itself"
    objective = next(iter(facts.objectives), "")
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
