"""Each verdict where it belongs, and nothing wrong among what is proved or agrees."""

from __future__ import annotations

import pytest

from lrproof import Evidence, Verdict, Witness, prove
from lrproof.evidence import SEVERITY, Step, combined
from lrproof.settings import SETTINGS

PROVED, AGREES, REFUTED = Verdict.PROVED, Verdict.AGREES, Verdict.REFUTED
INAPPLICABLE, UNREAD = Verdict.INAPPLICABLE, Verdict.UNREAD


def evidence(tex: str, setting: str = "feature", seed: int | None = None) -> Evidence:
    return prove(tex, SETTINGS[setting], seed=seed)


def witness(tex: str, setting: str = "feature") -> Witness:
    (step,) = [s for s in evidence(tex, setting).steps if s.verdict is REFUTED]
    assert step.witness is not None
    return step.witness


TRUE = [
    ("variable", r"\sigma'(z) = \sigma(z)(1-\sigma(z))"),
    ("variable", r"\sigma''(z) = \sigma(z)(1-\sigma(z))(1-2\sigma(z))"),
    ("variable", r"\sigma(z) + \sigma(-z) = 1"),
    ("variable", r"\tanh z = 2\sigma(2z) - 1"),
    ("variable", r"\ln(1+e^{z}) = z + \ln(1+e^{-z})"),
    ("variable", r"\ln(1+e^{z}) = z + \ln(1+e^{-z}) + \ln 6 - \ln 4 - \ln 1.5"),
    ("variable", r"\ln 8 = 3 \ln 2"),
    ("variable", r"\sigma^{-1}(\sigma(z)) = z"),
    ("variable", r"\sigma(\ln 4) = \frac45"),
    ("variable", r"\Bigl[\sigma'(z)\Bigr]_{z = \ln 4} = \frac{4}{25}"),
    ("variable", r"e^{z - 2\ln(1+e^z)} = \sigma'(z)"),
    ("variable", r"e^{\ln 2 + z + \ln 3 - \ln 6} = e^z"),
    ("intercept", r"\sigma\Bigl(\ln\frac{\bar y}{1-\bar y}\Bigr) = \bar y"),
    ("feature", "e^{-L} = p(y \\mid x)"),
    ("feature", r"\frac{\partial L}{\partial w} = (f-y)x"),
    ("feature", r"\frac{\partial L}{\partial f} = \frac{f-y}{f(1-f)}"),
    ("feature", r"\frac{\partial z}{\partial f} = 0"),
    ("feature", r"\frac{\partial^2 L}{\partial w^2} = f(1-f)x^2"),
    ("feature", r"\frac{\partial^2 L}{\partial w \partial b} = f(1-f)x"),
    ("feature", "dw = x dz"),
    ("feature", "y^2 = y"),
    ("feature", r"L = -\ln p(y \mid x)"),
    ("canonical", r"\frac{\partial L}{\partial z} = A'(z) - y"),
    ("canonical", r"\frac{\partial L}{\partial w_j} = (f-y)x_j"),
    ("canonical", r"\frac{\partial^2 L}{\partial w_j\partial w_k} = A''(z)x_jx_k"),
    ("canonical", r"\frac{dA}{dz} = f"),
    ("canonical", r"\frac{d}{dz} A(-2z) = -2A'(-2z)"),
    ("example", r"\frac{\partial L}{\partial w_j} = (f-y)x_j"),
    ("example", r"\frac{\partial w_j}{\partial w_k} = \delta_{jk}"),
    ("example", r"\frac{\partial^2 L}{\partial w_j\partial w_k} = f(1-f)x_jx_k"),
    ("dataset", r"J = -\frac1m\sum_i\left[y^{(i)}\ln f^{(i)} + (1-y^{(i)})\ln(1-f^{(i)})\right]"),
    ("dataset", r"\frac{\partial J}{\partial w_j} = \frac1m\sum_i (f^{(i)}-y^{(i)})x_j^{(i)}"),
    ("dataset", r"\frac{\partial J}{\partial b} = \frac1m\sum_{i=1}^m (f^{(i)}-y^{(i)})"),
    (
        "dataset",
        r"\frac{\partial^2 J}{\partial w_j\partial w_k} = \frac1m\sum_i f_i(1-f_i)x_{ij}x_{ik}",
    ),
]


@pytest.mark.parametrize(("setting", "tex"), TRUE)
def test_what_is_true_is_proved_with_a_chance_of_error_that_is_nothing(
    setting: str, tex: str
) -> None:
    found = evidence(tex, setting)
    assert found.verdict is PROVED, found.message
    assert found.false_accept is not None
    assert 0 <= found.false_accept < 1e-30
    assert "prime field" in found.method
    assert found.points >= 16
    assert found.max_error is not None
    assert found.tolerance is not None
    assert found.max_error <= found.tolerance < 1e-14


@pytest.mark.parametrize("change", ["+ 10^{-6}", "+ 10^{-12}", r"+ \ln 2", "+ 1", "- 10^{-9} b"])
@pytest.mark.parametrize(("setting", "tex"), [pair for pair in TRUE if pair[0] != "variable"])
def test_what_is_added_to_it_is_noticed(setting: str, tex: str, change: str) -> None:
    assert evidence(f"{tex} {change}", setting).verdict is REFUTED


@pytest.mark.parametrize(
    "constant",
    [r"\ln 2", r"\ln 6 - \ln 4", "1", "10^{-12}", "10^{-15}", "10^{-30}", r"\frac{\ln 2}{10^{20}}"],
)
def test_an_added_constant_is_noticed_where_a_derivative_would_not(constant: str) -> None:
    tex = r"\ln(1+e^{z}) = z + \ln(1+e^{-z})"
    assert evidence(tex, "variable").verdict is PROVED
    assert evidence(f"{tex} + {constant}", "variable").verdict is REFUTED
    assert evidence(f"{tex} - ({constant})", "variable").verdict is REFUTED


@pytest.mark.parametrize("error", ["10^{-6}", "10^{-9}", "10^{-12}"])
@pytest.mark.parametrize(
    ("setting", "left", "right"),
    [
        ("variable", r"\sigma'(z)", r"\sigma(z)(1-\sigma(z))"),
        ("variable", r"\sigma(-z)", r"\frac{1}{1+e^z}"),
        ("feature", r"\frac{\partial L}{\partial w}", "(f-y)x"),
        ("feature", "L", r"\ln(1+e^{-z}) + (1-y)z"),
        ("example", r"\frac{\partial L}{\partial w_j}", "(f-y)x_j"),
        ("dataset", r"\frac{\partial J}{\partial b}", r"\frac1m\sum_{i=1}^m (f^{(i)}-y^{(i)})"),
    ],
)
def test_a_small_relative_error_is_refuted(error: str, setting: str, left: str, right: str) -> None:
    assert evidence(f"{left} = {right}", setting).verdict is PROVED
    assert evidence(f"{left} = (1 + {error})\\left({right}\\right)", setting).verdict is REFUTED


@pytest.mark.parametrize("error", ["10^{-6}", "10^{-9}", "10^{-12}"])
def test_so_is_one_that_is_only_there_where_the_value_is_tiny(error: str) -> None:
    # σ(-z) is below 1e-17 where z is above 40, and the right side is exact elsewhere.
    tex = r"\sigma(-z) = \frac{1}{1+e^{z}}\left(1 + %s \max(0, z - 40)\right)"
    found = witness(tex % error, "variable")
    assert abs(found.left) < 1e-17
    assert found.point["z"] > 40  # type: ignore[operator]
    assert evidence(tex % 0, "variable").verdict is PROVED


@pytest.mark.parametrize(
    ("setting", "tex"),
    [
        ("variable", r"\sigma(\ln 4) = \frac34"), ("variable", r"e^{z - \ln(1+e^z)} = \sigma'(z)"),
        ("intercept", r"\sigma(\ln\bar y) = \bar y"), ("feature", "e^{L} = p(y \\mid x)"),
        ("intercept", r"\sigma\Bigl(\ln\frac{1-\bar y}{\bar y}\Bigr) = \bar y"),
        ("canonical", r"\frac{\partial L}{\partial z} = A(z) - y"),
        ("canonical", r"\frac{\partial L}{\partial z} = A'(z) + y"),
        ("canonical", r"\frac{\partial^2 L}{\partial z^2} = A'(z)"),
        ("canonical", r"\frac{d}{dz} A(-2z) = -2A'(2z)"),
        ("canonical", r"A(z + b) = A(z) + A(b)"), ("canonical", "A'(z) = z"),
        ("feature", "y = 1"), ("feature", "y = 0"), ("feature", "w = 0"), ("feature", "b = 0"),
        ("feature", "f y = f"), ("feature", "f^y = f"), ("feature", "L = -y \\ln f"),
        ("feature", r"L = -\ln f"), ("feature", "wx + b = wx"), ("feature", "xw + b = x + b"),
        ("feature", "y = y^2 + 10^{-9}"), ("feature", r"y(1-y) = 10^{-12}"),
        ("feature", r"\frac{\partial L}{\partial f} = \frac{f-y}{f(1-f)} f'"),
        ("feature", r"\frac{\partial L}{\partial z} = \frac{\partial L}{\partial f}"),
        ("example", r"\frac{\partial L}{\partial w_j} = (f-y)x_k"),
        ("example", r"\frac{\partial L}{\partial w_j} = (f-y)x_1"),
        ("example", r"\frac{\partial L}{\partial w_j} = (f-y)\sum_{k=1}^n x_k"),
        ("example", r"\frac{\partial w_j}{\partial w_k} = 1"),
        ("example", r"\frac{\partial w_j}{\partial w_k} = 0"),
        ("example", "z = w_1 x_1 + b"), ("example", r"z = \sum_{k=1}^{n-1} w_k x_k + b"),
        ("example", "x_j = x_k"),
        ("dataset", "J = L^{(1)}"), ("dataset", "J = L^{(i)}"),
        ("dataset", r"J = \sum_{i=1}^m L^{(i)}"),
        ("dataset", r"\frac{\partial J}{\partial w_j} = \frac1m\sum_i (f^{(i)}-y^{(i)})x_k^{(i)}"),
        ("dataset", r"\frac{\partial J}{\partial w_j} = (f^{(i)}-y^{(i)})x_j^{(i)}"),
        ("dataset", r"\frac{\partial J}{\partial w_j} = \frac1n\sum_i (f^{(i)}-y^{(i)})x_j^{(i)}"),
        ("dataset", r"\frac{\partial J}{\partial w_j} = \frac1m\sum_i (y^{(i)}-f^{(i)})x_j^{(i)}"),
        ("dataset", r"\sum_{i=1}^m f^{(i)} y^{(i)} = \sum_{i=1}^m f^{(i)} \sum_{i=1}^m y^{(i)}"),
        ("dataset", "m = 1"), ("dataset", "n = m"),
    ],
)  # fmt: skip
def test_what_is_true_in_one_case_only_is_refuted(setting: str, tex: str) -> None:
    for seed in range(5):
        found = evidence(tex, setting, seed)
        assert found.verdict is REFUTED
        assert found.steps[0].witness is not None
        assert found.message.startswith(str(found.steps[0].witness))


def test_what_is_proved_of_a_letter_is_proved_of_any_function() -> None:
    assert evidence("f = A'(z)", "canonical").scope == "n = 3, any differentiable A"
    assert "any" not in evidence("x_j = x_j", "canonical").scope
    assert "for A(t) = e^(t/2) - 2.2 e^(t/3)" in evidence("f = A(z)", "canonical").message


@pytest.mark.parametrize(
    "tex", ["A(z) = e^{z/2} - 2.2e^{z/3}", r"A(z) \ge -10", "6A''(z) - 5A'(z) + A(z) = 0"]
)
def test_what_holds_for_one_function_is_not_accepted_for_any(tex: str) -> None:
    found = evidence(tex, "canonical")
    assert found.verdict is INAPPLICABLE
    assert "says nothing of any A" in found.message


def test_both_labels_are_tried_where_a_statement_needs_it() -> None:
    assert "any y" in evidence(r"\frac{\partial L}{\partial w} = (f-y)x").scope
    assert "each y 0 or 1" in evidence("f = f = f + y^2 - y").scope
    assert "each y 0 or 1" in evidence("y^2 = y").scope
    assert "each y 0 or 1" in evidence(r"p(y \mid x) = f^y (1-f)^{1-y}").scope
    only_one = (
        r"L = \begin{cases} -\ln f & \text{if } y = 1 \\ -\ln f & \text{otherwise}\end{cases}"
    )
    assert evidence(only_one).verdict is REFUTED


def test_the_scope_names_sizes_and_indices() -> None:
    assert evidence("b = b", "example").scope == "n = 3, any y"
    assert evidence("x_j w_k = w_k x_j", "example").scope == "n = 3, every j, every k, any y"
    assert evidence("J = J", "dataset").scope.startswith("m = 4, n = 3")
    assert evidence("z = z", "variable").scope == ""


ORDERED = [
    (r"0 < \sigma'(z) \le \frac14", AGREES),
    (r"0 < \sigma'(z) < \frac14", REFUTED),  # equal at z = 0
    (r"\sigma'(z) \ge 0", PROVED),
    (r"\sigma'(z) > 10^{-6}", REFUTED),  # where z is large
    (r"\sigma(z) < 1", PROVED),
    (r"\sigma(z) \le 0.999999", REFUTED),
    (r"\sigma(z) > 10^{-9}", REFUTED),
    (r"e^z \ge 1 + z", AGREES),
    (r"e^z > 1 + z", REFUTED),
    (r"z^2 > 0", REFUTED),
    (r"z^2 \ge 0", PROVED),
    (r"\lvert z\rvert \ge z", AGREES),
    (r"z \le 50", REFUTED),
    (r"\ln(1+e^z) > z", AGREES),
    (r"\ln(1+e^z) \ge 0.7", REFUTED),
    (r"\ln(1+e^z) < z + 10^{-3}", REFUTED),
    (r"\sigma(z) \ne \frac12", REFUTED),
    (r"\sigma(z) \ne 2", PROVED),
]


@pytest.mark.parametrize(("tex", "verdict"), ORDERED)
def test_inequalities_are_tried_where_they_are_tight(tex: str, verdict: Verdict) -> None:
    for seed in range(10):
        found = evidence(tex, "variable", seed)
        assert found.verdict is verdict, found.message
        last = found.steps[-1]
        assert (last.false_accept is None) == (verdict is not PROVED)
        assert last.method == ("the rules of signs" if verdict is PROVED else "floating point")


@pytest.mark.parametrize(
    ("tex", "verdict"),
    [
        (r"L \ge 0", PROVED),
        (r"L > 0", PROVED),
        (r"L \ge 10^{-6}", REFUTED),  # a margin that is large and right
        (r"L \le 10", REFUTED),  # and one that is large and wrong
        (r"0 < f < 1", PROVED),
        (r"f - y < \frac{999999}{1000000}", REFUTED),
    ],
)
def test_inequalities_of_the_loss(tex: str, verdict: Verdict) -> None:
    for seed in range(10):
        assert evidence(tex, seed=seed).verdict is verdict


@pytest.mark.parametrize(
    ("tex", "verdict"),
    [
        (r"e \approx 2.718", AGREES),
        (r"e \approx 2.72", AGREES),
        (r"e \approx 2.719", REFUTED),
        (r"\ln 2 \approx 0.6931", AGREES),
        (r"\ln 2 \approx 0.6932", REFUTED),
        (r"e = 2.718281828459045", REFUTED),
    ],
)
def test_about_equal_goes_by_the_printed_digits(tex: str, verdict: Verdict) -> None:
    assert evidence(tex, "variable").verdict is verdict


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        (r"\ln(-e^z) = \ln(-e^z)", "has a value at 0 of 64 points only"),
        (r"\ln(z^2) = 2\ln z", "the right side has no value"),
        (r"e^{\ln z} = z", "the left side has no value"),
        (r"\sqrt{z}^2 = z", "the left side has no value"),
    ],
)
def test_where_a_side_has_no_value_nothing_is_said(tex: str, words: str) -> None:
    found = evidence(tex, "variable")
    assert found.verdict is INAPPLICABLE
    assert not found.verdict.holds
    assert words in found.message


def test_a_loss_that_is_right_for_one_label_alone_is_not_accepted() -> None:
    tex = (
        r"L = \begin{cases} -\ln(-f) & \text{if } y = 1 \\ -\ln(1-f) & \text{if } y = 0\end{cases}"
    )
    assert evidence(tex).verdict is INAPPLICABLE
    half = r"L = \begin{cases} -\ln f & \text{if } y = 1 \end{cases}"
    assert evidence(half).verdict is INAPPLICABLE


@pytest.mark.parametrize(
    ("tex", "reason"),
    [
        (r"\lvert z\rvert = \max(z, -z)", "order"),
        (r"\sqrt{z^2} = \lvert z\rvert", "square root"),
        (r"2^z = e^{z \ln 2}", "exponent"),
    ],
)
def test_what_the_field_cannot_follow_agrees_with_the_reason(tex: str, reason: str) -> None:
    found = evidence(tex, "variable")
    assert found.verdict is AGREES
    assert found.false_accept is None
    assert reason in found.message
    assert evidence(f"{tex} + 10^{{-20}}", "variable").verdict is REFUTED


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        ("", "no formula"),
        ("x", "stands alone"),
        ("x = q", "q is not known"),
        ("x = x = (", "unbalanced"),
        ("x = x \\\\ w", "stands alone"),
    ],
)
def test_what_cannot_be_read_is_unread(tex: str, words: str) -> None:
    found = evidence(tex)
    assert found.verdict is UNREAD
    assert not found.verdict.holds
    assert words in found.message


def test_an_index_that_counts_nothing_is_unread() -> None:
    found = evidence(r"b = b \delta_{kl}", "example")
    assert found.verdict is UNREAD
    assert "the index k" in found.message


def test_a_chain_has_the_verdict_of_its_worst_step() -> None:
    found = evidence(r"x = x \\ = 1x \\ = 2x \\ = 2x", "feature")
    assert [step.verdict for step in found.steps] == [PROVED, PROVED, REFUTED, PROVED]
    assert [(step.row, step.relation) for step in found.steps] == [(1, 1), (2, 2), (3, 3), (4, 4)]
    assert found.verdict is REFUTED
    assert found.message == found.steps[2].message
    ranks = [SEVERITY.index(verdict) for verdict in (PROVED, AGREES, INAPPLICABLE, UNREAD, REFUTED)]
    assert ranks == sorted(ranks)
    assert {verdict for verdict in Verdict if verdict.holds} == {PROVED, AGREES}


def test_evidence_adds_up_the_chances_and_takes_the_worst_error() -> None:
    one = Step(1, 1, "=", "x", PROVED, points=10, max_error=1e-16, false_accept=1e-35)
    two = Step(2, 2, "=", "y", PROVED, points=8, max_error=3e-16, false_accept=2e-35)
    found = combined([one, two])
    assert found.false_accept == pytest.approx(3e-35)
    assert (found.points, found.max_error) == (8, 3e-16)


def test_a_witness_can_be_put_into_the_formula() -> None:
    found = witness(r"\frac{\partial L}{\partial w} = (y-f)x")
    assert set(found.point) == {"x", "w", "b", "y"}
    assert found.left == pytest.approx(-found.right)
    assert found.difference == found.left - found.right
    assert str(found).startswith("at x = ")
    indexed = witness(r"\frac{\partial L}{\partial w_j} = (f-y)x_k", "example")
    assert set(indexed.indices) == {"j", "k"}
    assert indexed.indices["j"] != indexed.indices["k"]
    assert len(indexed.point["x"]) == 3  # type: ignore[arg-type]
    assert "j = " in str(indexed)
    assert "[" in str(indexed)


def test_a_witness_shows_as_many_digits_as_it_takes() -> None:
    left, right = witness("z = z + 10^{-7}", "variable").values
    assert left != right
    tiny = str(witness(r"\ln(1+e^z) = z + \ln(1+e^{-z}) + 10^{-30}", "variable"))
    assert tiny.endswith("a difference of -1e-30")


def test_the_same_seed_gives_the_same_points() -> None:
    tex = r"\sigma(z) = \sigma(z) + 10^{-5} \max(0, \lvert z\rvert - 2)"
    one, same, other = (evidence(tex, "variable", seed).steps[0].witness for seed in (7, 7, 8))
    assert one == same
    assert one is not None
    assert other is not None
