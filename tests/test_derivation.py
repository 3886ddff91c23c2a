"""A derivation as people type it: every line judged, the first wrong one found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lrproof import Verdict, check_derivation
from lrproof.derivation import Report
from lrproof.settings import SETTINGS
from lrproof.tex import read

FORUM = (Path(__file__).parent / "data" / "forum.tex").read_text(encoding="utf-8")
ROWS_OF_RELATIONS = [*range(1, 14), 13]
SLIPS = [
    ("+", "-"), ("-", "+"), ("(1 - y)", "y"), ("(1 - y)", "(1 + y)"), ("e^{-", "e^{"),
    ("* x", ""), ("wx", "w"), ("wx+b", "wx"), ("-xy", "xy"), ("-xy", "-y"), ("f - y", "y - f"),
    ("sigmoid(z)", "sigmoid(-z)"), (r"\frac{1}", r"\frac{2}"), ("y", "x"), ("1 +", "1.000001 +"),
]  # fmt: skip


@pytest.fixture(scope="module")
def report() -> Report:
    return check_derivation(FORUM)


def test_every_line_of_the_forum_derivation_is_accepted(report: Report) -> None:
    assert [step.row for step in report.steps] == ROWS_OF_RELATIONS
    assert [step.relation for step in report.steps] == list(range(1, 15))
    assert {step.verdict for step in report.steps} == {Verdict.PROVED}
    assert report.holds is True
    assert report.first_wrong is None
    assert not report.errors


def test_its_setting_is_guessed_and_said(report: Report) -> None:
    assert report.guessed
    assert report.setting.name == "feature"


def test_both_stray_brackets_are_reported_with_their_places(report: Report) -> None:
    noted = [step for step in report.steps if step.message]
    assert [step.row for step in noted] == [5, 6]
    lines = FORUM.splitlines()
    for step in noted:
        assert step.tex.endswith("]")
        column = lines[step.line - 1].index(step.tex) + len(step.tex)
        assert "unbalanced" in step.message
        assert f"`]` at line {step.line}, column {column}" in step.message


def slips() -> Iterator[tuple[int, str, str, str]]:
    """Relation, slip, and the whole text with it; a sign at its first and last place in a side."""
    for relation in read(FORUM, SETTINGS["feature"].vocabulary).relations:
        side = relation.right
        for old, new in SLIPS:
            places = {side.tex.find(old), side.tex.rfind(old if old in "+-" else "never")} - {-1}
            for place in sorted(places):
                at = side.start + place
                changed = FORUM[:at] + new + FORUM[at + len(old) :]
                yield relation.number, old, new, changed


@pytest.mark.parametrize("number", range(1, 15))
def test_a_planted_error_is_found_at_its_line(number: int) -> None:
    count = 0
    for relation, old, new, text in slips():
        if relation != number:
            continue
        report = check_derivation(text, "feature", seed=3)
        assert report.holds is False, (old, new)
        wrong = report.first_wrong
        assert wrong is not None
        assert (wrong.relation, wrong.row) == (number, ROWS_OF_RELATIONS[number - 1]), (old, new)
        assert wrong.witness is not None
        assert wrong.witness.left != wrong.witness.right
        assert str(wrong.witness) in wrong.message
        count += 1
    assert count >= 3


def test_one_wrong_line_does_not_stain_the_next() -> None:
    report = check_derivation(
        r"L &= -y\ln f - (1-y)\ln(1-f) \\ &= -y\ln f \\ &= -\ln(f^y)", "feature"
    )
    assert [step.verdict.holds for step in report.steps] == [True, False, True]


def test_a_line_that_cannot_be_read_leaves_the_answer_open() -> None:
    text = r"x &= x \\ &= q \\ &= x \\ &= 1x"
    report = check_derivation(text, "feature")
    assert report.holds is None
    assert report.first_wrong is None
    assert [step.verdict for step in report.steps] == [
        Verdict.PROVED, Verdict.UNREAD, Verdict.UNREAD, Verdict.PROVED,
    ]  # fmt: skip
    assert "q is not known" in report.steps[1].message
    wrong_too = check_derivation(text + r" \\ &= 2x", "feature")
    assert wrong_too.holds is False
    assert wrong_too.first_wrong is not None
    assert wrong_too.first_wrong.row == 5


@pytest.mark.parametrize("text", ["", "no formula", "x", "$$ $$"])
def test_what_has_no_relation_neither_holds_nor_fails(text: str) -> None:
    report = check_derivation(text)
    assert report.holds is None
    assert not report.steps


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        (r"\sigma(z) = 1/(1+e^{-z})", "variable", "one real variable z"),
        (r"\sigma(x) = 1/(1+e^{-x})", "variable", "one real variable x"),
        (r"\sigma'(t) = \sigma(t)(1-\sigma(t))", "variable", "one real variable t"),
        (r"\frac{\partial L}{\partial w} = (f-y)x", "feature", "one example with one feature"),
        ("dw = x dz", "feature", "one example with one feature"),
        (r"\frac{\partial L}{\partial w_j} = (f-y)x_j", "example", "one example with n features"),
        (
            r"\frac{\partial J}{\partial w_j} = \frac1m\sum_{i=1}^m (f^{(i)}-y^{(i)})x_j^{(i)}",
            "dataset",
            "m examples with n features",
        ),
    ],
)
def test_the_setting_is_guessed_from_the_symbols(text: str, name: str, title: str) -> None:
    report = check_derivation(text)
    assert (report.setting.name, report.setting.title) == (name, title)
    assert report.guessed
    assert report.holds is True
    wrong = check_derivation(text + " + 10^{-7}")
    assert wrong.setting.name == name
    assert wrong.holds is False


def test_a_setting_can_be_given() -> None:
    report = check_derivation("w + y = y + w", "dataset")
    assert not report.guessed
    assert report.holds is False
    assert "n×1 and m×1" in report.steps[0].message
    assert check_derivation("w + y = y + w", SETTINGS["example"]).holds is True
    with pytest.raises(KeyError):
        check_derivation("x = x", "no such setting")


def test_the_same_seed_gives_the_same_numbers() -> None:
    text = r"\sigma(z) = 1/(1+e^{-z}) + 10^{-9} z^9"
    one, other = (check_derivation(text, seed=5).first_wrong for _ in range(2))
    assert one is not None
    assert other is not None
    assert one.witness == other.witness


def test_a_forum_post_with_prose_is_read() -> None:
    report = check_derivation(
        "Can somebody help me? I have\n\n$$f = \\sigma(z)$$\n\nand so\n\n"
        "$$\\frac{\\partial f}{\\partial z} = f(1-f) = f - f^2.$$\n\nBut then\n\n"
        "\\begin{align}\n\\frac{\\partial L}{\\partial z} &= y - f \\\\\n"
        "&= -(f - y)\n\\end{align}\n"
    )
    assert [(step.row, step.line, step.verdict.holds) for step in report.steps] == [
        (1, 3, True),
        (2, 7, True),
        (2, 7, True),
        (3, 12, False),
        (4, 13, True),
    ]


def test_how_the_first_side_of_a_chain_was_read_is_said_once() -> None:
    report = check_derivation(r"(f - y) x] = fx - yx = x(f - y)", "feature")
    assert report.holds
    first, second = report.steps
    assert "`]` at line 1, column 10 has no partner" in first.message
    assert not second.message


def test_a_notebook_shows_a_table_with_the_explanation_below_the_wrong_line() -> None:
    report = check_derivation(
        r"z < \sigma(z) \\ \frac{\partial L}{\partial w} = (y - f)\,x", "feature"
    )
    shown = report._repr_html_()
    assert shown.count("<tr>") == 1 + len(report.steps) + 2
    assert r"\(= (y - f)\,x\)" in shown
    assert r"\(&lt; \sigma(z)\)" in shown
    assert "Row 1 is wrong" in shown
    right = check_derivation(r"\frac{\partial L}{\partial w} = (f - y)\,x")._repr_html_()
    assert "Every line holds: 1 proved." in right
    assert "missing" not in right
