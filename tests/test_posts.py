"""Whole posts: each formula is found at its place and judged; what is no mathematics is left."""

from __future__ import annotations

import json

import pytest

from lrproof import check_derivation

RIGHT, WRONG, UNREAD = True, False, None


def judged(text: str) -> list[tuple[int, str, bool | None]]:
    """Row, the side after each relation, and whether it holds, in the order of the text."""
    report = check_derivation(text, seed=1)
    for step in report.steps:
        line = text.split("\n")[step.line - 1]
        assert text.index(line) + step.column <= len(text)
    verdicts = {"proved": RIGHT, "agrees": RIGHT, "refuted": WRONG}
    return [(step.row, step.tex, verdicts.get(step.verdict.value)) for step in report.steps]


def test_a_line_among_lines_of_prose() -> None:
    post = "so we get\ndL/dw = (f-y)x\nIs that right?"
    report = check_derivation(post)
    (step,) = report.steps
    assert (step.line, step.column, step.tex) == (2, 7, "(f-y)x")
    assert report.holds
    assert check_derivation(post.replace("f-y", "y-f")).holds is False


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("I think ∂L/∂w = (f − y)·x, is this correct?", "I think ∂L/∂w = (y − f)·x, is it?"),
        ("∂L/∂wⱼ = (f − y) xⱼ", "∂L/∂wⱼ = (f − y) xₖ"),
        ("σ′(z) = σ(z)(1 − σ(z))", "σ′(z) = σ(z)(1 + σ(z))"),
        ("f = 1/(1+e⁻ᶻ) = (1+e⁻ᶻ)⁻¹", "f = 1/(1+eᶻ)"),
        ("∂J/∂wⱼ = 1/m Σᵢ (fᵢ − yᵢ) xᵢⱼ", "∂J/∂wⱼ = 1/m Σᵢ (fᵢ + yᵢ) xᵢⱼ"),
        (
            "∂J/∂wⱼ = ¹⁄ₘ ∑ᵢ₌₁ᵐ (f⁽ⁱ⁾ − y⁽ⁱ⁾) xⱼ⁽ⁱ⁾".replace("¹⁄ₘ", "1⁄m"),
            "∂J/∂wⱼ = 1⁄m ∑ᵢ₌₁ᵐ (f⁽ⁱ⁾ − y⁽ⁱ⁾)",
        ),
        ("∂/∂wⱼ J(w,b) = (1/m) Σᵢ₌₁ᵐ (ŷᵢ − yᵢ) xᵢⱼ", "∂/∂wⱼ J(w,b) = (1/m) Σᵢ₌₁ᵐ (yᵢ − ŷᵢ) xᵢⱼ"),
        ("∂²L/∂w² = f(1−f)x²", "∂²L/∂w² = f(1−f)x"),
        ("𝜕𝐿/𝜕𝑤 ＝ (𝑓 − 𝑦)𝑥", "𝜕𝐿/𝜕𝑤 ＝ (𝑦 − 𝑓)𝑥"),
        ("L = −y ln y\u0302 − (1−y) ln(1−y\u0302)", "L = −y ln y\u0302 + (1−y) ln(1−y\u0302)"),
        ("dL/dz &= f&nbsp;&minus;&nbsp;y", "dL/dz &amp;= y&nbsp;&minus;&nbsp;f"),
        ("dL/dz\u200b =\u00a0f\u2060 − y", "dL/dz\u200b =\u00a0y\u2060 − f"),
        ("f(1−f) ≤ ¼", "f(1−f) ≤ ⅛"),
        ("L = ln(1+e⁻ᶻ) + (1−y)⋅z", "L = ln(1+e⁻ᶻ) + (1−y)÷z"),
        (
            "J = −1/m Σᵢ [yᵢ ln fᵢ + (1−yᵢ) ln(1−fᵢ)] + λ/2m ‖w‖²",
            "J = −1/m Σᵢ [yᵢ ln fᵢ + (1−yᵢ) ln(1−fᵢ)] + λ/2m ‖w‖³",
        ),
    ],
)  # fmt: skip
def test_a_formula_as_it_is_rendered_to_text(right: str, wrong: str) -> None:
    assert check_derivation(right, seed=1).holds is True
    assert check_derivation(wrong, seed=1).holds is False


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("dL/dw = (f - y) * x", "dL/dw = (y - f) * x"),
        ("dw = 1/m * X.T @ (f - y)", "dw = 1/m * X.T @ (y - f)"),
        ("dj_dw = np.dot(X.T, f - y) / m", "dj_dw = np.dot(X.T, y - f) / m"),
        ("dJ_dw = X.T.dot(f - y) / m", "dJ_dw = X.T.dot(f) / m"),
        ("f = 1 / (1. + np.exp(-z))", "f = 1 / (1. - np.exp(-z))"),
        (
            "loss = -y*np.log(f) - (1-y)*np.log(1-f)  # one example",
            "loss = -y*np.log(f) + (1-y)*np.log(1-f)  # one example",
        ),
        ("df_dz == sigmoid(z)*(1-sigmoid(z));", "df_dz == sigmoid(z)*(1+sigmoid(z));"),
        ("dL_dw = dL_df * df_dz * dz_dw", "dL_dw = dL_df * dz_dw"),
        ("d_loss_d_w = (y_hat - y)*x", "d_loss_d_w = (y_pred - y)"),
        ("db = np.sum(f - y)/m", "db = np.sum(y - f)/m"),
        ("J = -np.mean(y*np.log(f) + (1-y)*np.log(1-f))", "J = np.mean(y*np.log(f))"),
        ("f_wb = sigmoid(np.dot(X, w) + b)", "f_wb = sigmoid(np.dot(X, w) - b)"),
        ("w = w - alpha * dj_dw", "w = w + alpha * dj_dw"),
        ("∂L/∂w**2 = x**2/x * (f-y)".replace("∂w**2", "∂w"), "∂L/∂w = x**2 * (f-y)"),
        (
            "dJ/dtheta_j = 1/m sum_{i=1}^m (h_theta(x^(i)) - y^(i)) x_j^(i)",
            "dJ/dtheta_j = 1/m sum_(i=1)^m (h_theta(x^(i)) - y^(i)) theta_j",
        ),
        ("sigma'(z) = e^-z/(1+e^-z)^2", "sigma'(z) = -e^-z/(1+e^-z)^2"),
        ("L = log(1+e^(-(wx+b))) + (1-y)(wx+b)", "L = log(1+e^(-wx+b)) + (1-y)(wx+b)"),
        ("sqrt(f^2) <= 1", "sqrt(f^2) >= 1"),
        ("dj_dw[j] = (f - y) * x[j]", "dj_dw[j] = (f - y) * x[k]"),
        ("∂L/∂w<sub>j</sub> = (f − y) x<sub>j</sub>", "∂L/∂w<sub>j</sub> = (f − y) x<sub>k</sub>"),
    ],
)  # fmt: skip
def test_a_formula_as_it_is_typed_or_programmed(right: str, wrong: str) -> None:
    assert check_derivation(right, seed=1).holds is True
    assert check_derivation(wrong, seed=1).holds is False


@pytest.mark.parametrize(
    ("text", "piece", "words"),
    [
        ("dj_dw[j] += (f_i - y[i]) * X[i, j]", "+=", "step by step"),
        ("∂L∂w = (f−y)x", "∂L∂w", "copied from a formula on a page"),
        ("dw = np.sum((f-y)[:, None] * X, axis=0)/m", "* X", "one axis"),
        ("dw = np.sum((f-y)*x)/m", "*x", "one axis"),
        ("so that\ndL/dw = (f - y) q\nor not", "q", "not known"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(text: str, piece: str, words: str) -> None:
    report = check_derivation(text, seed=1)
    assert report.holds is None
    (message,) = [*map(str, report.errors), *(step.message for step in report.steps)]
    at = text.index(piece)
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    assert message.startswith(f"line {line}, column {column}, at `{piece}")
    assert words in message


def test_a_program_is_read_line_by_line() -> None:
    cell = """import numpy as np

def gradient(X, y, w, b, lr=0.1):
    m, n = X.shape
    z = X @ w + b
    f = sigmoid(z)
    dj_db = np.sum(f - y) / m
    dj_dw = X.T @ (f + y) / m
    return dj_db, dj_dw
"""
    for text in (cell, f"My function:\n\n```python\n{cell}```\nWhat is wrong?"):
        report = check_derivation(text, seed=1)
        assert report.first_wrong is not None
        line = text.split("\n")[report.first_wrong.line - 1]
        assert line.strip() == "dj_dw = X.T @ (f + y) / m"
        assert len(report.steps) == 4


@pytest.mark.parametrize(
    "aside",
    [
        r"J(w,b) = \frac1m\sum_i L^{(i)}", r"D = \{(x_i, y_i)\}", r"|x| \leq 1",
        r"\frac{\partial J}{\partial w} = 0", r"(\ln x)' = 1/x",
        r"w_j := w_j - \alpha \frac{\partial J}{\partial w_j}",
        "u = 1 + e^{-z}",
    ],
)  # fmt: skip
def test_what_a_sentence_says_of_other_things_is_in_no_way(aside: str) -> None:
    post = f"With ${aside}$ in mind\n$$\\frac{{dL}}{{dw}} = \\frac{{dL}}{{dz}} x = (f-y)x$$"
    assert check_derivation(post, seed=1).holds is True
    wrong = check_derivation(post.replace("(f-y)", "(y-f)"), seed=1).first_wrong
    assert wrong is not None
    assert (wrong.line, wrong.tex) == (2, "(y-f)x")


@pytest.mark.parametrize("escaped", [True, False])
def test_the_cells_of_a_notebook_have_their_places_in_its_file(escaped: bool) -> None:
    lines = ["so 𝑤 and ŷ\n", "$$\\frac{dL}{dz} = f - y$$\n", "𝑤, $$\\frac{dL}{dw} = (y-f)x$$"]
    cells = [{"outputs": ["a = b"], "source": lines}, {"source": "$$L = f$$"}, {"source": []}]
    text = json.dumps({"cells": cells}, indent=1, ensure_ascii=escaped)
    steps = check_derivation(text, seed=1).steps
    assert [(step.row, step.tex, step.verdict.holds) for step in steps] == [
        (1, "f - y", True), (2, "(y-f)x", False), (3, "f", False),
    ]  # fmt: skip
    lines = text.split("\n")
    assert all(
        lines[step.line - 1][step.column - 1 :].startswith("= " + step.tex) for step in steps
    )


def test_what_is_said_of_one_label_alone_is_not_judged() -> None:
    post = r"For $y = 1$ the loss is $$L = -\ln f.$$ In general $$L = -y\ln f - (1-y)\ln(1-f)$$"
    report = check_derivation(post, seed=1)
    (error,) = report.errors
    assert error.column == post.index("L =") + 1
    assert "one label alone" in error.message
    assert [step.verdict.holds for step in report.steps] == [True]
    assert check_derivation(post.replace("L = -y", "L = y"), seed=1).steps[0].verdict.holds is False


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("| step | |\n|---|---|\n| 1 | dL/dz = f - y |", ["f - y"]),
        ("- dL/dz = f - y\n- dL/dw = (f-y)x", ["f - y", "(f-y)x"]),
        ("dL/dz = f - y   [1]\ndL/dw = (f-y)x   (2)", ["f - y", "(f-y)x"]),
        (
            "Step 1: f = σ(z)\nStep 2: multiply!\n dL/dz = f - y",
            ["σ(z)", "f - y"],
        ),
        ("損失 L = −y ln f − (1−y) ln(1−f) です", ["−y ln f − (1−y) ln(1−f)"]),
        ("Производная: dL/dw = (f−y)x верно?", ["(f−y)x"]),
        ("If y=1, L = -ln f. So dL/dz = f - y.", ["f - y"]),
        ("(by the chain rule) dL/dz=f-y(see above)", ["f-y"]),
        (">>> z = w*x + b  # logit\n>>> z\n0.25", ["w*x + b"]),
        ("=====\nTitle\n=====\nz = wx + b", ["wx + b"]),
        ("On Mon, Ann <a@b.org> wrote:\n> dL/dz = f - y\n> why?", ["f - y"]),
        ("scores = 3 * points(x)\nlr = 0.1\ndz = f - y", ["f - y"]),
        (r"with $5 = x$ dollars and $\frac{dL}{dz} = f - y$", ["f - y"]),
        (r"let $z = w x + b$, and $x_0 = 1$, where $n \ne m$", ["w x + b"]),
    ],
)
def test_only_what_claims_something_is_found(text: str, found: list[str]) -> None:
    steps = check_derivation(text, seed=1).steps
    assert [step.tex for step in steps] == found
    lines = text.split("\n")
    assert all(step.tex in lines[step.line - 1][step.column :] for step in steps)


def test_each_line_of_a_bare_chain_is_a_row() -> None:
    assert judged("∂L/∂w = ∂L/∂f · ∂f/∂z · ∂z/∂w\n= (f − y)/(f(1−f)) · x\n= −y/f · f(1−f) · x") == [
        (1, "∂L/∂f · ∂f/∂z · ∂z/∂w", RIGHT),
        (2, "(f − y)/(f(1−f)) · x", WRONG),
        (3, "−y/f · f(1−f) · x", WRONG),
    ]


@pytest.mark.parametrize(
    "frame",
    [
        "Why?\n\n> $$\n> {}\n> $$\n\nI think that is wrong.",
        "[latex]{}[/latex]",
        "see [tex] {} [/tex], it costs $5 or $10",
        "so \\\\[ {} \\\\] or not",
        "with \\\\( {} \\\\) we are done",
        "1. first\n2. $${}$$",
        "* ```math\n  {}\n  ```\n",
        "```latex\n{}\n```",
        "It costs $5 and $10. Then ${}$, where $f$ is the prediction and $y = 1$ or $0$.",
        "GitHub has $`{}`$ too",
        "\\documentclass{{article}} x = 3\n\\begin{{document}}\nIt is \\[{}\\]\n\\end{{document}}",
        "Dear all,\n    {}\nRegards",
        "<p>so</p> <p>{}</p>",
        "<https://example.org/?a=b> says {}",
        "`x = y` in code, and\n```js\nx = y\n```\nthen {}.",
    ],
)
def test_a_formula_is_found_in_every_frame(frame: str) -> None:
    formula = r"\frac{\partial L}{\partial w} = (f-y)\,x"
    post = frame.format(formula)
    (step,) = check_derivation(post, seed=1).steps
    place = post.index(formula) + formula.index("=")
    assert (step.line, step.column) == (
        post.count("\n", 0, place) + 1,
        place - post.rfind("\n", 0, place),
    )
    assert step.tex == r"(f-y)\,x"
    assert check_derivation(post, seed=1).holds is True
    assert check_derivation(post.replace("f-y", "y-f"), seed=1).holds is False


def test_a_display_goes_on_after_a_definition_in_a_sentence() -> None:
    post = r"""$$\frac{\partial L}{\partial z} = \frac{\partial L}{\partial f} f(1-f)$$
        where $z = wx + b$, so
        $$= f - y$$ and not $$= y - f$$"""
    assert [(row, holds) for row, _, holds in judged(post)] == [
        (1, RIGHT), (2, RIGHT), (3, RIGHT), (4, WRONG),
    ]  # fmt: skip


def test_a_formula_goes_on_in_the_next_line() -> None:
    post = "so I get dL/dw =\n    (f-y)x\nand with z that dL/dz = f -\n  y.\nWell?"
    assert judged(post) == [(1, "(f-y)x", RIGHT), (2, "f -\n  y", RIGHT)]


@pytest.mark.parametrize(
    "text",
    [
        "Hello, what is the meaning of life?",
        "It costs $5 and $10, = 15 in all.",
        "Let $y = 1$, $m = 100$, $i = 1, \\dots, m$ and $\\theta = (w, b)$.",
        "```js\nconst x = y;\n```",
        "see `dw = x` and https://example.org/?q=1",
        "For y = 1 the loss is L = -ln f.",
        "Subject: a = question\n",
    ],
)
def test_what_is_no_formula_is_left_alone(text: str) -> None:
    report = check_derivation(text)
    assert not report.steps
    assert not report.errors
    assert report.holds is None
