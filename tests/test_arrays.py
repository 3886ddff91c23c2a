"""Vectors and matrices: what is read, what does not fit, and what an update rule says."""

from __future__ import annotations

import pytest

from lrproof.evidence import Evidence, Verdict
from lrproof.prove import prove
from lrproof.settings import SETTINGS
from lrproof.tex import Misfit, ReadError, read, read_formula


def found(setting: str, tex: str) -> Evidence:
    return prove(tex, SETTINGS[setting], seed=1)


RIGHT = [
    ("dataset", r"z = X w + b \mathbf 1"),
    ("dataset", r"z = X w + b"),
    ("dataset", r"z^{(i)} = w^\top x^{(i)} + b = w \cdot x^{(i)} + b = x^{(i)T} w + b"),
    ("dataset", r"z^{(i)} = (x^{(i)})^T w + b = {x^{(i)}}^\top w + b"),
    ("dataset", r"\nabla_w J = \frac1m X^\top (f-y)"),
    ("dataset", r"\nabla_{w} J(w, b) = \frac1m X^{T} (f-y)"),
    ("dataset", r"\frac{\partial J}{\partial w} = \frac1m \sum_{i=1}^m (f^{(i)}-y^{(i)}) x^{(i)}"),
    ("dataset", r"\frac{\partial J}{\partial w_j} = \frac1m x_j^\top (f-y)"),
    ("dataset", r"x_j^\top y = x_j \cdot y = \sum_i x_j^{(i)} y^{(i)}"),
    ("dataset", r"\frac{\partial J}{\partial b} = \frac1m \mathbf 1^\top (f-y)"),
    ("dataset", r"\nabla_w^2 J = \frac1m X^\top \operatorname{diag}(f \odot (1-f)) X"),
    ("dataset", r"\frac{\partial^2 J}{\partial w\,\partial w^\top} = \nabla^2_w J"),
    ("dataset", r"\frac{\partial z}{\partial w} = X"),
    ("dataset", r"\frac{\partial f}{\partial z} = \operatorname{diag}(f \odot (\mathbf 1 - f))"),
    ("dataset", r"J = -\frac1m\left(y^\top \ln f + (\mathbf 1-y)^\top \ln(1-f)\right)"),
    ("dataset", r"\lVert w \rVert^2 = \|w\|_2^2 = w^\top w = \sum_k w_k^2"),
    ("dataset", r"\lVert X \rVert_F^2 = \sum_i \lVert x^{(i)} \rVert^2"),
    ("dataset", r"\mathbf 1_m^\top \mathbf 1_m = m"),
    ("dataset", r"X I = X = I_m X"),
    ("dataset", r"(X w)^\top = w^\top X^\top"),
    ("dataset", r"f = \sigma(X w + b \mathbf 1)"),
    ("regularized", r"\nabla_w J = \frac1m X^\top (f-y) + \frac{\lambda}{m} w"),
    ("regularized", r"J = \frac1m \sum_i L^{(i)} + \frac{\lambda}{2m} \lVert w \rVert^2"),
    ("stacked", r"\tilde X = \begin{bmatrix} \mathbf 1 & X \end{bmatrix}"),
    ("stacked", r"z = \tilde X \theta"),
    ("stacked", r"\nabla J = \nabla_\theta J = \frac1m \tilde X^\top (f - y)"),
    ("stacked", r"\nabla^2 J = H"),
    ("stacked", r"\nabla J^\top \theta = (\nabla J)^\top \theta = \theta \cdot \nabla J"),
    ("stacked", r"\frac{\partial J}{\partial \theta_0} = \frac1m \sum_i (f^{(i)}-y^{(i)})"),
    ("stacked", r"H^{-1} H = I_{n+1}"),
    ("columns", r"z = w^\top X + b"),
    ("columns", r"\nabla_w J = \frac1m X (f-y)^\top"),
]  # fmt: skip

WRONG = [
    ("dataset", r"\nabla_w J = X^\top (f-y)"),
    ("dataset", r"\nabla_w J = \frac1n X^\top (f-y)"),
    ("dataset", r"\nabla_w J = \frac1m X^\top (y-f)"),
    ("dataset", r"\nabla_w^2 J = \frac1m X^\top X"),
    ("dataset", r"\frac{\partial z}{\partial w} = 2 X"),
    ("dataset", r"\lVert w \rVert^2 = \mathbf 1^\top w"),
    ("dataset", r"\mathbf 1_m^\top \mathbf 1_m = n"),
    ("regularized", r"\nabla_w J = \frac1m X^\top (f-y) + \lambda w"),
    ("regularized", r"J = \frac1m \sum_i L^{(i)} + \frac{\lambda}{2m} \lVert w \rVert"),
    ("stacked", r"\tilde X = \begin{bmatrix} 2 \cdot \mathbf 1 & X \end{bmatrix}"),
    ("stacked", r"H^{-1} H = 2 I"),
    ("stacked", r"H^{-1} H^{-1} = I"),
    ("columns", r"\nabla_w J = \frac1m X (y-f)^\top"),
]  # fmt: skip


@pytest.mark.parametrize(("setting", "tex"), RIGHT)
def test_true_statements_are_proved(setting: str, tex: str) -> None:
    evidence = found(setting, tex)
    assert evidence.verdict is Verdict.PROVED, evidence.message


@pytest.mark.parametrize(("setting", "tex"), WRONG)
def test_false_ones_are_refuted(setting: str, tex: str) -> None:
    assert found(setting, tex).verdict is Verdict.REFUTED


@pytest.mark.parametrize(
    ("setting", "tex", "message"),
    [
        ("dataset", r"\nabla_w J = \frac1m X (f-y)",
         "m×n and m×1 does not fit: n columns against m rows; the first factor would fit transpos"),
        ("dataset", r"w y = 0", "a product of n×1 and m×1 does not fit"),
        ("dataset", r"z = X^\top w", "a product of n×m and n×1 does not fit"),
        ("dataset", r"(f-y)^\top X^\top = 0", "the second factor would fit transposed"),
        ("dataset", r"\nabla_w J = (f-y)^\top X", "left side is n×1, the right one 1×n"),
        ("dataset", r"\nabla_w J = \frac1m (f^{(i)}-y^{(i)}) x_j^{(i)}",
         "left side is n×1, the right one one number"),
        ("dataset", r"w + y = 0", "cannot be added: n×1 and m×1"),
        ("dataset", r"w + w^\top = 0", "cannot be added: n×1 and 1×n; one of them would fit"),
        ("dataset", r"X^2 = 1", "a power of what is m×n"),
        ("dataset", r"\frac{1}{w} = 1", "one number is needed here, and this is n×1"),
        ("dataset", r"\operatorname{diag}(X) = 1", "diag needs a column, and this is m×n"),
        ("dataset", r"X^{-1} = 1", "only a square matrix has an inverse, and this is m×n"),
        ("dataset", r"\mathbf 1^\top \mathbf 1 = m", "how long are these columns"),
        ("dataset", r"\sum_i x_r^{(i)} w = 0", "take another letter"),
        ("dataset", r"\begin{bmatrix} X & \mathbf 1 \end{bmatrix} = X", "blocks are read as 1 and"),
        ("dataset", r"\begin{bmatrix} \mathbf 1 & X \\ X \end{bmatrix} = X", "different lengths"),
        ("stacked", r"z = X \theta", "a product of m×n and (n+1)×1 does not fit"),
    ],
)  # fmt: skip
def test_what_does_not_fit_names_both_shapes(setting: str, tex: str, message: str) -> None:
    evidence = found(setting, tex)
    assert evidence.verdict is Verdict.UNREAD
    assert message.replace(r"\\", "\\") in evidence.message


def test_a_misfit_is_shown_where_the_second_factor_begins() -> None:
    with pytest.raises(ReadError) as error:
        read_formula("w + \\frac1m X (f - y)", SETTINGS["dataset"].vocabulary)
    assert (error.value.line, error.value.column) == (1, 16)


def test_one_entry_stands_for_the_whole() -> None:
    words = SETTINGS["dataset"].vocabulary
    # The free index of a column is r.
    assert read_formula(r"X^\top y", words) == read_formula(
        r"\sum_{k=1}^{m} x_r^{(k)} y^{(k)}", words
    )


def test_a_number_beside_an_array_is_said() -> None:
    (relation,) = read("z = X w + b", SETTINGS["dataset"].vocabulary).relations
    assert relation.right.notes == ("a number was added to each entry of what is m×1",)
    (relation,) = read(r"z = X w + b \mathbf 1", SETTINGS["dataset"].vocabulary).relations
    assert not relation.right.notes


@pytest.mark.parametrize("sign", [":=", r"\leftarrow", r"\gets", r"\coloneqq", "←"])
def test_an_update_rule_is_compared_with_the_step_of_its_setting(sign: str) -> None:
    step = r"w_j - \frac{\alpha}{m} \sum_i (f^{(i)}-y^{(i)}) x_j^{(i)}"
    assert found("dataset", f"w_j {sign} {step}").verdict is Verdict.PROVED
    wrong = step.replace("w_j -", "w_j +")
    assert found("dataset", f"w_j {sign} {wrong}").verdict is Verdict.REFUTED


@pytest.mark.parametrize(
    ("setting", "right", "wrong"),
    [
        ("dataset", r"w := w - \alpha \nabla_w J", r"w := w - \nabla_w J"),
        ("dataset", r"b := b - \alpha \frac{\partial J}{\partial b}", r"b := b - \alpha J"),
        ("dataset", r"w^{+} = w - \alpha \nabla_w J", r"w^{+} = w"),
        (
            "stacked",
            r"\theta := \theta - \frac{\alpha}{m} \tilde X^\top (f-y)",
            r"\theta := \theta",
        ),
        ("newton", r"\theta := \theta - H^{-1} \nabla J", r"\theta := \theta + H^{-1} \nabla J"),
        ("newton", r"H(\theta^{+} - \theta) = -\nabla J", r"H(\theta^{+} - \theta) = \nabla J"),
    ],
)
def test_steps(setting: str, right: str, wrong: str) -> None:
    assert found(setting, right).verdict is Verdict.PROVED
    assert found(setting, wrong).verdict is Verdict.REFUTED


def test_where_nothing_is_updated_the_sign_defines() -> None:
    assert found("feature", r"L := -y \ln f - (1-y) \ln(1-f)").verdict is Verdict.PROVED
    assert found("feature", r"L := -y \ln f").verdict is Verdict.REFUTED


@pytest.mark.parametrize(
    ("setting", "right", "wrong"),
    [
        ("variable", r"\Bigl[ \sigma(z)(1-\sigma(z)) \Bigr]_{z = 0} = \frac14",
         r"\Bigl[ \sigma(z)(1-\sigma(z)) \Bigr]_{z = 0} = \frac12"),
        ("variable", r"\left. \frac{d}{dz} \sigma(z) \right|_{z=0} = \frac14",
         r"\left. \frac{d}{dz} \sigma(z) \right|_{z=1} = \frac14"),
        ("feature", r"\Bigl[ f(1-f)(2f-1) \Bigr]_{f = \frac45} = \frac{12}{125}",
         r"\Bigl[ f(1-f)(2f-1) \Bigr]_{f = \frac35} = \frac{12}{125}"),
        ("feature", r"\Bigl[ f - y \Bigr]_{w = 0,\ b = 0,\ y = 1} = -\frac12",
         r"\Bigl[ f - y \Bigr]_{w = 0,\ b = 0,\ y = 0} = -\frac12"),
        ("dataset", r"\Bigl[ \nabla_w J \Bigr]_{w = 0,\ b = 0} = \frac1m X^\top (\tfrac12 - y)",
         r"\Bigl[ \nabla_w J \Bigr]_{w = 0,\ b = 0} = \frac1m X^\top (1 - y)"),
    ],
)  # fmt: skip
def test_a_formula_at_a_point(setting: str, right: str, wrong: str) -> None:
    assert found(setting, right).verdict is Verdict.PROVED
    assert found(setting, wrong).verdict is Verdict.REFUTED


def test_an_index_that_only_the_point_has_runs_over_all_entries() -> None:
    for tex in (
        r"\Bigl[ x_2^{(k)} \Bigr]_{x_2^{(i)} = x_1^{(i)}} = x_1^{(k)}",
        r"\Bigl[ z^{(i)} \Bigr]_{w_j = 0} = b",
        r"\Bigl[ w_j \Bigr]_{w_j = 2} = 2",
    ):
        assert found("dataset", tex).verdict is Verdict.PROVED


def test_the_cost_at_another_parameter() -> None:
    assert found("stacked", r"J(\theta - \theta) = \ln 2").verdict is Verdict.PROVED
    assert found("stacked", r"J(\theta + \theta) = J(2 \theta)").verdict is Verdict.PROVED
    assert found("stacked", r"J(2\theta) = 2 J(\theta)").verdict is Verdict.REFUTED
    assert found("stacked", r"J(\theta) = J").verdict is Verdict.PROVED


def test_a_minimum_is_stationary_and_not_larger_than_the_rest() -> None:
    evidence = found("variable", r"\arg\min_z \left((z-3)^2\right) = 3")
    assert [step.verdict.value for step in evidence.steps] == ["proved", "proved"]
    evidence = found("variable", r"\arg\min_z \left(z^2 - 6z\right) = 3")
    assert [step.verdict.value for step in evidence.steps] == ["proved", "agrees"]
    assert found("variable", r"\operatorname*{arg\,min}_z \left((z-3)^2\right) = 2").verdict is (
        Verdict.REFUTED
    )
    # A maximum is stationary, and refuted all the same.
    evidence = found("variable", r"\arg\min_z \left(-(z-3)^2\right) = 3")
    assert [step.verdict.value for step in evidence.steps] == ["proved", "refuted"]


@pytest.mark.parametrize(
    ("tex", "shapes"),
    [
        (r"\nabla_w J = \frac1m X (f-y)", ("m×n", "m×1", "first")),
        (r"\nabla_w J = (f-y)^\top X^\top", ("1×m", "n×m", "second")),
        (r"\nabla_w J = w + w^\top", ("n×1", "1×n", "second")),
        (r"\nabla_w J = (f-y)^\top X", ("n×1", "1×n", "second")),
        (r"\nabla_w J = y", ("n×1", "m×1", "")),
    ],
)
def test_a_misfit_carries_both_shapes_and_what_would_fit(
    tex: str, shapes: tuple[str, str, str]
) -> None:
    (relation,) = read(tex, SETTINGS["dataset"].vocabulary).relations
    error = relation.right.error
    assert isinstance(error, Misfit)
    assert (error.left, error.right, error.transposed) == shapes
