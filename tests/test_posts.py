"""Whole posts: each formula is found at its place and judged; what is no mathematics is left."""

from __future__ import annotations

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
        ("∂J/∂wⱼ = 1/m Σᵢ (fᵢ − yᵢ) xᵢⱼ", "∂J/∂wⱼ = Σᵢ (fᵢ − yᵢ) xᵢⱼ"),
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
            "J = −1/m Σᵢ [yᵢ ln fᵢ + (1−yᵢ) ln(1−fᵢ)] + λ/m ‖w‖²",
        ),
    ],
)  # fmt: skip
def test_a_formula_as_it_is_rendered_to_text(right: str, wrong: str) -> None:
    assert check_derivation(right, seed=1).holds is True
    assert check_derivation(wrong, seed=1).holds is False


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
