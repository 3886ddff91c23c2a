"""Formulas as plain text and in words: of every equation and mistake, and without ambiguity."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from lrproof.catalogue import scan
from lrproof.rows import rows
from lrproof.setting import Setting
from lrproof.settings import SETTINGS
from lrproof.tex import Expression, read
from lrproof.wording import Unspeakable, plain, words
from lrproof.wording.parser import statements

FOUND = scan(Path(__file__).parent.parent / "docs")
STATED = {entry.id: entry for entry in (*FOUND.entries.values(), *FOUND.mistakes.values())}
SAID = r"""
\frac{\partial L}{\partial w_j} = (f-y)\,x_j
    ∂L/∂w_j = (f − y) x_j
    the derivative of L with respect to w sub j equals the quantity f minus y, times x sub j

\frac{f-y}{f\,(1-f)}\,x
    ((f − y)/(f (1 − f))) x
    the fraction f minus y all over f times the quantity 1 minus f, end quantity, end fraction,
    times x

\sigma(z) = \frac{1}{1+e^{-z}}
    σ(z) = 1/(1 + e^(−z))
    sigma of z equals the fraction 1 over 1 plus e to the power minus z

\sigma(z) = \frac{1}{1}+e^{-z}
    σ(z) = 1/1 + e^(−z)
    sigma of z equals 1 over 1, plus e to the power minus z

\sigma'(z) = \sigma(z)\,\bigl(1-\sigma(z)\bigr)
    σ′(z) = σ(z) (1 − σ(z))
    sigma prime of z equals sigma of z times the quantity 1 minus sigma of z

\sigma(1-\sigma) = f(1-f)
    σ (1 − σ) = f (1 − f)
    sigma times the quantity 1 minus sigma equals f times the quantity 1 minus f

L = -y\ln f-(1-y)\ln(1-f)
    L = −y ln f − (1 − y) ln(1 − f)
    L equals minus y times the natural logarithm of f, minus the quantity 1 minus y, times the
    natural logarithm of the quantity 1 minus f

\frac{1}{m}\sum_{i=1}^{m}\bigl(f^{(i)}-y^{(i)}\bigr)\,x_j^{(i)}+\frac{\lambda}{2m}\,w_j
    (1/m) Σ_{i=1}^m (f^(i) − y^(i)) x_j^(i) + (λ/(2m)) w_j
    1 over m, times the sum over i from 1 to m of the quantity f of example i minus y of example
    i, times x sub j of example i, plus lambda over 2 m, times w sub j

\frac{\partial^2 J}{\partial w_j\,\partial w_k} = \frac{\partial^2 J}{\partial b^2}
    ∂²J/(∂w_j ∂w_k) = ∂²J/∂b²
    the second derivative of J with respect to w sub j and w sub k equals the second derivative
    of J with respect to b

\frac{d}{dz}\bigl(e^{-z}\bigr) = -e^{-z}
    d/dz (e^(−z)) = −e^(−z)
    the derivative with respect to z of e to the power minus z equals minus e to the power minus
    z

\frac{\partial \ln p_k}{\partial z_c} = \delta_{kc}-p_c
    ∂ ln p_k/∂z_c = δ_{kc} − p_c
    the derivative of the natural logarithm of p sub k with respect to z sub c equals delta sub
    k c minus p sub c

p_k = \frac{e^{z_k}}{\sum_{c=1}^{K} e^{z_c}}
    p_k = e^(z_k)/(Σ_{c=1}^K e^(z_c))
    p sub k equals the fraction e to the power z sub k over the sum over c from 1 to K of e to
    the power z sub c

\Bigl(\sum_{k} y_k\Bigr)\ln\sum_{c} e^{z_c}
    (Σ_k y_k) ln Σ_c e^(z_c)
    the quantity the sum over k of y sub k, end quantity, times the natural logarithm of the sum
    over c of e to the power z sub c

\nabla_w^2 J = \frac{1}{m}\,X^\top \operatorname{diag}\bigl(f \odot (1-f)\bigr)\,X
    ∇_w² J = (1/m) Xᵀ diag(f ⊙ (1 − f)) X
    the Hessian of J with respect to w equals 1 over m, times X transposed times the diagonal
    matrix of the quantity f entrywise times the quantity 1 minus f, end quantity, end quantity,
    times X

\underbrace{z}_{m\times 1} = \underbrace{\tilde X}_{m\times n}\;w+b\,\mathbf 1
    z = X̃w + b 𝟏
    z equals X tilde times w plus b times the vector of ones

\theta := \theta-H^{-1}\,\nabla J
    θ := θ − H⁻¹ ∇J
    theta becomes theta minus H inverse times the gradient of J

\bigl(\theta^{+}-\theta\bigr)^\top\nabla J
    (θ⁺ − θ)ᵀ ∇J
    the transpose of the quantity the next theta minus theta, times the gradient of J

w_j \leftarrow w_j\left(1-\frac{\alpha\lambda}{m}\right)
    w_j ← w_j (1 − αλ/m)
    w sub j becomes w sub j times the quantity 1 minus alpha lambda over m

L = \begin{cases} -\ln f & \text{if } y = 1 \\ -\ln(1-f) & \text{if } y = 0 \end{cases}
    L = { −ln f if y = 1; −ln(1 − f) if y = 0 }
    L equals either minus the natural logarithm of f if y equals 1, or minus the natural
    logarithm of the quantity 1 minus f, if y equals 0

\Bigl[\frac{\partial L}{\partial z}\Bigr]_{y=1} = -e^{z}\,(1-f)^3
    [∂L/∂z]_{y = 1} = −e^z (1 − f)³
    the value of the derivative of L with respect to z where y is 1 equals minus e to the power
    z times the cube of the quantity 1 minus f

p(y \mid x) = f^{y}\,(1-f)^{1-y}
    p(y | x) = f^y (1 − f)^(1 − y)
    p of y given x equals f to the power y times the quantity 1 minus f, raised to the power of the
    quantity 1 minus y

0 < \sigma'(z) \le \frac{1}{4}
    0 < σ′(z) ≤ 1/4
    0 is less than sigma prime of z, which is at most one quarter

\max(z, 0)-yz+\ln\bigl(1+e^{-\lvert z\rvert}\bigr)
    max(z, 0) − yz + ln(1 + e^(−|z|))
    the maximum of z and 0, minus y times z plus the natural logarithm of the quantity 1 plus e
    to the power minus the absolute value of z

\arg\min_b J = \ln\frac{\bar y}{1-\bar y}
    arg min_b J = ln(ȳ/(1 − ȳ))
    the b that minimises J equals the natural logarithm of the fraction y bar over 1 minus y bar

g'\bigl(z^{[1]}_k\bigr)\,W^{[1]}_{kj} \in [0, \infty)
    g′(z_k^[1]) W_{kj}^[1] ∈ [0, ∞)
    g prime of z sub k of layer 1 times W sub k j of layer 1 is in the interval from 0 included
    to infinity excluded
"""
"""TeX, and below it the plain text in one line and the words."""


@pytest.mark.parametrize("block", SAID.strip().split("\n\n"))
def test_formulas_are_written_and_said_as_a_teacher_would(block: str) -> None:
    tex, written, *said = block.splitlines()
    assert plain(tex) == written.strip()
    assert words(tex) == " ".join(line.strip() for line in said)


def test_rows_are_lines_and_go_without_their_reasons() -> None:
    tex = (
        "a \n &= b && \\text{[why](#b), $\\frac{1}{2}$} \\\\\n &\\ge \\lVert w\\rVert^2 && \\text{}"
    )
    assert plain(tex) == "a = b\n≥ ‖w‖²"
    assert words(tex) == "a equals b; this is at least the square of the norm of w"


def symbols() -> Iterator[str]:
    """All formulas that settings have."""
    for setting in SETTINGS.values():
        for one in setting.symbols:
            yield from (one.tex, one.whole_tex, one.domain)
            yield from filter(None, (one.shape, one.definition))


def unbalanced(text: str) -> bool:
    """Whether brackets do not close each other; half-open intervals do."""
    depth = 0
    for sign in text:
        depth += (sign in "([{") - (sign in ")]}")
        if depth < 0:
            return True
    return depth != 0


def test_all_that_the_site_states_can_be_written_and_said() -> None:
    for tex in (*(entry.tex for entry in STATED.values()), *dict.fromkeys(symbols())):
        written, said = plain(tex), words(tex)
        assert written
        assert not re.search(r"[\\$~&]|\^\{| {2}", written), tex
        assert not unbalanced(written), tex
        assert len(written.splitlines()) == len(list(rows(tex, 1))), tex
        assert re.fullmatch(r"[A-Za-z0-9]+([,;]? [A-Za-z0-9]+|\.[0-9]+)*", said), tex


def test_one_piece_at_a_time_is_refused_by_its_name() -> None:
    for tex, message in {
        r"a \foo b": r"\foo has no form in text or in words",
        "The slope of $f$": "slope has no form",
        r"\frac{a}": "a missing piece has no form",
        "(a": "( is not closed before the end",
        "a)": ") stands where it cannot",
        "{a": "} is missing before the end",
        "a + ": "a term is missing behind +",
        r"\text{if": "a brace is not closed: {if",
        r"\begin{cases} a": "cases are not closed before the end",
        r"\begin{tabular} a": r"\begin{tabular} has no form",
        r"\arg\max_b": r"\arg\max is not known",
    }.items():
        with pytest.raises(Unspeakable, match=re.escape(message)):
            plain(tex)


def meaning(tex: str) -> str:
    """The tree, where a dot means what standing side by side does."""
    return repr(statements(tex)).replace(r"'\\cdot'", "''")


def made(rng: random.Random, depth: int) -> tuple[str, int]:
    """A formula, and how strongly it binds: a sum 1, a product 2, a function 3, a letter 4."""
    if not depth:
        return rng.choice(["a", "b", "x_j"]), 4
    (left, held), (right, kept) = made(rng, depth - 1), made(rng, depth - rng.choice([1, depth]))

    def within(text: str, binds: int, needed: int) -> str:
        return text if binds >= needed else rf"\left({text}\right)"

    first, second = within(left, held, 2), within(right, kept, 2)
    return rng.choice([
        (f"{within(left, held, 1)}+{second}", 1),
        (f"{within(left, held, 1)}-{second}", 1),
        (f"-{first}", 1),
        (f"{within(left, held, 4)}\\,{within(right, kept, 3)}", 2),
        (rf"\frac{{{left}}}{{{right}}}", 3),
        (rf"\ln {within(left, held, 4)}", 3),
        (rf"\sigma({left})", 3),
        (rf"\sum_i {first}", 2),
        (rf"\frac{{d}}{{dz}}{within(left, held, 4)}", 3),
        (f"{within(left, held, 4)}^{{2}}" if held == 4 and "^" not in left else f"({left})^2", 3),
        (rf"e^{{{left}}}", 3),
        (rf"\lvert {left}\rvert", 3),
    ])  # fmt: skip


def alike(say: Callable[[str], str], formulas: Iterable[str]) -> list[str]:
    """What is said of two formulas that differ."""
    meanings: defaultdict[str, set[str]] = defaultdict(set)
    for tex in formulas:
        meanings[say(tex)].add(meaning(tex))
    return [text for text, different in meanings.items() if len(different) > 1]


@pytest.mark.parametrize("say", [plain, words])
def test_different_formulas_are_never_written_or_said_alike(say: Callable[[str], str]) -> None:
    rng = random.Random(5)
    stated = [entry.tex for entry in STATED.values()]
    assert alike(say, stated + [made(rng, 3)[0] for _ in range(700)]) == []


def test_without_brackets_and_commas_they_would_be() -> None:
    two = [r"a\,(b+c)+x", r"a\,(b+c+x)"]
    assert alike(lambda tex: re.sub(r"[()]", "", plain(tex)), two)
    assert alike(lambda tex: words(tex).replace(",", ""), two)


def sides(text: str, setting: Setting) -> list[Expression | None]:
    return [side.expression for side in read(text, setting.vocabulary).sides]


def test_what_is_written_is_read_as_the_formula_itself() -> None:
    """The reader of what learners type finds the same expressions in it: no bracket is missing.

    It reads no cases, no matrix and no mixed derivative that is typed.
    """
    same = set()
    for name, entry in STATED.items():
        typed = re.sub(r"\^(\[\d\])", r"^{\1}", plain(entry.tex))
        if sides(typed, entry.setting) == [side.expression for side in entry.reading.sides]:
            same.add(name)
    assert len(same) > 0.9 * len(STATED), sorted(STATED.keys() - same)


def test_a_missing_bracket_would_be_seen() -> None:
    entry = STATED["missing-chain-factor"]
    right = plain(entry.tex)
    wrong = right.replace("(f (1 − f))", "f (1 − f)")
    assert wrong != right
    assert sides(right, entry.setting) != sides(wrong, entry.setting)
