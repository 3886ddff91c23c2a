"""What is said of a wrong line: what the difference looks like, and one place that repairs it."""

from __future__ import annotations

import pytest

from lrproof import SETTINGS
from lrproof.explain import Explanation, explain
from lrproof.prove import judge
from lrproof.tex import Misfit, read


def explained(text: str, name: str) -> Explanation:
    """The explanation of the first wrong relation."""
    setting = SETTINGS[name]
    reading = read(text, setting.vocabulary)
    steps = judge(reading.relations, setting, seed=1, points=12)
    for relation, step in zip(reading.relations, steps, strict=True):
        if isinstance(relation.right.error, Misfit) or step.witness:
            return explain(reading, relation, setting)
    raise AssertionError(f"nothing is wrong in {text}")


PENALTY = r"\frac{\partial J}{\partial w_j} = \frac1m\sum_{i=1}^m(f^{(i)}-y^{(i)})x_j^{(i)}"
BIAS = r"\frac{\partial J}{\partial b} = \frac1m\sum_{i=1}^m(f^{(i)}-y^{(i)})"
SLOPE = r"\frac{\hat y-y}{\hat y(1-\hat y)} x"
ELSEWHERE = ", and not elsewhere."


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("feature", r"\frac{\partial L}{\partial w} = (y-f)x", "with the opposite sign."),
        ("feature", rf"\frac{{\partial L}}{{\partial w}} = {SLOPE}", "divided by ŷ(1 − ŷ)."),
        ("feature", r"\frac{\partial L}{\partial w} = (f-y)f(1-f)x", "times f(1 − f)."),
        ("feature", r"\frac{\partial L}{\partial b} = (f-y)x",
         f"times x. Both agree where x = 1{ELSEWHERE}"),
        ("dataset", r"\nabla_w J = X^\top(f-y)",
         "times m, the number of examples. Both agree where there is only one example, m = 1"
         + ELSEWHERE),
        ("dataset", r"\nabla_w J = \frac{1}{n} X^\top(f-y)",
         "times m/n: n, the number of features, stands for m."),
        ("dataset", r"\nabla_w J = \frac{1}{2m} X^\top(f-y)", "times 1/2."),
        ("feature", r"L = -(y\ln f+(1-y)\ln(1-f))/\ln(10)", "divided by ln 10."),
        ("feature", r"\frac{\partial L}{\partial w} = 3(f-y)x", "times 3."),
        ("regularized", rf"{PENALTY}+\frac{{\lambda}}{{m}}\sum_{{k=1}}^n w_k",
         f"plus (λ/m) (Σ_k w_k − w_j). Both agree where w = 0{ELSEWHERE}"),
        ("regularized", rf"{BIAS}+\frac{{\lambda}}{{m}} b",
         f"plus (λ/m) b. Both agree where b = 0{ELSEWHERE}"),
        ("example", r"\frac{\partial L}{\partial w_j} = (f-y)x_1",
         f"with 1 for the index j. Both agree where all x = 1{ELSEWHERE}"),
    ],
)  # fmt: skip
def test_the_difference_is_said_in_words(name: str, text: str, words: str) -> None:
    assert explained(text, name).difference == f"This line is the line before {words}"


def test_where_two_lines_agree_is_said_also_without_a_pattern() -> None:
    found = explained(r"L = -y\ln f+(1-y)\ln(1-f)", "feature")
    assert found.difference == f"Both agree where y = 1{ELSEWHERE}"


@pytest.mark.parametrize(
    ("name", "text", "marked"),
    [
        ("variable", r"\sigma'(z) = \sigma(z)(1+\sigma(z))", r"\sigma(z)(1» - «\sigma(z))"),
        ("feature", r"L = -y\ln f-(1-y)(1-\ln f)", r"-y\ln f-(1-y)(»\ln\left(1 - f\right)«)"),
        ("feature", rf"\frac{{\partial L}}{{\partial w}} = {SLOPE}",
         rf"{SLOPE}» \, \hat y(1 - \hat y)«"),
        ("dataset", r"\frac{\partial J}{\partial w_j} = \frac1m\sum_{i=1}^m (h^{(i)}-y^{(i)})",
         r"\frac1m\sum_{i=1}^m (h^{(i)}-y^{(i)})» \, x_j^{(i)}«"),
        ("dataset", r"\nabla_w J = \frac1m X(f-y)", r"\frac1m »X^\top«(f-y)"),
        ("dataset", r"\nabla_w J = X^\top(f-y)", r"»\frac{1}{m} \, «X^\top(f-y)"),
        ("example", r"\frac{\partial L}{\partial w_j} = (f-y)x_i", "(f-y)»x_j«"),
        ("example", r"\frac{\partial L}{\partial w_j} = (f-y)\theta_j", "(f-y)»x_j«"),
        ("regularized", rf"{PENALTY}+\frac{{\lambda}}{{m}}\sum_{{k=1}}^n w_k",
         rf"{PENALTY.partition('= ')[2]}+\frac{{\lambda}}{{m}}»w_j«"),
    ],
)  # fmt: skip
def test_one_place_repairs_the_line_and_is_marked(name: str, text: str, marked: str) -> None:
    repair = explained(text, name).repair
    assert repair is not None
    assert repair.marked == marked
    before, _, _ = text.partition("=")
    repaired = read(f"{before}= {repair.tex}", SETTINGS[name].vocabulary).relations
    assert all(step.verdict.holds for step in judge(repaired, SETTINGS[name], points=12))


def test_what_two_places_would_repair_has_no_repair() -> None:
    found = explained(r"\frac{\partial L}{\partial w} = 3(f+y)x^3", "feature")
    assert found.repair is None
    assert found.before != found.after
    assert "the line before is" in found.text()


def test_a_misfit_of_shapes_names_both() -> None:
    found = explained(r"\nabla_w J = \frac1m X(f-y)", "dataset")
    assert "m×n and m×1" in found.difference
    assert found.mistakes == ("transposed-product", "transpose-order")


@pytest.mark.parametrize(
    ("name", "text", "mistake"),
    [
        ("dataset", r"w := w + \alpha \nabla_w J", "flipped-sign"),
        ("dataset", r"\frac{\partial J}{\partial b} = \mathbf 1^\top (y-f)/m", "flipped-sign"),
        ("stacked", r"\frac{\partial J}{\partial \theta_0} = \frac1m\sum_i (y^{(i)}-f^{(i)})",
         "flipped-sign"),
        ("columns", r"\nabla_w J = \frac1m X(y-A)^\top", "flipped-sign"),
        ("linear", r"\frac{\partial J}{\partial w_j} = \frac2m\sum_i (f^{(i)}-y^{(i)})x_j^{(i)}",
         "factor-two"),
        ("network", r"\frac{\partial L}{\partial b^{[2]}} = y-f", "flipped-sign"),
        ("scores", r"\frac{\partial L}{\partial z_k} = y_k-p_k", "softmax-sign"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_in_other_settings_too(name: str, text: str, mistake: str) -> None:
    assert explained(text, name).mistakes[0] == mistake


@pytest.mark.parametrize("text", ["0 = 1", "L < -1", r"f \ne f", "L = " + "+".join("f" * 300)])
def test_what_no_mistake_is_known_of_is_explained_by_numbers_alone(text: str) -> None:
    found = explained(text, "feature")
    assert found.mistakes == ()
    assert found.before is not None
    assert "<p>" in found._repr_html_()


def test_an_error_of_our_own_is_not_taken_for_a_line_without_explanation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("too many values to unpack")

    monkeypatch.setattr("lrproof.explain.likely", broken)
    with pytest.raises(ValueError, match="too many values"):
        explained(r"\frac{\partial L}{\partial w} = (y-f)x", "feature")
