"""The settings that a text may mean, most plausible first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from lrproof.conventions.called import extras, functions, spellings
from lrproof.conventions.classes import of_classes
from lrproof.conventions.clues import Clues
from lrproof.conventions.convention import PENALTIES, Convention, setting
from lrproof.conventions.facts import Facts
from lrproof.conventions.sentences import sentences
from lrproof.setting import Setting
from lrproof.settings import SETTINGS
from lrproof.settings.logistic import with_variable

_VARIABLES = "zxtusva"


@dataclass(frozen=True)
class Candidate:
    """A setting that a text may mean, and what it assumes, in sentences."""

    setting: Setting
    assumptions: tuple[str, ...] = ()


def candidates(clues: Clues) -> Iterator[Candidate]:
    """What a text may mean."""
    facts = Facts(clues)
    if facts.has_layers:
        yield Candidate(SETTINGS["network"])
    if facts.is_softmax:
        for made, said in of_classes(facts):
            yield Candidate(made, said)
    dataset = facts.is_dataset and not facts.is_softmax
    if not dataset:
        yield from _variables(facts)
    if not dataset and not facts.is_softmax:
        if not facts.has_steps:
            yield Candidate(SETTINGS["feature"])
            yield Candidate(SETTINGS["example"])
        for convention in _single(facts):
            yield _candidate(facts, convention)
    if not facts.is_softmax:
        for convention in _datasets(facts):
            yield _candidate(facts, convention)


def _candidate(facts: Facts, convention: Convention) -> Candidate:
    """A convention in the words of the text."""
    made = setting(convention)
    more, names = extras(facts, made) if convention.is_dataset else ((), {})
    return Candidate(
        replace(
            made,
            symbols=(*made.symbols, *more),
            sizes={**made.sizes, "n": convention.features} if convention.features else made.sizes,
            fixed=frozenset("n") if convention.features else frozenset(),
            functions={**made.functions, **functions(facts)},
            spellings={**made.spellings, **spellings(facts, convention), **names},
            counts=facts.counts if convention.is_dataset else {},
        ),
        tuple(sentences(facts, convention)),
    )


def _variables(facts: Facts) -> Iterator[Candidate]:
    """One real variable, where nothing else stands."""
    if not {"y", "w", "b", "L", "J", r"\theta", r"\beta"} & facts.names:
        for letter in _VARIABLES:
            if letter in facts.names:
                yield Candidate(with_variable(letter))


def _single(facts: Facts) -> Iterator[Convention]:
    """One example, in every way that the text leaves open."""
    layouts = ("feature",) if facts.is_line else ("feature", "example")
    for layout, parameters in product(layouts, facts.parameters):
        if layout == "feature" and parameters in ("intercept", "stacked"):
            parameters = "bias"
        base = Convention(layout=layout, parameters=parameters, steps=facts.has_steps)
        for model in _models(facts, base):
            for convention in _penalised(facts, model) if facts.strength else (model,):
                yield convention
                if facts.written_out and layout != "feature":
                    yield replace(convention, features=facts.written_out)


def _datasets(facts: Facts) -> Iterator[Convention]:
    """A dataset, in every way that the text leaves open."""
    for layout, parameters in product(facts.layouts, facts.parameters):
        base = Convention(
            layout=layout,
            parameters="bias" if layout == "points" else parameters,
            steps=facts.has_steps,
        )
        for model in _models(facts, base):
            for reduction in _reductions(facts, model):
                made = replace(model, reduction=reduction)
                for convention in _penalised(facts, made) if facts.strength else (made,):
                    yield convention
                    if facts.written_out and layout != "points":
                        yield replace(convention, features=facts.written_out)


def _models(facts: Facts, base: Convention) -> Iterator[Convention]:
    """Labels, model and sign of the objective."""
    if facts.is_linear:
        for model in ("squared", "linear") if facts.has_slope else ("linear",):
            yield replace(base, model=model)
            yield replace(base, model=model, halved=False)
        return
    if facts.clues.says("poisson"):
        yield replace(base, model="counts")
        return
    if facts.has_signs and not (facts.has_complement and not facts.says_signs):
        yield replace(base, signs=True)
        return
    if not facts.is_likelihood or not base.is_dataset:
        yield base
    if facts.is_likelihood or facts.may_be_likelihood:
        yield replace(base, maximised=True)
    if facts.is_likelihood and facts.defines_objective and base.is_dataset:
        yield base
    if facts.has_signs:
        yield replace(base, signs=True)
    if facts.squares:
        yield replace(base, model="squared")
        yield replace(base, model="squared", halved=False)


def _reductions(facts: Facts, model: Convention) -> tuple[str, ...]:
    """Sum or mean; a gradient with 1/m is not that of a sum."""
    if "C" in facts.names and not ("C" in facts.counts or facts.strength or (
        "C" in facts.objectives
    )):  # fmt: skip
        return ("C",)
    if facts.defines_objective:
        return ("mean", "sum")
    if facts.examples in facts.clues.divisors:
        return ("mean",)
    return ("sum", "mean") if model.maximised else ("mean", "sum")


def _penalised(facts: Facts, base: Convention) -> Iterator[Convention]:
    """Penalties; unusual ones, and that of the bias, if the text itself says what the cost is."""
    apart = bool(facts.apart)
    usual = tuple(PENALTIES) if base.reduction == "mean" else ("λ/2", "λ")
    if not base.is_dataset:
        usual = ("λ/2", "λ")
    for penalty in PENALTIES if facts.defines_objective and base.is_dataset else usual:
        if apart and base.reduction == "sum" and "m" in penalty:
            continue
        made = replace(base, penalty=penalty, apart=apart and base.is_dataset)
        yield made
        if facts.defines_objective and base.parameters != "plain":
            yield replace(made, whole=True)
        if facts.zero_apart and made.has_tilde:
            yield replace(made, zero_apart=True)
