"""Whatever the reader is given, it answers within a second, with nothing but its own error."""

from __future__ import annotations

import builtins
import os
import subprocess
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lrproof.catalogue import scan
from lrproof.derivation import Report, check_derivation
from lrproof.settings import SETTINGS
from lrproof.tex import Expression, ReadError, Reading, read, read_formula

LIMIT = 2.0
"""Seconds of processor time. Alone on a core, no text takes one; beside other tests it may."""
FORMULAS = [entry.tex for entry in scan(Path(__file__).parent.parent / "docs").entries.values()]
VOCABULARY = r"""
x y z w b f L J m n i j k d e q wx 0 1 2 12 0.5 + - * / ^ _ = < > & ' ! . , ; : | ( ) [ ] { } $
\\ \, \! \{ \} \| \[ \] \( \) \left \right \bigl \frac \dfrac \over \cdot \times \ln \log \exp
\tanh \max \min \sqrt \sigma \theta \lambda \delta \partial \sum \prime \hat \vec \mathbf
\mathrm{Loss} \operatorname{logit} \text{if} \text{otherwise} \underbrace \overset \boxed \color
\tag \label \begin{cases} \end{cases} \begin{align} \end{align} \begin{array} \end{array}
\eqalign \newline \cr \le \ge \approx \ne \Rightarrow \lvert \rvert \lVert \rVert {} {(i)} ^{(i)}
X ^T ^\top \nabla \nabla_w ^{-1} \operatorname{diag} \mathbf{1} \odot \begin{bmatrix}
\end{bmatrix} \lVert
\rVert^2 \arg\min_b \bar \tilde := \leftarrow _{z=0} |_{b=1} I \theta H \tilde{X} \alpha
_{i=1}^{m} \frac{\partial \frac{d}{dz} % $$ ``` ```math \lbrack \mid \foo \quad
"""
PIECES = VOCABULARY.split()

tex = st.lists(st.sampled_from([*PIECES, " ", "\n"]), max_size=60).map(" ".join)
dense = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
plausible = st.lists(
    st.sampled_from(
        ["x", "y", "(", ")", "+", "-", "^2", "/", "=", "{", "}", r"\ln", r"\frac", "1"]
    ),
    max_size=30,
).map(" ".join)
arrays = st.lists(
    st.sampled_from([
        "X", "w", "f", "y", "z", r"\theta", r"\tilde X", "H", "(", ")", "+", "-", "=", r"\cdot",
        r"\odot", r"^\top", "^{-1}", r"\nabla J", r"\nabla_w J", r"\nabla_w^2 J", r"\mathbf 1", "I",
        r"\operatorname{diag}(", r"\lVert", r"\rVert^2", r"\frac1m", r"\sigma(", "x^{(i)}", "x_j",
        r"\sum_i", r"\begin{bmatrix}", "&", r"\end{bmatrix}", "_{b=0}", ":=", r"\arg\min_w",
    ]),
    max_size=16,
).map(" ".join)  # fmt: skip
POST = """\
so|I think|dL/dw|∂L/∂wⱼ| = |(f − y) x|f(1-f)|e⁻ᶻ|e^-z|Σᵢ|½|ŷ|ŷ|np.dot(X.T, |f - y)|X.T @ |**2|\
dj_dw|[i]|[i, j]| += | # |\n|\n\n|> |- |1. |```|```python\n|`|$|$$|\\\\(|\\\\)|\\(|[latex]|\
[/latex]|<sub>|&lt;|&nbsp;|$5|y = 1|if |. |? |sum_(|)|(|\\begin{document}|w = w - alpha*dw|∂L∂w|\
\u200b|．|損失|f_wb_i|sqrt(\
"""
posts = st.lists(st.sampled_from(["|", *POST.split("|")]), max_size=25).map("".join)
any_setting = st.sampled_from([*SETTINGS.values()])


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A formula of the pages with pieces lost, doubled, moved or put in."""
    text = draw(st.sampled_from(FORMULAS))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        piece = text[start:end]
        new = draw(st.sampled_from(["", piece * 2, piece[::-1], *PIECES]))
        text = text[:start] + new + text[end:]
    return text


def answered(text: str, setting: str | None = None) -> Report:
    """The report on a text, which must come in time; no other error is caught."""
    start = time.process_time()
    report = check_derivation(text, setting)
    assert time.process_time() - start < LIMIT, f"{len(text)} characters took too long: {text:.200}"
    return report


def complete(found: Reading, text: str) -> None:
    """Every side was read or has an error, and every error a place in the text."""
    errors = [*found.errors, *(side.error for side in found.sides if side.expression is None)]
    for error in errors:
        assert isinstance(error, ReadError)
        assert 1 <= error.line <= text.count("\n") + 1
        assert 1 <= error.column <= len(text) + 1
        assert error.message
    for side in found.sides:
        assert (side.expression is None) == (side.error is not None)


def fuzzed(examples: int) -> settings:
    """So many examples, each in time; how long it takes to draw one does not matter."""
    return settings(
        max_examples=examples,
        deadline=timedelta(seconds=LIMIT),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


@fuzzed(80)
@given(st.one_of(tex, dense, plausible, mutated()), any_setting)
@example("z" + "'" * 5000 + "= 1", SETTINGS["variable"])
@example(r"\frac 0.5", SETTINGS["variable"])
@example("z" + "/z" * 3000 + "= 1", SETTINGS["variable"])
@example(r"\mathbf{" * 2000 + "z" + "}" * 2000, SETTINGS["variable"])
def test_reading_tokens_in_any_order(text: str, setting: object) -> None:
    assert setting in SETTINGS.values()
    for each in SETTINGS.values():
        if each is setting:
            complete(read(text, each.vocabulary), text)
            with suppress(ReadError):
                assert isinstance(read_formula(text, each.vocabulary), Expression)


@fuzzed(40)
@given(st.one_of(tex, dense, plausible))
def test_checking_tokens_in_any_order(text: str) -> None:
    answered(text)


@fuzzed(50)
@given(arrays, st.sampled_from(["dataset", "regularized", "stacked", "newton", "columns"]))
@example(r"1 + \arg\min_b J = 2", "dataset")
@example(r"\arg\min_b J \le \arg\min_b J", "dataset")
@example(r"X^\top w y", "dataset")
@example(r"\tilde X = \mathbf 1", "dataset")
def test_checking_arrays_in_any_order(text: str, setting: str) -> None:
    complete(read(text, SETTINGS[setting].vocabulary), text)
    answered(text, setting)


@fuzzed(60)
@given(posts)
def test_checking_posts_in_any_order(text: str) -> None:
    complete(read(text, SETTINGS["dataset"].vocabulary), text)
    answered(text)


@pytest.mark.parametrize(
    "text",
    [
        "if " * 13_000, r"\\(" * 13_000, "a_" * 20_000 + "=1", "so x = y" + " " * 40_000,
        "[" * 40_000 + "=1", "sum(" * 10_000 + "x = 1", "w = " + "w " * 20_000 + "= 1",
        "so x = y" + ")" * 40_000, ">" * 40_000, "ᵢ" * 40_000 + "=1", "https://" * 5_000,
        "(" * 2_000 + "x" + ")**2" * 2_000 + " = 1", "'" * 40_000, "foo = x + \n" * 400,
        "e^-" * 10_000 + "=1", "$`" * 20_000, "(x\n" * 10_000, "dot(" * 10_000 + "=1",
    ],
    ids=range(18),
)  # fmt: skip
def test_long_posts(text: str) -> None:
    answered(text)


@fuzzed(40)
@given(mutated())
@example(r"{x \eqalign{}")
@example(r"z = \max(z)")
def test_checking_mutated_formulas(text: str) -> None:
    answered(text)


@fuzzed(80)
@given(st.text(max_size=200))
@example("\x00\ud800\U0010ffff")
@example("٣ = ३")
@example("x² = ½")
@example("‮x = y‬")
@example("ﬀ = ﬁ")
@example("ŷ = σ(z) ⇒ ∑ ∂")
def test_any_unicode(text: str) -> None:
    report = answered(text)
    assert report.holds is not True or report.steps


@pytest.mark.parametrize(
    "text",
    [
        "{" * 2000 + "z" + "}" * 2000 + "= 1",
        "(" * 2400 + "z" + ")" * 2400 + "= 1",
        "(" * 4900 + "z = 1",
        "z" + ")" * 4900 + "= 1",
        "[(" * 1000 + "z" + "])" * 1000 + "= 1",
        r"\left(" * 30 + "z" + r"^2\right)" * 30 + "= 1",
        r"\frac" * 4900 + "z = 1",
        r"\frac{1}{" * 1500 + "z" + "}" * 1500 + "= 1",
        r"\sqrt" * 4900 + "z = 1",
        r"\ln" * 4900 + "z = 1",
        r"\sigma(" * 1500 + "z" + ")" * 1500 + "= 1",
        "f(" * 1500 + "z" + ")" * 1500 + "= 1",
        r"\exp(" * 30 + "z" + ")" * 30 + "= 1",
        "e^" * 2400 + "z = 1",
        "z^{" * 1500 + "2" + "}" * 1500 + "= 1",
        "-" * 4900 + "z = 1",
        "|" * 4900 + "z = 1",
        "d" * 4900 + "= 1",
        "z" + "'" * 4900 + "= 1",
        r"\sigma" + "'" * 20 + "(z) = 0",
        r"\frac{d}{dz}" * 600 + "z = 1",
        r"\frac{d^4}{dz^4}" * 6 + "(z) = 0",
        r"\partial " * 4900 + "= 1",
        r"\sum_i" * 1500 + "x_i = 1",
        r"\sum_{i=1}^{1000}\sum_{j=1}^{1000}\sum_{k=1}^{1000} z = 1",
        r"{z \over " * 1500 + "z" + "}" * 1500 + "= 1",
        r"\hat" * 4900 + "y = 1",
        r"\mathbf{" * 2000 + "z" + "}" * 2000 + "= 1",
        r"\text{" * 2000 + "z" + "}" * 2000 + "= 1",
        r"\overset{a}" * 2000 + "z = 1",
        r"\begin{cases}" * 900 + "z" + r"\end{cases}" * 900 + "= 1",
        r"\begin{aligned}" * 900 + "z = 1" + r"\end{aligned}" * 900,
        r"\begin{align}" * 2000,
        r"\eqalign{" * 1000 + "z = 1" + "}" * 1000,
        "z = " * 1200 + "z",
        r"z = z \\ " * 800,
        "z, " * 1200 + "z = 1",
        "z = z, " * 600 + "z = 1",
        "$a = b" * 10_000,
        "$$z = z$$ " * 2_000,
        r"\[" * 20_000,
        r"\(" * 20_000,
        "```math\n" * 5_000,
        "`" * 40_000,
        "w" * 40_000 + "= 1",
        "z + " * 2400 + "z = 1",
        "z_" * 2400 + "1 = 1",
        "9" * 40_000 + "= 1",
        "1" + "0" * 39 + "^" + "{" + "9" * 39 + "} = 1",
        "z = 0." + "0" * 37 + "1",
        "((((9^{999})^{999})^{999})^{999})^{999} = 0",
        "((((1/9)^{999})^{999})^{999})^{999} = 0 z",
        "((((z^{999})^{999})^{999})^{999})^{999} = 0",
        r"\ln 99999999999999999999999999999999999989 = z",
        "w_a w_c w_d w_e w_g w_h w_i w_k w_l w_m w_o w_p w_q w_r w_s w_t = 1",
        "=".join([r"\frac{\partial J}{\partial w_j}"] * 300),
        "=".join([r"\frac{d^4}{dz^4}\sigma(z)"] * 200),
        " + ".join(f"e^{{z + {number}}}" for number in range(500)) + " = 1",
        " + ".join(f"e^{{z^{{{number}}}}}" for number in range(2, 200))
        + " = "
        + " + ".join(f"e^{{z^{{{number}}}}}" for number in range(199, 1, -1)),
        "x = y\n" * 20_000,
        "no formula at all, " * 20_000,
    ],
)
def test_deep_long_and_huge(text: str) -> None:
    assert answered(text).holds is not True or "=" in text


def test_nothing_is_executed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: object, **__: object) -> object:
        raise AssertionError("something was executed")

    for module, name in (
        (builtins, "eval"), (builtins, "exec"), (builtins, "compile"), (os, "system"),
        (os, "popen"), (subprocess, "Popen"), (builtins, "open"),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, refuse)
    for text in (
        "__import__('os').system('touch spam') = 1",
        r"\write18{touch spam} = 1",
        r"\immediate\write18{touch spam}",
        r"\input{/etc/passwd} = 1",
        r"\def\x{\x\x}\x = 1",
        r"\newcommand{\a}{\a\a} \a = 1",
        "{{x.__class__.__mro__}} = %s {0.__class__}",
        "lambda: 1 = exec(1)",
    ):
        assert answered(text).holds is not True
    assert not list(tmp_path.iterdir())
