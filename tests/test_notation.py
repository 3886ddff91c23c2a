"""Statements as people write them: each holds as it is read, and not with one piece changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lrproof import check_derivation
from lrproof.evidence import Step, Verdict
from lrproof.prove import judge
from lrproof.setting import Quantity
from lrproof.settings import SETTINGS
from lrproof.settings.logistic import DATASET, REAL
from lrproof.tex import Misfit, Reading, read

_TERM = r"y^{(i)} \ln f^{(i)} + (1-y^{(i)}) \ln(1-f^{(i)})"
_SHARED = tuple(DATASET.quantity(name) for name in ("x", "y", "lambda"))
ROWS = replace(
    DATASET,
    name="rows",
    symbols=(
        *_SHARED,
        replace(DATASET.quantity("w"), spellings=(r"\theta", r"\beta", r"\Theta")),
        replace(DATASET.quantity("z"), definition=r"\sum_{k=1}^n w_k x_k^{(i)}"),
        replace(DATASET.quantity("f"), spellings=("p", "h", "a", r"\pi", r"\mu", r"\hat y")),
        Quantity("ell", r"\ell", "log-likelihood", "defined", REAL, (), (r"\ell",),
                 rf"\sum_{{i=1}}^m \left[{_TERM}\right]"),
        Quantity("J", "J", "cost", "defined", REAL, (), (),
                 rf"-\frac{{1}}{{m}} \sum_{{i=1}}^m \left[{_TERM}\right]"),
        Quantity("R", r"J_{\lambda}", "cost with a penalty", "defined", REAL, (), (r"J_{\lambda}",),
                 r"J + \frac{\lambda}{2m} \sum_{k=1}^n w_k^2"),
        Quantity("V", "V", "weights", "defined", REAL, ("m", "m"), (),
                 r"\delta_{ki} f^{(i)}(1-f^{(i)})", ("k", "i")),
    ),
    objective="ell",
    losses=None,
    argument="w",
    steps={},
)  # fmt: skip
SIGNS = replace(
    ROWS,
    name="signs",
    symbols=(
        *_SHARED,
        ROWS.quantity("w"),
        ROWS.quantity("z"),
        Quantity("L", "L", "loss", "defined", REAL, (), (r"\ell",),
                 r"\sum_{i=1}^m \ln(1 + e^{-y^{(i)} z^{(i)}})"),
    ),
    objective="L",
)  # fmt: skip
LINEAR = replace(
    ROWS,
    name="lines",
    symbols=(
        *_SHARED,
        ROWS.quantity("w"),
        ROWS.quantity("z"),
        replace(ROWS.quantity("f"), definition="z^{(i)}"),
        replace(ROWS.quantity("J"), definition=r"\frac{1}{2} \sum_{i=1}^m (f^{(i)} - y^{(i)})^2"),
    ),
    objective="J",
    functions={},
)
COLUMNS = SETTINGS["columns"].changed(
    "columns",
    "examples as columns",
    replace(SETTINGS["columns"].quantity("y"), spellings=("Y",)),
    replace(SETTINGS["columns"].quantity("z"), spellings=("Z",)),
)
LOCAL = {setting.name: setting for setting in (ROWS, SIGNS, LINEAR, COLUMNS)}


def found(name: str, tex: str) -> tuple[Reading, tuple[Step, ...]]:
    setting = LOCAL.get(name) or SETTINGS[name]
    sizes = {**{size: size for size in setting.sizes}, "N": "m", "C": "K"}
    reading = read(tex, replace(setting.vocabulary, sizes=sizes))
    assert not reading.errors
    return reading, judge(reading.relations, setting, seed=1, points=16)


STATEMENTS = [
    # an index counts examples or features: by where else it stands, or by what fits
    ("rows",
     r"\frac{\partial\ell}{\partial\beta} = \sum_{i=1}^N x_i (y_i - p(x_i;\beta))", "y_i", "1"),
    ("rows", r"\frac{\partial p_i}{\partial\beta} = p_i(1-p_i)x_i", "1-", "1+"),
    ("rows", r"\frac{\partial\ell}{\partial\beta_j} = \sum_i (y_i-\pi_i) x_{ij}", "ij", "i1"),
    ("rows", r"\pi_i = \frac{e^{x_i^T\beta}}{1+e^{\beta^T x_i}}", "1+", "2+"),
    ("rows", r"\log\frac{\mu_i}{1-\mu_i} = x_i'\beta", "1-", "1+"),
    ("rows",
     r"\nabla\ell = \sum_{n=1}^N (y_n - \mu_n) \mathbf{x}_n", r"y_n - \mu_n", r"\mu_n - y_n"),
    ("rows", r"z^{(i)} = \langle w, x_i\rangle = w\cdot x_i = w x_i", "w,", "x_1,"),
    ("rows", r"\nabla J = \frac1m\sum_{i=1}^m (h_\theta(x^i)-y^i)x^i", "(h_", "(2h_"),
    ("rows", r"h_\theta(x) = \frac{1}{1+e^{-\theta^T x}}", "e^{-", "e^{"),
    ("rows", r"\frac{\partial h}{\partial\theta_j} = h(1-h)x_j", "1-h", "1+h"),
    ("columns", r"z^{(i)} = w^T x^{(i)} + b = \sum_j w_j x_j^{(i)} + b", "+ b", "- b"),
    # Hessians
    ("rows",
     (r"\frac{\partial^2\ell}{\partial\beta\,\partial\beta^T} = -\sum_{i=1}^N x_i x_i^T"
     r" p(x_i,\beta)(1-p(x_i,\beta)) = -X^T V X"), "-X^T", "X^T"),
    ("rows", r"\nabla^2\ell = -X^T \operatorname{diag}(p(1-p)) X", "1-p", "p"),
    ("rows",
     (r"V = \text{diag}(p_i(1-p_i)) = \operatorname{diag}(p_1(1-p_1), \ldots,"
     r" p_N(1-p_N))"), "diag}(p", "diag}(y"),
    ("rows", r"\nabla\nabla\ell = -\sum_i \mu_i(1-\mu_i)\, x^{(i)} {x^{(i)}}^T", "(1-", "(2-"),
    # products over examples, sums without brackets or an index, conditions below a sum
    ("rows", r"\ell = \log\prod_{i=1}^N p_i^{y_i}(1-p_i)^{1-y_i}", "1-y", "y"),
    ("rows",
     r"J = -\frac1m\sum_{i=1}^m y^{(i)}\log a^{(i)} + (1-y^{(i)})\log(1-a^{(i)})", "+", "-"),
    ("rows", r"J = \frac1m\sum_{i=1}^m -y_i\log a_i - (1-y_i)\log(1-a_i)", "- (", "+ ("),
    ("rows", r"\ell = \sum_{i:y_i=1}\log p_i + \sum_{i:y_i=0}\log(1-p_i)", "y_i=0", "y_i=1"),
    ("rows", r"\ell = \sum y\log p + (1-y)\log(1-p)", "+", "-"),
    ("rows", r"\sum_{i,j} w_j x_{ij} = \sum_{i\in D} z_i", "w_j", "w_1"),
    ("softmax",
     r"\frac{\partial L}{\partial z_i} = -y_i(1-p_i) + \sum_{k\ne i} y_k p_i", r"k\ne i", "k"),
    ("softmax", r"L = -\sum_{c=1}^C y_c \log\hat y_c", "c=1", "c=2"),
    # transposes, norms and squares
    ("rows",
     r"\nabla_\beta\ell = X'(y-\mu) = X^t(y-p) = {X}^{T}(y-p) = \mathbf{X}^{\rm T}(y-p)",
     "X'", "2X'"),
    ("rows", r"\frac{\partial\ell}{\partial\beta^T} = (y-p)^T X", "y-p", "y+p"),
    ("rows", r"\frac{\partial\ell}{\partial\beta} = (y-p)^T X", "y-p", "y+p"),
    ("rows",
     (r"\frac{\partial\ell}{\partial w} = \frac{\partial\ell}{\partial z}\frac{\partial"
     r" z}{\partial w}"), "= ", "= 2"),
    ("rows",
     r"\sum_j w_j^2 = \|w\|_2^2 = \lVert w\rVert^2 = ||w||^2 = w^T w = w^2", "w^T", "2 w^T"),
    ("lines", r"J = \frac12(X\theta-y)^2 = \frac12(X\theta-y)'(X\theta-y)", "2(", "3("),
    ("lines", r"J(\theta)' = J'(\theta) = X^TX\theta - X^Ty", "- X", "+ X"),
    ("lines", r"\operatorname{tr}(X^TX) = \sum_{i,j} x_{ij}^2", "^2", ""),
    # at a point
    ("rows",
     (r"\left.\frac{\partial J}{\partial w}\right|_{w=0} = \frac1m X^T\left(\frac12 -"
     r" y\right)"), "12", "13"),
    ("rows",
     (r"\frac{\partial J}{\partial w}\bigg\rvert_{w=0} = \nabla J(0) ="
     r" \frac1m\sum_i(\frac12-y_i)x_i"), "12", "13"),
    # signed labels
    ("signs",
     (r"\nabla\ell\left(\beta\right)=\sum_{i=1}^{N}\frac{-\exp(-y_ix_i^\top\beta)y_ix_i}"
     r"{1+\exp(-y_ix_i^\top\beta)}"), "1+", "2+"),
    ("signs",
     (r"\frac{\partial"
     r" L}{\partial\theta}=\sum_{i=1}^N{(\frac{1}{1+e^{-y_i{\theta}^T{x_i}}}-1)y_ix_i}"),
     "-1)", ")"),
    # what courses write
    ("columns", r"A = \sigma(w^TX+b)", "+b", "-b"),
    ("columns", r"dZ = A - Y", "- Y", "+ Y"),
    ("columns", r"dz^{(i)} = a^{(i)} - y^{(i)}", "- y", "+ y"),
    ("columns", r"dw = \frac1m X\,dZ^T", "1m", "2m"),
    ("columns", r"db = \frac1m\sum dz^{(i)} = \frac1m\sum_{i=1}^m (a^{(i)}-y^{(i)})", "1m", "2m"),
    ("columns", r"dw = \frac1m\sum_{i=1}^m x^{(i)}dz^{(i)}", "1m", "2m"),
    ("dataset", r"db = \frac{1}{m}\mathbf{1}^T(f-y)", "f-y", "f+y"),
    ("dataset", r"\frac{\partial J}{\partial w}(w,b) = \frac1m X^T dz", "1m", "2m"),
    ("dataset",
     (r"J(\vec w,b) = \frac1m\sum_{i=1}^m \text{cost}(f_{\vec w,b}(\vec"
     r" x^{(i)}),y^{(i)})"), "1m", "2m"),
    ("network", r"z^{[2]} = w^{[2]\top}a^{[1]} + b^{[2]}", "+", "-"),
    ("feature", r"P(y=1\mid x;w) = 1 - P(y=0|x) = \sigma(wx+b)", "+b", "-b"),
    ("feature", r"p(y|x;w) = f^y(1-f)^{1-y}", "f^y", "f"),
    # derivatives in other signs
    ("feature",
     (r"\partial_w L = \frac{{\rm d}L}{{\rm d}w} = \frac{\delta L}{\delta w} = L'(w) ="
     r" (f-y)x"), "= (f", "= (2f"),
    # functions
    ("rows",
     (r"h = \operatorname{sigm}(X\theta) = \text{expit}(X\theta) ="
     r" \frac{1}{1+e^{-X\theta}}"), "1+", "2+"),
    ("feature", r"L = \operatorname{softplus}(z) - yz", "- yz", "+ yz"),
    ("feature", r"\ln(10)\lg f = \log_{10}(f) \ln 10 = \log f = \log_e f", "= \\log f", r"= \lg f"),
    ("softmax", r"p = \operatorname{softmax}(Wx+b)", "+b", "-b"),
    ("softmax", r"p_k = \text{softmax}(z)_k = \frac{e^{z_k}}{\sum_j e^{z_j}}", "(z)", "(2z)"),
    ("feature", r"f\star(1-f) = f(1-f)", r"\star(1-", r"\star(1+"),
    # indicators, indices of matrices, cases
    ("softmax",
     (r"\frac{\partial p_i}{\partial z_j} = p_i(1\{i=j\}-p_j) ="
     r" p_i(\mathbb{I}(i=j)-p_j) = p_i([i=j]-p_j)"), "1\\{i=j", "1\\{i=i"),
    ("softmax",
     (r"\delta_{ij}p_i = \mathbf 1_{i=j}p_i = \mathbb 1_{\{i=j\}}p_i = I_{ij}p_i ="
     r" 1[i=j]p_i"), "I_{ij}", "I_{ii}"),
    ("softmax", r"\frac{\partial L}{\partial z_k} = p_k - \mathbf 1\{y=k\}", "- ", "+ "),
    ("softmax", r"\frac{\partial L}{\partial W_{j, k}} = (p_j - y_j) x_k", "x_k", "x_1"),
    ("softmax",
     r"\frac{\partial L}{\partial W} = (\nabla_z L) x^\top = (p-y)\otimes x", "p-y", "p+y"),
    ("softmax",
     (r"\delta_{ij}p_i = \left\{\begin{array}{ll} p_i & \text{if $i=j$} \\ 0 & i\neq"
     r" j\end{array}\right."), "& i", "& j=1 \\\\ 1 & i"),
    ("softmax", r"L = -\log p_y = -z_y + \log\sum_j e^{z_j}", "-z_y", "-p_y"),
    ("softmax", r"P(y=k|x) = p_k", "p_k", "p_1"),
    ("softmax", r"\frac{\partial L}{\partial p} = -y\oslash p", "-y", "y"),
    # what is easily taken for something else
    ("dataset", r"\text{d}w = \frac1m X^\top \text{d}z", "1m", "2m"),
    ("dataset", r"z = w_1x_1 + w_2x_2 + \dots + w_nx_n + b", "+ b", "- b"),
    ("dataset", r"\frac{\partial L}{\partial f} = -\frac yf + \frac{1-y}{1-f}", "+", "-"),
    ("rows", r"\mathbf 1^T(y\odot Xw) = \sum_i y_i z_i = w^T X^T y", "y_i", "2"),
    ("rows", r"\sum_j w^2_j = \sum_{j=1}^n w_j^2", "w^2_j", "w^3_j"),
    ("variable", r"\sigma^{(1)}(z) = {d \sigma \over d z} = \sigma(z)(1-\sigma(z))", "1-", "1+"),
    ("feature", r"\mathcal L_{\text{CE}} = L_{CE} = -y\ln f - (1-y)\ln(1-f)", "- (", "+ ("),
    ("columns", r"z^{(i)} = \sum_{j=1}^n w_j x_{ij} + b", "+ b", "- b"),
    ("rows", r"z_i = x_i^T\hat\beta = \Sigma_{j=1}^n \hat\beta_j x_{ij}", "ij", "i1"),
    ("rows", r"J_\lambda(\theta) = J(\theta) + \frac{\lambda}{2m}\|\theta\|^2", "2m", "m"),
]  # fmt: skip


@pytest.mark.parametrize(("setting", "tex", "piece", "wrong"), STATEMENTS)
def test_a_statement_is_read_and_a_wrong_twin_is_refuted(
    setting: str, tex: str, piece: str, wrong: str
) -> None:
    _, steps = found(setting, tex)
    assert all(step.verdict.holds for step in steps), [step.message for step in steps]
    assert piece in tex
    _, steps = found(setting, tex.replace(piece, wrong, 1))
    assert any(step.verdict is Verdict.REFUTED for step in steps)


@pytest.mark.parametrize(
    ("setting", "tex", "words"),
    [
        ("rows", r"z_i = w x_i", "dot product"),
        ("rows", r"\ell = \sum y\log p + (1-y)\log(1-p)", "entry by entry"),
        ("rows", r"J = -\frac1m\sum_i y_i\log a_i + (1-y_i)\log(1-a_i)", "all terms"),
        ("rows", r"h_\theta(x) = \sigma(\theta^T x)", "any example"),
        ("rows", r"w'w = \sum_j w_j^2", "the transpose"),
    ],
)
def test_the_reading_that_was_taken_is_said(setting: str, tex: str, words: str) -> None:
    _, steps = found(setting, tex)
    assert words in steps[0].message


@pytest.mark.parametrize(
    ("setting", "tex"),
    [
        ("columns", r"\frac{\partial J}{\partial w} = \frac{1}{m}X^T(A-Y)"),
        ("rows", r"\nabla J = \frac1m X(h-y)"),
        ("rows", r"\nabla J = \frac1m (h-y)^T X"),
        ("lines", r"J = \frac12 (X^T\theta^T-y^T)(X\theta-y)"),
        ("rows", r"\nabla^2 J = \frac1m\sum_i h_i(1-h_i) x_i x_i"),
    ],
)
def test_what_no_reading_makes_fit_is_a_misfit(setting: str, tex: str) -> None:
    reading, _ = found(setting, tex)
    assert isinstance(reading.relations[0].right.error, Misfit)


def test_sums_may_be_counted_from_0_as_programs_do() -> None:
    zero = r"\frac{\partial J}{\partial b} = \frac{1}{m} \sum_{i=0}^{m-1} (f^{(i)} - y^{(i)})"
    report = check_derivation(zero, "dataset")
    assert report.holds
    assert "read as 1, …, m" in report.steps[0].message
    assert check_derivation(zero.replace("i=0", "i=1"), "dataset").holds is False
