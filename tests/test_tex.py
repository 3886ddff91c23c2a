r"""What each spelling of a formula reads as, and what is said about one that cannot be read."""

from __future__ import annotations

import pytest

from lrproof.settings import SETTINGS
from lrproof.tex import Expression, ReadError, Reading, Side, read, read_formula


def formula(tex: str, setting: str = "feature") -> Expression:
    return read_formula(tex, SETTINGS[setting].vocabulary)


def reading(tex: str, setting: str = "feature") -> Reading:
    return read(tex, SETTINGS[setting].vocabulary)


def shape(tex: str, setting: str = "feature") -> list[tuple[int, str, Expression, Expression]]:
    """Row, sign and sides of every relation; a text with an error has none."""
    found = reading(tex, setting)
    assert not found.errors, found.errors
    sides = [(relation.left.expression, relation.right.expression) for relation in found.relations]
    assert all(left and right for left, right in sides), [side.error for side in found.sides]
    return [
        (relation.row, relation.symbol, left, right)
        for relation, (left, right) in zip(found.relations, sides, strict=True)
        if left and right
    ]


def only_side(tex: str, setting: str = "feature") -> Side:
    """The right side of the one relation of a text."""
    (relation,) = reading(tex, setting).relations
    return relation.right


SAME = {
    "feature": [
        # numbers and fractions
        (r"\frac12", r"\frac{1}{2}"),
        (r"\frac12x", r"\frac{1}{2} \cdot x"),
        (r"\frac1x", r"\frac{1}{x}"),
        (r"\frac xy", r"\frac{x}{y}"),
        (r"\dfrac{x}{y}", r"\frac{x}{y}"),
        (r"\tfrac{x}{y}", r"\frac{x}{y}"),
        (r"\cfrac{x}{y}", r"\frac{x}{y}"),
        (r"{x \over y}", r"\frac{x}{y}"),
        (r"{x+1 \over y-1}", r"\frac{x+1}{y-1}"),
        ("x/y", r"\frac{x}{y}"),
        ("1/2x", r"\frac{1}{2 \cdot x}"),
        ("1/2 x", r"\frac{1}{2} \cdot x"),
        ("x/y/w", r"\frac{\frac{x}{y}}{w}"),
        ("0.5", ".5"),
        ("2.50", "2.5"),
        # products and powers
        ("wx", r"w \cdot x"),
        ("wx * b", r"w \cdot x \cdot b"),
        (r"w \times x", r"w \cdot x"),
        ("w . x", r"w \cdot x"),
        ("(1 - y) * wx", r"(1-y) \cdot w \cdot x"),
        ("2x", r"2 \cdot x"),
        ("x^2y", r"x^{2} \cdot y"),
        ("x^23", r"x^{2} \cdot 3"),
        ("x^{23}", r"\left(x\right)^{23}"),
        ("-x^2", "-(x^2)"),
        ("--x", "x"),
        ("x - -y", "x + y"),
        ("x \\cdot -y", r"x \cdot (-y)"),
        ("xy^{-1}", r"x \cdot y^{-1}"),
        # functions without brackets, and typed as words
        (r"-y \log f", r"-(y \cdot \ln(f))"),
        (r"\ln f x", r"\ln(f) \cdot x"),
        (r"\ln 2x", r"\ln(2 \cdot x)"),
        (r"\ln 2 + x", r"\ln(2) + x"),
        (r"\log(f)", r"\ln(f)"),
        ("ln(f)", r"\ln(f)"),
        ("log(f)", r"\ln(f)"),
        ("ylog(f)", r"y \cdot \ln(f)"),
        ("exp(-z)", "e^{-z}"),
        (r"\exp(-z)", "e^{-z}"),
        (r"\exp\left\{-z\right\}", "e^{-z}"),
        ("e", "e^1"),
        ("sigmoid(z)", r"\sigma(z)"),
        (r"\operatorname{sigmoid}(z)", r"\sigma(z)"),
        (r"\text{sigmoid}(z)", r"\sigma(z)"),
        (r"\mathrm{sigmoid}(z)", r"\sigma(z)"),
        (r"\ln^2 f", r"(\ln f)^2"),
        (r"\log_2(f)", r"\frac{\ln(f)}{\ln(2)}"),
        (r"\log_e f", r"\ln f"),
        ("|z|", r"\lvert z \rvert"),
        (r"|z|x|b|", r"\lvert z\rvert \cdot x \cdot \lvert b\rvert"),
        (r"\max(0, z)", r"\max\left(0, z\right)"),
        # f and what stands after it
        ("f(1-f)", r"f \cdot (1-f)"),
        ("f(x)", "f"),
        ("f_{w,b}(x)", "f"),
        ("f_w(x)", "f"),
        (r"\hat y", "f"),
        (r"\hat{y}", "f"),
        (r"\hat{y}(1-\hat{y})", "f(1-f)"),
        ("f(-z)", r"\sigma(-z)"),
        ("z(x)", "z"),
        ("L(w, b)", "L"),
        (r"\mathcal{L}", "L"),
        (r"\ell", "L"),
        (r"\mathrm{Loss}", "L"),
        (r"\boldsymbol{w} \vec{x}", "wx"),
        ("y(1-f)", r"y \cdot (1-f)"),
        # the sigmoid
        (r"\sigma(z)(1-\sigma(z))", r"\sigma(z) \cdot (1-\sigma(z))"),
        (r"\sigma(1-\sigma)", r"\sigma(z) \cdot (1-\sigma(z))"),
        (r"\sigma", r"\sigma(z)"),
        (r"\sigma^{-1}(f)", r"\operatorname{logit}(f)"),
        ("g(z)", r"\sigma(z)"),
        # brackets of all kinds
        (r"\left( x + y \right)", "(x+y)"),
        (r"\left[ x + y \right]", "(x+y)"),
        (r"\bigl(x+y\bigr)", "(x+y)"),
        (r"\Big\{ x+y \Big\}", "(x+y)"),
        (r"\Biggl( x+y \Biggr)", "(x+y)"),
        ("{x+y}w", "(x+y)w"),
        # derivatives
        (r"dL/dw", r"\frac{\partial L}{\partial w}"),
        (r"\partial L/\partial w", r"\frac{\partial L}{\partial w}"),
        (r"\partial L / \partial w \cdot x", r"\frac{\partial L}{\partial w} \cdot x"),
        (r"\frac{\partial{L}}{\partial{w}}", r"\frac{\partial L}{\partial w}"),
        (r"\frac{dL}{dw}", r"\frac{\partial L}{\partial w}"),
        (r"\frac{\mathrm{d}L}{\mathrm{d}w}", r"\frac{\partial L}{\partial w}"),
        (r"\frac{\partial}{\partial w}\left(L\right)", r"\frac{\partial L}{\partial w}"),
        (r"\frac{\partial}{\partial w} L", r"\frac{\partial L}{\partial w}"),
        ("dw", r"\frac{\partial L}{\partial w}"),
        ("dz x", r"\frac{\partial L}{\partial z} \cdot x"),
        (r"\frac{\partial^2 L}{\partial w^2}", r"\frac{\partial^{2}}{\partial w\,\partial w}(L)"),
        (
            r"\frac{\partial^2 L}{\partial w \partial b}",
            r"\frac{\partial^{2}}{\partial w\,\partial b}(L)",
        ),
        (r"\frac{d^2L}{dw^2}", r"\frac{\partial^2 L}{\partial w^2}"),
        (r"f'", r"\frac{\partial}{\partial z}(f)"),
        (r"f''", r"\frac{d^2}{dz^2}(f)"),
        # dress
        (r"x\,\;\:\!\quad y", "xy"),
        (r"x \qquad y", "xy"),
        (r"\displaystyle x + y", "x+y"),
        (r"\boxed{x + y}", "x+y"),
        (r"\cancel{x} + y", "x+y"),
        (r"\color{red} x + y", "x+y"),
        (r"{\color{red}{x}} + y", "x+y"),
        (r"\textcolor{red}{x} + y", "x+y"),
        (r"\underbrace{x + y}_{\text{the whole}} w", "(x+y)w"),
        (r"\overbrace{x + y}^{a} w", "(x+y)w"),
        (r"\overset{!}{x} + y", "x+y"),
        (r"x + y \tag{3}", "x+y"),
        (r"x + y \label{eq:sum}", "x+y"),
        (r"x + y \nonumber", "x+y"),
        ("x + y % and z", "x+y"),
        ("x + % note\n y", "x+y"),
        (r"x + y \text{ (by rule)}", "x+y"),
        (r"x + y,", "x+y"),
        (r"x + y.", "x+y"),
        ("$x + y$", "x+y"),
        ("σ(z) − y·x", r"\sigma(z) - y \cdot x"),
        (r"p(y|x)", r"p(y \mid x)"),
        (r"P(y \,|\, x)", r"p(y \mid x)"),
        # cases
        (
            r"\begin{cases} x & \text{if } y = 1 \\ b & \text{otherwise} \end{cases}",
            r"\begin{cases} x, & y = 1, \\ b & \text{else} \end{cases}",
        ),
    ],
    "variable": [
        (r"\sigma'(z)", r"\sigma^\prime(z)"),
        (r"\sigma'(z)", r"\sigma^{\prime}(z)"),
        (r"\sigma''(z)", r"\sigma^{\prime\prime}(z)"),
        (r"\sigma'", r"\sigma'(z)"),
        (r"\sigma'(-z)", r"\sigma'\left(-z\right)"),
        ("f(z)", r"\sigma(z)"),
        ("g(z)(1-g(z))", r"\sigma(z) \cdot (1-\sigma(z))"),
        (r"(1+e^{-z})'", r"\frac{d}{dz}\bigl(1+e^{-z}\bigr)"),
        (r"\left(e^{-z}\right)^{\prime}", r"\frac{d}{dz}(e^{-z})"),
        (r"\frac{d\sigma}{dz}", r"\frac{d}{dz}\sigma(z)"),
        (r"\frac{d\sigma(z)}{dz}", r"\frac{d}{dz}\left(\sigma(z)\right)"),
        (r"\frac{d}{dz}\sigma(z) \cdot z", r"\frac{d}{dz}(\sigma(z)) \cdot z"),
        (r"\frac{d}{dz} e^{-z}", r"\frac{d}{dz}\left[e^{-z}\right]"),
        (r"\frac{d^2}{dz^2}\sigma(z)", r"\frac{\partial^{2}}{\partial z\,\partial z}(\sigma(z))"),
        (r"\frac 1 {1+e^{-z}}", r"\frac{1}{1+e^{-z}}"),
        (r"e^{-z}", r"\exp(-z)"),
        (r"\tanh \frac{z}{2}", r"\tanh\left(\frac{z}{2}\right)"),
        (r"\sqrt z", r"\sqrt{z}"),
    ],
    "example": [
        (r"\sum_{k=1}^{n} w_k x_k", r"\sum_{k=1}^n w_k x_k"),
        (r"\sum\limits_{k=1}^{n} w_k x_k", r"\sum_{k=1}^n w_k x_k"),
        (r"\sum^{n}_{k=1} w_k x_k", r"\sum_{k=1}^n w_k x_k"),
        (r"\sum_k w_k x_k", r"\sum_{k} (w_k \cdot x_k)"),
        (r"\sum_k w_k x_k + b", r"\left(\sum_k (w_k x_k)\right) + b"),
        (r"\theta_j", "w_j"),
        (r"\delta_{jk}", r"\delta_{j,k}"),
        (r"\delta_{jk} x_j", r"\mathbf 1\{j = k\} \cdot x_j"),
        (r"x_{1}", "x_1"),
        (r"\frac{\partial z}{\partial w_j}", r"\frac{\partial}{\partial w_j} z"),
    ],
    "dataset": [
        (r"x_j^{(i)}", r"x^{(i)}_j"),
        (r"x_{j}^{(i)}", r"x_{ij}"),
        (r"x_{i,j}", r"x_{ij}"),
        ("y^{(i)}", "y_i"),
        ("f^{(2)}", "f_2"),
        (r"f_{w,b}(x^{(i)})", "f^{(i)}"),
        (r"f(x^{(i)})", "f^{(i)}"),
        (r"\hat y^{(i)}", "f^{(i)}"),
        (r"\hat{y}^{(i)}", "f_i"),
        (r"\frac1m", r"\frac{1}{m}"),
        (r"\frac{\lambda}{2m}", r"\frac{\lambda}{2 \cdot m}"),
        (
            r"\frac1m \sum_{i=1}^m (f^{(i)} - y^{(i)}) x_j^{(i)}",
            r"\frac{1}{m} \cdot \left(\sum_{i=1}^{m} (f_i - y_i) \cdot x_{ij}\right)",
        ),
        (
            r"\sum_{i=1}^m f^{(i)} - y^{(i)}",
            r"\sum_{i=1}^m \left(f^{(i)} - y^{(i)}\right)",
        ),
        (
            r"\frac{\partial^2 J}{\partial w_j \partial w_k}",
            r"\frac{\partial^{2}}{\partial w_j\,\partial w_k}(J)",
        ),
        ("J(w, b)", "J"),
        (r"\mathbf{x}_j^{(i)}", "x_{ij}"),
        (r"\mathbf 1\{i = m\}", r"\mathbf{1}\left[i = (m)\right]"),
        (r"\mathbf 1\{e^{b} > 1\}", r"\mathbf 1\{(e^b) > 1\}"),
    ],
}


@pytest.mark.parametrize(
    ("setting", "spelling", "plain"),
    [(setting, *pair) for setting, pairs in SAME.items() for pair in pairs],
)
def test_a_spelling_reads_as_its_plain_form(setting: str, spelling: str, plain: str) -> None:
    assert formula(spelling, setting) == formula(plain, setting)


@pytest.mark.parametrize(
    ("setting", "one", "other"),
    [
        ("feature", "f(1-f)", "f"),
        ("feature", "f(x)", "fx"),
        ("feature", "-x^2", "(-x)^2"),
        ("feature", "x^{2y}", "x^2y"),
        ("feature", r"\ln f x", r"\ln(fx)"),
        ("feature", "1/2x", "x/2"),
        ("feature", r"\frac{\partial L}{\partial w}", r"\frac{\partial L}{\partial b}"),
        ("feature", r"\frac{d^2L}{dw^2}", r"\frac{dL}{dw}"),
        ("variable", r"\sigma'(z)", r"\sigma(z)"),
        ("variable", r"\sigma'(z)", r"\sigma''(z)"),
        ("variable", r"\sigma'(-z)", r"\frac{d}{dz}\sigma(-z)"),
        ("example", "x_j", "x_k"),
        ("example", r"\sum_{k=1}^{n} x_k", r"\sum_{k=2}^{n} x_k"),
        ("dataset", "x_{ij}", "x_{ji}"),
        ("dataset", "y^{(1)}", "y^{(2)}"),
    ],
)
def test_different_formulas_stay_apart(setting: str, one: str, other: str) -> None:
    assert formula(one, setting) != formula(other, setting)


CHAIN = shape("x = y = w")
ROWS = shape(r"x &= y \\ &= w")


@pytest.mark.parametrize(
    "text",
    [
        r"\begin{align} x &= y \\ &= w \end{align}",
        r"\begin{align*} x &= y \\ &= w \end{align*}",
        r"\begin{aligned} x &= y \\ &= w \end{aligned}",
        r"\begin{equation} \begin{split} x &= y \\ &= w \end{split} \end{equation}",
        r"\begin{gather} x = y \\ = w \end{gather}",
        r"\begin{gathered} x = y \\ = w \end{gathered}",
        r"\begin{array}{rcl} x &=& y \\ &=& w \end{array}",
        r"\begin{eqnarray} x &=& y \\ &=& w \end{eqnarray}",
        r"\eqalign{ x &= y \\ &= w }",
        r"\eqalign{ x &= y \\ &= w \\ }",
        r"\eqalign{ x &= y \cr &= w \cr }",
        r"x &= y \newline &= w",
        r"x &= y \\[4pt] &= w",
        r"x &= y \\ \\ \\ &= w \\",
        r"x &= y && \text{given} \\ &= w && \text{by } x = 1",
        r"x &= y \text{ (chain rule)} \\ &= w \quad \text{(a sum)}",
        r"x &= y, \\ &= w.",
        r"x &= y \\ &= w \tag{1} \label{a}",
        r"x &= y \nonumber \\ &= w % the end",
        r"\boxed{x} &= y \\ &= \cancel{w}",
        r"$$x &= y \\ &= w$$",
        "Look:\n$$\nx &= y \\\\ &= w\n$$\nand that is all.",
        r"Look: \[ x &= y \\ &= w \] It is so.",
        "Look:\n```math\nx &= y \\\\ &= w\n```\n",
        "Look:\n\\begin{align}\nx &= y \\\\\n&= w\n\\end{align}\nIt is so.",
        r"$$x = y$$ and then $$= w$$",
        r"\[x = y\] \[= w\]",
    ],
)
def test_two_rows_in_every_frame(text: str) -> None:
    assert shape(text) == ROWS


@pytest.mark.parametrize(
    "text", ["x = y = w", "$x = y = w$", r"\boxed{x = y} = w", "{x = y} = w", "It is $x = y = w$."]
)
def test_a_chain_on_one_line(text: str) -> None:
    assert shape(text) == CHAIN


@pytest.mark.parametrize(
    ("tex", "symbol"),
    [
        ("x = y", "="), (r"x \equiv y", "="), (r"x := y", "="),
        (r"x \le y", "<="), (r"x \leq y", "<="), (r"x \leqslant y", "<="), ("x ≤ y", "<="),
        (r"x \ge y", ">="), (r"x \geq y", ">="), ("x < y", "<"), (r"x \lt y", "<"),
        ("x > y", ">"), (r"x \ne y", "!="), (r"x \neq y", "!="), (r"x \approx y", "~"),
        (r"x \overset{!}{=} y", "="), (r"x \stackrel{(1)}{=} y", "="),
        (r"x \underset{z \to 0}{=} y", "="),
    ],
)  # fmt: skip
def test_relations(tex: str, symbol: str) -> None:
    assert shape(tex) == [(1, symbol, formula("x"), formula("y"))]


def test_two_statements_on_a_line_are_no_chain() -> None:
    assert [pair[2:] for pair in shape(r"x = y, \quad w = b")] == [
        (formula("x"), formula("y")),
        (formula("w"), formula("b")),
    ]
    assert shape(r"x = y \Rightarrow w = b")[1][2:] == (formula("w"), formula("b"))


def test_a_row_that_begins_with_a_sign_continues_the_side_before() -> None:
    assert shape(r"L &= x \\ &\quad + y \\ &\quad - w \\ &= b") == [
        (1, "=", formula("L"), formula("x + y - w")),
        (4, "=", formula("x + y - w"), formula("b")),
    ]


def test_rows_and_places_are_counted_from_one() -> None:
    first, second, third = reading("x &= y \\\\\n  &= w \\\\\n  &= b").relations
    assert [(r.row, r.number, r.line, r.column) for r in (first, second, third)] == [
        (1, 1, 1, 4),
        (2, 2, 2, 4),
        (3, 3, 3, 4),
    ]
    assert second.right.tex == "w"
    assert [side.tex for side in reading("x = y = w").sides] == ["x", "y", "w"]


def test_the_reading_that_was_taken_is_said() -> None:
    assert any("one denominator" in note for note in only_side("b = 1/2x").notes)
    assert any("σ of it" in note for note in only_side("b = f(-z)").notes)
    assert only_side("b = f(x)").notes == only_side("b = f(1-f)").notes == ()
    sum_over_two = only_side(r"\lambda = \sum_{i=1}^m f^{(i)} - y^{(i)}", "dataset")
    assert any("all terms" in note for note in sum_over_two.notes)


BROKEN = [
    # setting, text, line, column, piece, a word of what was expected
    ("feature", "x = ", 1, 3, "=", "missing after this relation"),
    ("feature", "x = y +", 1, 8, "", "missing"),
    ("feature", "x = * y", 1, 5, "*", "expected a number, a name or a bracket"),
    ("feature", r"x = \frac{1}", 1, 5, r"\frac", "denominator is missing"),
    ("feature", "x = 2 q", 1, 7, "q", "not known in one example with one feature"),
    ("feature", r"x = \foo{1}", 1, 5, r"\foo", "not known"),
    ("feature", r"x = \operatorname{blah}(z)", 1, 5, r"\operatorname{blah}", "'blah' is not known"),
    ("feature", "x = y_j", 1, 5, "y", "one number"),
    ("feature", "x = y^{(i)}", 1, 5, "y", "no example index"),
    ("feature", "x = (x+y)_1", 1, 10, "_", "index can stand at a name only"),
    ("feature", "x = x^2^3", 1, 8, "^", "braces"),
    ("feature", r"x = \max(y)", 1, 5, r"\max", "two numbers"),
    ("feature", r"x = \max'(y, 1)", 1, 5, r"\max", "by what to differentiate"),
    ("feature", r"x = \min(y, 1, 2)", 1, 5, r"\min", "two numbers"),
    ("feature", r"x = \max y", 1, 10, "y", "bracket after"),
    ("feature", "x = x^0.5", 1, 7, "0.5", "write {0.5}"),
    ("feature", r"x = \frac .5x", 1, 11, ".5", "one digit"),
    ("feature", "x =\n  y +\n  \\ln", 3, 6, "", "argument of"),
    ("feature", "x &= y \\\\\n  &= w + ?", 2, 10, "?", "means nothing in a formula"),
    ("feature", "x = 3!", 1, 6, "!", "factorial"),
    ("feature", r"x = \sqrt[3]{y}", 1, 5, r"\sqrt", "square root"),
    ("feature", r"x = \begin{vmatrix} y \end{vmatrix}", 1, 5, r"\begin{vmatrix}", "not read"),
    ("feature", r"x = \begin{cases} y & \text{if } y \end{cases}", 1, 36, r"\end{cases}", "y = 1"),
    ("feature", r"x = \frac{\partial^2 L}{\partial w}", 1, 5, r"\frac", "order 2 by 1"),
    ("feature", r"x = \frac{\partial L}{\partial 2}", 1, 32, "2", "quantity to differentiate"),
    ("feature", r"x = \frac{\partial^9 L}{\partial w^9}", 1, 22, "L", "from 1 to 4"),
    ("feature", "x = |y", 1, 7, "", "| to close"),
    ("feature", r"x = \sum x", 1, 5, r"\sum", "over which index"),
    ("feature", r"x = y}", 1, 6, "}", "closes nothing"),
    ("feature", r"x = {y", 1, 5, "{y", "never closed"),
    ("feature", r"\begin{align} x = y", 1, 1, r"\begin{align}", "never closed"),
    ("feature", r"x = y \end{align}", 1, 7, r"\end{align}", "closes nothing"),
    ("example", r"x = \lVert w \rVert_1", 1, 22, "", "Euclidean"),
    ("variable", r"\sigma(z) = 1/(1+e^{-y})", 1, 22, "y", "not known in one real variable"),
    ("variable", "z = d", 1, 5, "d", "no quantity follows"),
    ("variable", "z = dz", 1, 5, "d", "of what is not known"),
    ("variable", "z = 2'", 1, 6, "'", "nothing depends on it"),
    ("example", "z = x_0", 1, 5, "x", "begin with 1"),
    ("example", "z = x", 1, 3, "=", "one number, the right one n×1"),
    ("example", r"z = \delta_j", 1, 5, r"\delta", "two indices"),
    ("dataset", "J = y", 1, 3, "=", "one number, the right one m×1"),
    ("dataset", "J = w_j'", 1, 8, "'", "by what to differentiate"),
    ("dataset", "J = x_j", 1, 3, "=", "one number, the right one m×1"),
]


@pytest.mark.parametrize(("setting", "text", "line", "column", "piece", "words"), BROKEN)
def test_an_error_names_the_place_and_what_was_expected(
    setting: str, text: str, line: int, column: int, piece: str, words: str
) -> None:
    found = reading(text, setting)
    errors = [*found.errors, *(side.error for side in found.sides if side.error)]
    assert len(errors) == 1
    error = errors[0]
    assert isinstance(error, ReadError)
    assert (error.line, error.column, error.piece) == (line, column, piece)
    assert words in error.message
    assert str(error).startswith(f"line {line}, column {column}")


def test_one_line_that_cannot_be_read_leaves_the_others() -> None:
    found = reading(r"x &= y \\ &= q \\ &= w \\ &= b")
    assert [r.left.expression is None for r in found.relations] == [False, False, True, False]
    assert [r.right.expression is None for r in found.relations] == [False, True, False, False]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x", "stands alone"),
        ("= x", "there is none"),
        ("x \\\\ y", "stands alone"),
    ],
)
def test_what_is_no_statement_is_an_error(text: str, words: str) -> None:
    found = reading(text)
    assert not found.relations
    assert words in found.errors[0].message


@pytest.mark.parametrize("text", ["", " \n ", "%", r"\\", "$$ $$", "&&", r"\quad"])
def test_nothing_is_nothing(text: str) -> None:
    assert reading(text) == Reading((), ())
    with pytest.raises(ReadError, match="one formula"):
        formula(text)


@pytest.mark.parametrize("text", ["x = y", "x \\\\ y", "x = y = w"])
def test_one_formula_is_no_relation(text: str) -> None:
    with pytest.raises(ReadError, match="expected one formula without a relation"):
        formula(text)


@pytest.mark.parametrize(
    ("text", "balanced", "brackets"),
    [
        ("x = (1 - y) * w + (1 - y) * b]", "(1-y)w + (1-y)b", ["`]` at line 1, column 30"]),
        ("x = \\frac{-x}{1 + y} + b]", r"\frac{-x}{1+y} + b", ["`]` at line 1, column 25"]),
        ("x = \\ln((1 + e^{z})", r"\ln(1+e^z)", ["`(` at line 1, column 8"]),
        ("x =\n (y + w", "y + w", ["`(` at line 2, column 2"]),
        ("x = y + w)", "y + w", ["`)` at line 1, column 10"]),
    ],
)
def test_the_one_balanced_reading_is_taken_and_said(
    text: str, balanced: str, brackets: list[str]
) -> None:
    side = only_side(text)
    assert side.expression == formula(balanced)
    assert side.notes[0].startswith("unbalanced")
    assert all(bracket in side.notes[0] for bracket in brackets)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("x = y(w + b", 6),
        ("x = w + y) b", 10),
        (r"x = \frac{1}{y} w + b) y", 22),
        ("x = " + 9 * "(" + "y", 5),
    ],
)
def test_brackets_that_matter_are_refused(text: str, column: int) -> None:
    side = only_side(text)
    assert side.expression is None
    assert side.error is not None
    assert side.error.message.startswith("unbalanced")
    assert (side.error.line, side.error.column) == (1, column)


def plain(tex: str) -> Expression:
    return formula(tex, "variable")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("(" * 60 + "z" + ")" * 60, "nested more than"),
        ("z" + "/z" * 500, "nested more than"),
        (r"\frac{d}{dz}" * 9 + "(z)", "order above"),
        (r"\sigma" + "'" * 9 + "(z)", "order above"),
        (r"\sum_{i=1}^{999}\sum_{k=1}^{999} z", "too long to compute"),
        ("z" * 6000, "more than"),
        ("z" + " " * 50_000, "characters"),
        ("9" * 50, "digits"),
    ],
)
def test_size_is_bounded(text: str, words: str) -> None:
    with pytest.raises(ReadError, match=words):
        plain(text)


def test_what_is_large_and_not_too_large_is_read() -> None:
    plain("(" * 30 + "z" + ")" * 30)
    plain("z" + "/z" * 100)
    plain(r"\frac{d}{dz}" * 6 + "(z)")
    plain(r"\sum_{i=1}^{999} z")
    plain("z" * 4000)
