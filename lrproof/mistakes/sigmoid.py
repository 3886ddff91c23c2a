"""Mistakes about the sigmoid and its derivative."""

from __future__ import annotations

from lrproof.mistakes.mistake import Mistake, example, residual

SIGMOID = (
    Mistake(
        "sigmoid-derivative-sign",
        "The derivative of the sigmoid with a minus",
        {"slope": (example("-F(1-F)"),)},
        frozenset({"sign", "sign-of-argument"}),
        ("quotient-rule-sign", "flipped-sign"),
        about=frozenset({"slope"}),
    ),
    Mistake(
        "sigmoid-derivative-minus",
        "σ − (1 − σ) for σ(1 − σ)",
        {
            "slope": (example("F-(1-F)"),),
            **residual(r"\frac{F-Y}{F(1-F)} \bigl(F-(1-F)\bigr)"),
        },
        frozenset({"product"}),
        about=frozenset({"slope"}),
    ),
    Mistake(
        "sigmoid-derivative-plus",
        "σ(1 + σ) for σ(1 − σ)",
        {"slope": (example("F(1+F)"),), **residual(r"\frac{F-Y}{F(1-F)} F(1+F)")},
        frozenset({"sign-of-term"}),
        ("flipped-sign",),
        about=frozenset({"slope"}),
    ),
    Mistake(
        "quotient-rule-sign",
        "The quotient rule without its minus",
        {"slope": (example(r"\frac{-e^{-Z}}{(1+e^{-Z})^2}"),)},
        frozenset({"sign", "sign-of-term"}),
        ("sigmoid-derivative-sign", "flipped-sign"),
        about=frozenset({"slope", "fraction"}),
    ),
    Mistake(
        "sigmoid-flipped",
        "eᶻ for e⁻ᶻ in the sigmoid",
        {
            "sigmoid": (example(r"\frac{1}{1+e^{Z}}"),),
            "prediction": (example(r"\frac{1}{1+e^{Z}}"),),
            **residual(r"\frac{1}{1+e^{Z}}-Y"),
        },
        frozenset({"sign-of-argument"}),
        ("labels-flipped", "flipped-sign"),
        about=frozenset({"exponential"}),
    ),
    Mistake(
        "sigmoid-precedence",
        "1/1 + e⁻ᶻ for 1/(1 + e⁻ᶻ)",
        {
            "sigmoid": (example(r"\frac{1}{1}+e^{-Z}"),),
            "prediction": (example(r"\frac{1}{1}+e^{-Z}"),),
            **residual(r"1+e^{-Z}-Y"),
        },
        frozenset({"bracket"}),
        about=frozenset({"exponential"}),
    ),
    Mistake(
        "sigmoid-missing",
        "The logit stands where the prediction belongs",
        {"sigmoid": (example("Z"),), "prediction": (example("Z"),), **residual("Z-Y")},
        frozenset({"sigmoid-missing"}),
    ),
    Mistake(
        "missing-bias",
        "The bias is left out of the logit",
        {
            "prediction": (r"\sigma\left(\sum_{k=1}^{n} w_k x_k^{(i)}\right)",),
            **residual(r"\sigma\left(\sum_{k=1}^{n} w_k x_k^{(i)}\right)-Y"),
        },
        frozenset({"bias-missing"}),
    ),
)
