"""A report on a function: as text with bars, as a table for a notebook, as code to paste."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from math import isfinite
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from lrproof.mistakes import MISTAKES

if TYPE_CHECKING:
    from lrproof.gradient.conventions import Convention
    from lrproof.gradient.report import Entry, GradientReport

__all__ = ["html", "lines", "with_expected"]

HALF = 16
"""Characters of the longest bar to one side."""
ENTRIES, MISTAKES_SHOWN = 12, 4


def lines(report: GradientReport, width: int = 100) -> Iterator[str]:
    """The report for a terminal.

    Args:
        report: The report.
        width: Of its longest line of words.
    """
    yield f"{report.function}: {report.verdict}"
    if report.called:
        yield from _wrapped(f"{report.called[0].upper()}{report.called[1:]}.", width)
    yield from _wrapped(report.message, width)
    for remark in report.remarks:
        yield from _wrapped(remark, width)
    if report.verdict == "wrong" and report.entries:
        yield ""
        yield from _table(report.entries)
    if report.mistakes:
        yield ""
        yield "See:" if report.verdict == "error" else "What it looks like, most likely first:"
        for name in report.mistakes[:MISTAKES_SHOWN]:
            title = f"{MISTAKES[name].title} ({MISTAKES[name].page})" if name in MISTAKES else ""
            yield f"  {name}: {title}".rstrip(": ")
    if report.example and report.verdict != "right":
        yield ""
        yield "To see it, paste this:"
        yield ""
        yield from (f"    {line}".rstrip() for line in report.example.splitlines())


def _wrapped(text: str, width: int) -> list[str]:
    return wrap(text, width, break_long_words=False, break_on_hyphens=False)


def _shown(entries: Sequence[Entry]) -> list[Entry]:
    """The wrong entries first of all, in their order."""
    kept = {entry.name for entry in sorted(entries, key=lambda entry: entry.right)[:ENTRIES]}
    return [entry for entry in entries if entry.name in kept]


def _table(entries: Sequence[Entry]) -> Iterator[str]:
    """For each entry the expected and the returned number, each with a bar."""
    shown = _shown(entries)
    name = max(len(entry.name) for entry in shown)
    for entry in shown:
        both = (("expected", entry.expected), ("returned", entry.returned))
        # Entries differ much in size, so each has its own scale.
        largest = max((abs(value) for _, value in both if isfinite(value)), default=0.0)
        for what, value in both:
            title = entry.name if what == "expected" else ""
            mark = "✓" if entry.right else "✗"
            head = f"{mark if title else ' '} {title:<{name}}  {what}"
            yield f"{head}  {_number(value):>12}  {_bar(value, largest)}".rstrip()
    if len(entries) > len(shown):
        yield f"  … and {len(entries) - len(shown)} more"


def _number(value: float) -> str:
    return f"{value:.6g}"


def _bar(value: float, largest: float) -> str:
    """A bar to the left of a middle line for a negative value, to the right for a positive one.

    Examples:
        >>> print(_bar(-1.0, 2.0))
                ████████│
    """
    if not isfinite(value):
        return " " * HALF + "?"
    filled = "█" * round(HALF * abs(value) / largest) if largest else ""
    return f"{filled:>{HALF}}│" if value < 0 else f"{'':>{HALF}}│{filled}"


def with_expected(code: str, entries: Sequence[Entry], parameters: str = "w,b") -> str:
    r"""The code to paste, with a line that prints what is expected.

    Args:
        code: Lines that print what is returned.
        entries: What is expected.
        parameters: Whether the derivatives belong into one array, as in a convention.

    Examples:
        >>> from lrproof.gradient.report import Entry
        >>> entries = [Entry("dw[0]", 0.5, 1.0, right=False), Entry("db", 2.0, 2.0, right=True)]
        >>> print(with_expected("x = 1\n", entries), end="")
        x = 1
        print("expected:", {"dw": [0.5], "db": 2.0})
        >>> print(with_expected("", entries, "theta"), end="")
        print("expected:", {"gradient": [2.0, 0.5]})
    """
    values: dict[str, Any] = {}
    for entry in entries:
        name, _, index = entry.name.partition("[")
        value = float(_number(entry.expected))
        if index:
            values.setdefault(name, []).append(value)
        else:
            values[name] = value
    if parameters in ("theta", "w, bias last") and {"dw", "db"} <= values.keys():
        w, b = values.pop("dw"), values.pop("db")
        values = {"gradient": [b, *w] if parameters == "theta" else [*w, b], **values}
    listed = ", ".join(f'"{name}": {value}' for name, value in values.items())
    return f'{code}print("expected:", {{{listed}}})\n' if values else code


def html(report: GradientReport) -> str:
    """The report for a notebook: a table, with formulas that the notebook typesets."""
    head = f"<strong>{escape(report.function)}: {report.verdict}.</strong>"
    parts = [f"<p>{head} {escape(report.message)}</p>"]
    if report.convention and report.convention.loss in _FORMULAS:
        parts.append(f"<p>${_FORMULAS[report.convention.loss]}$</p>")
    elif report.convention:
        parts.append(f"<p>${_formula(report.convention)}$</p>")
    if report.entries:
        rows = "".join(
            f"<tr><td>${_symbol(entry.name)}$</td><td>{_number(entry.expected)}</td>"
            f"<td>{_number(entry.returned)}</td><td>{'' if entry.right else '✗'}</td></tr>"
            for entry in _shown(report.entries)
        )
        head = "<th>entry</th><th>expected</th><th>returned</th><th></th>"
        parts.append(f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")
    known = [MISTAKES[name] for name in report.mistakes[:MISTAKES_SHOWN] if name in MISTAKES]
    if known:
        listed = (
            f"<li>{escape(mistake.title)} (<code>{mistake.page}</code>)</li>" for mistake in known
        )
        parts.append(f"<ul>{''.join(listed)}</ul>")
    parts += [f"<p>{escape(remark)}</p>" for remark in report.remarks]
    if report.example and report.verdict != "right":
        parts.append(f"<pre>{escape(report.example)}</pre>")
    return "\n".join(parts)


_FORMULAS = {
    "sigmoid": r"\sigma(z) = \frac{1}{1 + e^{-z}}",
    "slope": r"\sigma'(z) = \sigma(z)\,(1 - \sigma(z))",
    "loss": r"L = -y \ln f - (1 - y) \ln(1 - f)",
    "loss by logit": r"\frac{\partial L}{\partial z} = f - y",
    "loss by prediction": r"\frac{\partial L}{\partial f} = \frac{f - y}{f\,(1 - f)}",
    "logit": r"z = w \cdot x + b",
    "softplus": r"\ln(1 + e^{z})",
    "class": r"f > \frac{1}{2}",
    "class probabilities": r"p_k = \frac{e^{z_k}}{\sum_l e^{z_l}}",
    "loss by class logit": r"\frac{\partial L}{\partial z_k} = p_k - y_k",
}
_LOSSES = {
    "log": r"\left(-y_i \ln f_i - (1 - y_i) \ln(1 - f_i)\right)",
    "signed": r"\ln\left(1 + e^{-y_i z_i}\right)",
    "log-likelihood": r"\left(y_i \ln f_i + (1 - y_i) \ln(1 - f_i)\right)",
    "squared": r"(f_i - y_i)^2",
    "linear": r"(z_i - y_i)^2",
    "softmax": r"\left(-\ln p_{i, y_i}\right)",
}
_PENALTIES = {
    "none": "",
    "lambda/(2m) * sum(w^2)": r"\frac{\lambda}{2m} \sum_j w_j^2",
    "lambda/2 * sum(w^2)": r"\frac{\lambda}{2} \sum_j w_j^2",
    "lambda * sum(w^2)": r"\lambda \sum_j w_j^2",
    "lambda/m * sum(w^2)": r"\frac{\lambda}{m} \sum_j w_j^2",
    "1/2 * sum(w^2), loss times C": r"\frac{1}{2} \sum_j w_j^2",
    "1/(2C) * sum(w^2)": r"\frac{1}{2C} \sum_j w_j^2",
    "lambda * sum(|w|)": r"\lambda \sum_j \lvert w_j \rvert",
    "lambda/m * sum(|w|)": r"\frac{\lambda}{m} \sum_j \lvert w_j \rvert",
}


def _formula(convention: Convention) -> str:
    r"""The cost of a convention as TeX.

    Examples:
        >>> from lrproof.gradient.conventions import Convention
        >>> print(_formula(Convention(loss="signed", reduction="sum")))
        J = \sum_i \ln\left(1 + e^{-y_i z_i}\right)
    """
    loss, _, factor = convention.loss.partition(" (")
    factors = {"mean": r"\frac{1}{m} ", "sum": ""}
    named = {"1/(2m)": r"\frac{1}{2m} ", "1/m": r"\frac{1}{m} ", "1/2": r"\frac{1}{2} ", "1": ""}
    before = named[factor.rstrip(")")] if factor else factors[convention.reduction or "sum"]
    times = "C " if convention.penalty.endswith("loss times C") else ""
    penalty = _PENALTIES[convention.penalty]
    sign = "-" if loss == "log-likelihood" else "+"
    added = f" {sign} {penalty}" if penalty else ""
    return rf"J = {times}{before}\sum_i {_LOSSES[loss]}{added}"


_SYMBOLS = {
    "dw": r"\partial J/\partial w",
    "db": r"\partial J/\partial b",
    "cost": "J",
    "hessian": r"\nabla^2 J",
    "value": "v",
}


def _symbol(name: str) -> str:
    r"""An entry's name as TeX, which counts from 1.

    Examples:
        >>> print(_symbol("dw[0]"))
        \partial J/\partial w_{1}
    """
    word, _, index = name.partition("[")
    places = [str(int(place) + 1) for place in index.rstrip("]").split(",") if place.strip()]
    return _SYMBOLS[word] + (f"_{{{','.join(places)}}}" if places else "")
