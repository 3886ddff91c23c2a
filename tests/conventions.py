"""Derivations in the conventions that people use: right ones, and what makes them wrong.

Each has a name, what must be assumed, its text, and changes that make it wrong: the row, a piece
of the text, and what is written for it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sample:
    """A right derivation and its wrong variants."""

    name: str
    assumed: tuple[str, ...]
    text: str
    wrong: tuple[tuple[int, str, str], ...] = ()


SAMPLES = (
    Sample(
        "course with w and b",
        ("m counts the examples", "J is the mean over the examples"),
        r"""$$J(\vec{w},b) = -\frac{1}{m}\sum_{i=0}^{m-1}\left[y^{(i)}\log(f_{\vec{w},b}(x^{(i)})) + (1-y^{(i)})\log(1-f_{\vec{w},b}(x^{(i)}))\right]$$""".replace(
            "i=0", "i=1"
        ).replace("m-1", "m")
        + r"""
$$\frac{\partial J}{\partial w_j} = \frac{1}{m}\sum_{i=1}^{m}(f_{\vec{w},b}(x^{(i)})-y^{(i)})x_j^{(i)}$$
$$\frac{\partial J}{\partial b} = \frac{1}{m}\sum_{i=1}^{m}(f_{\vec{w},b}(x^{(i)})-y^{(i)})$$""",
        (
            (1, r"= -\frac", r"= \frac"),
            (2, r"\frac{1}{m}\sum_{i=1}^{m}(f", r"\sum_{i=1}^{m}(f"),
            (2, r"-y^{(i)})x_j", r"+y^{(i)})x_j"),
            (2, "x_j^{(i)}$$", "$$"),
        ),
    ),
    Sample(
        "course with theta, sums from 1",
        ("θ holds no bias",),
        r"""\begin{align*}
\frac{\partial}{\partial\theta_j}J(\theta) &= -\frac{1}{m}\sum_{i=1}^m\left[y^{(i)}\frac{\partial}{\partial\theta_j}\log h_\theta(x^{(i)}) + (1-y^{(i)})\frac{\partial}{\partial\theta_j}\log(1-h_\theta(x^{(i)}))\right]\\
&= -\frac1m\sum_{i=1}^m\left[\frac{y^{(i)}}{h_\theta(x^{(i)})} - \frac{1-y^{(i)}}{1-h_\theta(x^{(i)})}\right]\frac{\partial}{\partial\theta_j}h_\theta(x^{(i)})\\
&= -\frac1m\sum_{i=1}^m\left[y^{(i)} - h_\theta(x^{(i)})\right]x_j^{(i)}\\
&= \frac1m\sum_{i=1}^m\left[h_\theta(x^{(i)})-y^{(i)}\right]x_j^{(i)}
\end{align*}""",
        (
            (2, r"} - \frac{1-y", r"} + \frac{1-y"),
            (
                3,
                r"&= -\frac1m\sum_{i=1}^m\left[y^{(i)} - h",
                r"&= \frac1m\sum_{i=1}^m\left[y^{(i)} - h",
            ),
            (4, r"&= \frac1m\sum_{i=1}^m\left[h", r"&= \frac{1}{2m}\sum_{i=1}^m\left[h"),
        ),
    ),
    Sample(
        "likelihood of lecture notes",
        ("ℓ is the log-likelihood",),
        r"""\begin{align*}
\ell(\theta) &= \sum_{i=1}^{n} y^{(i)}\log h(x^{(i)}) + (1-y^{(i)})\log(1-h(x^{(i)}))\\
\frac{\partial}{\partial\theta_j}\ell(\theta) &= \sum_{i=1}^{n}(y^{(i)}-h_\theta(x^{(i)}))x_j^{(i)}
\end{align*}""",
        ((2, r"(y^{(i)}-h_\theta(x^{(i)}))", r"(h_\theta(x^{(i)})-y^{(i)})"),),
    ),
    Sample(
        "one example of lecture notes",
        (),
        r"""\begin{align*}
\frac{\partial}{\partial\theta_j}\ell(\theta) &= \left(y\frac{1}{g(\theta^Tx)}-(1-y)\frac{1}{1-g(\theta^Tx)}\right)\frac{\partial}{\partial\theta_j}g(\theta^Tx)\\
&= \left(y\frac{1}{g(\theta^Tx)}-(1-y)\frac{1}{1-g(\theta^Tx)}\right)g(\theta^Tx)(1-g(\theta^Tx))\frac{\partial}{\partial\theta_j}\theta^Tx\\
&= (y(1-g(\theta^Tx))-(1-y)g(\theta^Tx))x_j\\
&= (y-h_\theta(x))x_j
\end{align*}""",
        ((4, r"(y-h_\theta(x))x_j", r"(y-h_\theta(x))\theta_j"), (3, "-(1-y)g", "+(1-y)g")),
    ),
    Sample(
        "elements of statistical learning",
        ("N counts the examples", "ℓ is the log-likelihood", "β holds no bias"),
        r"""\begin{align}
\ell(\beta) &= \sum_{i=1}^N \{y_i\log p(x_i;\beta) + (1-y_i)\log(1-p(x_i;\beta))\}\\
&= \sum_{i=1}^N\{y_i\beta^Tx_i - \log(1+e^{\beta^Tx_i})\}\\
\frac{\partial\ell(\beta)}{\partial\beta} &= \sum_{i=1}^N x_i(y_i-p(x_i;\beta))\\
\frac{\partial^2\ell(\beta)}{\partial\beta\partial\beta^T} &= -\sum_{i=1}^N x_ix_i^Tp(x_i;\beta)(1-p(x_i;\beta))
\end{align}""",
        (
            (2, r"- \log(1+e", r"+ \log(1+e"),
            (3, r"x_i(y_i-p", r"x_i(y_i+p"),
            (4, r"&= -\sum_{i=1}^N x_ix", r"&= \sum_{i=1}^N x_ix"),
        ),
    ),
    Sample(
        "score in matrices",
        ("ℓ is the log-likelihood",),
        r"""$$\ell(\beta) = \sum_{i=1}^n \left[y_i x_i^\top\beta - \log(1+\exp(x_i^\top\beta))\right]$$
$$\nabla\ell(\beta) = X^\top(y-p)$$
$$\nabla^2\ell(\beta) = -X^\top W X$$""",
        ((2, "(y-p)", "(p-y)"), (3, "= -X", "= X")),
    ),
    Sample(
        "pattern recognition with targets t",
        ("N counts the examples", "E is the sum over the examples"),
        r"""\begin{align}
E(\mathbf{w}) &= -\sum_{n=1}^N\{t_n\ln y_n+(1-t_n)\ln(1-y_n)\}\\
\nabla E(\mathbf{w}) &= \sum_{n=1}^N(y_n-t_n)\boldsymbol\phi_n
\end{align}""",
        ((2, "(y_n-t_n)", "(t_n-y_n)"), (2, r"\sum_{n=1}^N(y", r"\frac1N\sum_{n=1}^N(y")),
    ),
    Sample(
        "probabilistic machine learning",
        ("N counts the examples", "NLL is the mean over the examples"),
        r"""$$\mathrm{NLL}(w) = -\frac1N\sum_{n=1}^N\left[y_n\log\mu_n+(1-y_n)\log(1-\mu_n)\right]$$
$$\nabla_w\mathrm{NLL}(w) = \frac1N\sum_{n=1}^N(\mu_n-y_n)x_n$$
$$\nabla_w\mathrm{NLL}(w) = \frac1N X^\top(\mu-y)$$""",
        (
            (1, r"= -\frac1N", r"= \frac1N"),
            (2, r"(\mu_n-y_n)", r"(y_n-\mu_n)"),
            (3, r"\frac1N X", r"\frac{1}{2N} X"),
        ),
    ),
    Sample(
        "deep learning course",
        ("the columns of X are the examples",),
        r"""$$Z = w^T X + b$$
$$A = \sigma(w^T X + b)$$
$$J = -\frac{1}{m}\sum_{i=1}^{m}\left(y^{(i)}\log(a^{(i)})+(1-y^{(i)})\log(1-a^{(i)})\right)$$
$$\frac{\partial J}{\partial w} = \frac{1}{m}X(A-Y)^T$$
$$\frac{\partial J}{\partial b} = \frac{1}{m}\sum_{i=1}^m(a^{(i)}-y^{(i)})$$""",
        (
            (4, r"\frac{1}{m}X(A-Y)^T", r"\frac{1}{m}X^T(A-Y)"),
            (4, r"\frac{1}{m}X(A-Y)^T", r"X(A-Y)^T"),
            (5, r"(a^{(i)}-y^{(i)})", r"(y^{(i)}-a^{(i)})"),
        ),
    ),
    Sample(
        "deep learning course with dZ",
        ("the columns of X are the examples",),
        r"""$$dZ = A - Y$$
$$dw = \frac{1}{m} X dZ^T$$
$$db = \frac{1}{m}\sum_{i=1}^m dz^{(i)}$$""",
        ((1, "A - Y", "Y - A"), (2, r"\frac{1}{m} X", "X"), (2, "dZ^T", "dZ")),
    ),
    Sample(
        "L for the mean, rows, bias",
        ("L is the mean over the examples", "the rows of X are the examples"),
        r"""$$L = -\frac{1}{m}\sum_{i=1}^m [y_i\log\hat y_i+(1-y_i)\log(1-\hat y_i)]$$
$$\frac{\partial L}{\partial w} = \frac1m X^T(\hat y-y)$$""",
        ((2, r"\frac1m X^T", r"X^T"), (2, r"(\hat y-y)", r"(y-\hat y)"), (2, "X^T", "X")),
    ),
    Sample(
        "L for the mean of losses, each with an index",
        ("L is the mean over the examples",),
        r"""$$L = \frac{1}{N}\sum_{i=1}^N L_i$$
$$\frac{\partial L_i}{\partial z_i} = \hat y_i - y_i$$
$$\frac{\partial L}{\partial w_j} = \frac1N\sum_{i=1}^N(\hat y_i-y_i)x_{ij}$$""",
        ((2, r"\hat y_i - y_i", r"y_i - \hat y_i"), (3, r"x_{ij}", r"x_{i}")),
    ),
    Sample(
        "J as the mean of L",
        ("J is the mean over the examples",),
        r"""\begin{align}
J(w,b) &= \frac1m\sum_{i=1}^m L(\hat y^{(i)},y^{(i)})\\
&= -\frac1m\sum_{i=1}^m\left[y^{(i)}\ln\hat y^{(i)}+(1-y^{(i)})\ln(1-\hat y^{(i)})\right]\\
\frac{\partial J}{\partial w_1} &= \frac1m\sum_{i=1}^m(\hat y^{(i)}-y^{(i)})x_1^{(i)}
\end{align}""",
        ((2, r"&= -\frac1m", r"&= \frac1m"), (3, "x_1^{(i)}", "x_2^{(i)}")),
    ),
    Sample(
        "gradient alone, a sum",
        ("J is the sum over the examples",),
        r"""$$\frac{\partial J}{\partial w_j} = \sum_{i=1}^m(f^{(i)}-y^{(i)})x^{(i)}_j$$""",
        (
            (1, "(f^{(i)}-y^{(i)})", "(y^{(i)}-f^{(i)})"),
            (1, r"\sum", r"2\sum"),
            (1, r"\sum", r"\frac{1}{2m}\sum"),
            (1, "x^{(i)}_j", "x^{(i)}_k"),
        ),
    ),
    Sample(
        "gradient alone, a mean in matrices",
        ("J is the mean over the examples",),
        r"""$$\nabla_\theta J(\theta) = \frac{1}{m}X^T(g(X\theta)-y)$$""",
        (
            (1, r"g(X\theta)-y", r"y-g(X\theta)"),
            (1, "X^T", "X"),
            (1, r"\frac{1}{m}", r"\frac{1}{2m}"),
            (1, r"g(X\theta)", r"X\theta"),
        ),
    ),
    Sample(
        "intercept as theta 0",
        ("θ_0 is the bias, and x_0 = 1",),
        r"""\begin{align}
\frac{\partial J}{\partial\theta_0} &= \frac1m\sum_{i=1}^m(h_\theta(x^{(i)})-y^{(i)})\\
\frac{\partial J}{\partial\theta_1} &= \frac1m\sum_{i=1}^m(h_\theta(x^{(i)})-y^{(i)})x_1^{(i)}
\end{align}""",
        ((1, r"-y^{(i)})\\", r"-y^{(i)})x_1^{(i)}\\"), (2, "x_1^{(i)}", r"\theta_1")),
    ),
    Sample(
        "penalty that spares theta 0",
        (
            "θ_0 is the bias, and x_0 = 1",
            "the penalty is λ/(2m) times the sum of the squares, without the bias",
        ),
        r"""\begin{align}
\frac{\partial J}{\partial\theta_0} &= \frac1m\sum_{i=1}^m(h_\theta(x^{(i)})-y^{(i)})x_0^{(i)}\\
\frac{\partial J}{\partial\theta_1} &= \frac1m\sum_{i=1}^m(h_\theta(x^{(i)})-y^{(i)})x_1^{(i)}+\frac\lambda m\theta_1
\end{align}""",
        (
            (1, r"x_0^{(i)}", r"x_0^{(i)}+\frac\lambda m\theta_0"),
            (2, r"+\frac\lambda m", r"-\frac\lambda m"),
        ),
    ),
    Sample(
        "penalty with its cost",
        ("the penalty is λ/(2m) times the sum of the squares",),
        r"""$$J(\theta) = -\frac1m\sum_{i=1}^m[y^{(i)}\log h_\theta(x^{(i)})+(1-y^{(i)})\log(1-h_\theta(x^{(i)}))]+\frac{\lambda}{2m}\sum_{j=1}^n\theta_j^2$$
$$\frac{\partial J(\theta)}{\partial\theta_j} = \frac1m\sum_{i=1}^m(h_\theta(x^{(i)})-y^{(i)})x_j^{(i)}+\frac{\lambda}{m}\theta_j$$""",
        (
            (2, r"\frac{\lambda}{m}\theta_j", r"\lambda\theta_j"),
            (2, r"\frac{\lambda}{m}\theta_j", r"\frac{2\lambda}{m}\theta_j"),
            (2, r"\frac{\lambda}{m}\theta_j", r"\frac{\lambda}{m}\sum_{k=1}^n\theta_k"),
            (2, r"+\frac{\lambda}{m}\theta_j", r"-\frac{\lambda}{m}\theta_j"),
            (2, r"+\frac{\lambda}{m}\theta_j", r""),
        ),
    ),
    Sample(
        "ridge of a sum",
        ("L is the sum over the examples", "the penalty is λ/2 times the sum of the squares"),
        r"""$$L(w) = \sum_{i=1}^n\log(1+e^{-y_iw^Tx_i})+\frac\lambda2\|w\|^2, \quad y_i\in\{-1,+1\}$$
$$\nabla L(w) = -\sum_{i=1}^n\frac{y_ix_i}{1+e^{y_iw^Tx_i}}+\lambda w$$""",
        (
            (2, r"+\lambda w", r"+2\lambda w"),
            (2, r"= -\sum", r"= \sum"),
            (2, r"{1+e^{y", r"{1+e^{-y"),
        ),
    ),
    Sample(
        "penalty without a half",
        ("the penalty is λ times the sum of the squares",),
        r"""$$L(w) = -\sum_{i=1}^N[y_i\log p_i+(1-y_i)\log(1-p_i)]+\lambda\|w\|_2^2$$
$$\frac{\partial L}{\partial w} = \sum_{i=1}^N(p_i-y_i)x_i+2\lambda w$$""",
        ((2, r"+2\lambda w", r"+\lambda w"),),
    ),
    Sample(
        "weights, bias, and a penalty in matrices",
        ("the penalty is λ/(2m) times the sum of the squares",),
        r"""$$\frac{\partial J}{\partial w} = \frac1m X^T(\sigma(Xw+b)-y)+\frac{\lambda}{m}w$$
$$\frac{\partial J}{\partial b} = \frac1m\sum_{i=1}^m(\hat y^{(i)}-y^{(i)})$$""",
        (
            (1, r"+\frac{\lambda}{m}w", r"-\frac{\lambda}{m}w"),
            (2, r"y^{(i)})$$", r"y^{(i)})+\frac{\lambda}{m}b$$"),
        ),
    ),
    Sample(
        "C times the loss",
        ("labels are −1 and 1",),
        r"""$$J(w) = \frac12 w^Tw + C\sum_{i=1}^n\log(1+\exp(-y_iw^Tx_i))$$
$$\nabla J(w) = w - C\sum_{i=1}^n\frac{y_ix_i}{1+\exp(y_iw^Tx_i)}$$""",
        ((2, r"= w - C", r"= w + C"), (2, r"= w - C", r"= 2w - C"), (2, "- C\\sum", "- \\sum")),
    ),
    Sample(
        "signs, one example",
        ("labels are −1 and 1",),
        r"""With $y\in\{-1,1\}$:
$$L = \ln(1+e^{-yz})$$
$$\frac{\partial L}{\partial z} = \frac{-ye^{-yz}}{1+e^{-yz}} = -y\sigma(-yz)$$""",
        ((2, r"= -y\sigma(-yz)", r"= -y\sigma(yz)"), (2, r"\frac{-ye", r"\frac{ye")),
    ),
    Sample(
        "signs, a mean",
        ("labels are −1 and 1", "n counts the examples"),
        r"""$$\mathcal{L}(w) = \frac1n\sum_{i=1}^n\log(1+\exp(-y_iw^\top x_i))$$
$$\nabla\mathcal{L}(w) = -\frac1n\sum_{i=1}^n y_i\sigma(-y_iw^\top x_i)x_i$$
$$\nabla^2\mathcal{L}(w) = \frac1n\sum_{i=1}^n\sigma(w^\top x_i)(1-\sigma(w^\top x_i))x_ix_i^\top$$""",
        (
            (2, r"= -\frac1n", r"= \frac1n"),
            (2, r"\sigma(-y_i", r"\sigma(y_i"),
            (3, r"\frac1n\sum_{i=1}^n\sigma", r"\sum_{i=1}^n\sigma"),
        ),
    ),
    Sample(
        "linear regression, one feature",
        ("this is linear regression",),
        r"""$$J(w,b) = \frac{1}{2m}\sum_{i=1}^m(wx^{(i)}+b-y^{(i)})^2$$
$$\frac{\partial J}{\partial w} = \frac1m\sum_{i=1}^m(wx^{(i)}+b-y^{(i)})x^{(i)}$$
$$\frac{\partial J}{\partial b} = \frac1m\sum_{i=1}^m(wx^{(i)}+b-y^{(i)})$$""",
        (
            (2, r"\frac1m", r"\frac2m"),
            (2, "x^{(i)}$$", "$$"),
            (3, "-y^{(i)})$$", "-y^{(i)})x^{(i)}$$"),
        ),
    ),
    Sample(
        "linear regression in matrices",
        ("this is linear regression", "J is the sum over the examples"),
        r"""\begin{align}
J(\theta) &= \frac12(X\theta-y)^T(X\theta-y)\\
&= \frac12(\theta^TX^TX\theta-2y^TX\theta+y^Ty)\\
\nabla J(\theta) &= X^TX\theta-X^Ty
\end{align}""",
        ((2, r"-2y^TX\theta", r"-y^TX\theta"), (3, r"-X^Ty", r"+X^Ty"), (3, "X^Ty", "Xy")),
    ),
    Sample(
        "mean squared error",
        ("this is linear regression",),
        r"""$$L = \frac1n\sum_{i=1}^n(y_i-\hat y_i)^2$$
$$\frac{\partial L}{\partial w} = -\frac2n\sum_{i=1}^n(y_i-\hat y_i)x_i$$""",
        ((2, r"-\frac2n", r"-\frac1n"), (2, r"-\frac2n", r"\frac2n")),
    ),
    Sample(
        "squared error through a sigmoid",
        ("the loss of an example is ½(f − y)²",),
        r"""$$E = \frac12(\sigma(z)-y)^2$$
$$\frac{\partial E}{\partial z} = (\sigma(z)-y)\sigma(z)(1-\sigma(z))$$""",
        ((2, r"\sigma(z)(1-\sigma(z))", ""),),
    ),
    Sample(
        "softmax of scores",
        (),
        r"""$$p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}, \quad L = -\sum_{k=1}^K y_k\log p_k$$
$$\frac{\partial p_k}{\partial z_i} = p_k(\delta_{ki}-p_i)$$
$$\frac{\partial L}{\partial z_i} = -\sum_k y_k(\delta_{ki}-p_i) = p_i-y_i$$""",
        ((2, r"\delta_{ki}-p_i", r"\delta_{ki}-p_k"), (3, "= p_i-y_i", "= y_i-p_i")),
    ),
    Sample(
        "softmax with C classes",
        (),
        r"""$$L = -\sum_{c=1}^C y_c\log\hat y_c$$
$$\frac{\partial L}{\partial z_c} = \hat y_c-y_c$$""",
        ((2, r"\hat y_c-y_c", r"y_c-\hat y_c"),),
    ),
    Sample(
        "softmax of a layer",
        (),
        r"""The one-hot label is $y$ and $p = \operatorname{softmax}(Wx+b)$.
$$\frac{\partial L}{\partial W_{kj}} = (p_k-y_k)x_j$$
$$\frac{\partial L}{\partial b_k} = p_k-y_k$$""",
        ((2, "(p_k-y_k)x_j", "(p_k-y_k)x_k"),),
    ),
    Sample(
        "logit with another name",
        (),
        r"""$$u = w^Tx+b$$
$$\frac{\partial L}{\partial u} = \hat y-y$$
$$\frac{\partial L}{\partial w} = (\hat y-y)x$$""",
        (
            (
                2,
                r"\hat y-y$$" + "\n" + r"$$\frac{\partial L}{\partial w",
                r"y-\hat y$$" + "\n" + r"$$\frac{\partial L}{\partial w",
            ),
        ),
    ),
    Sample(
        "denominator with a name",
        (),
        r"""Let $u = 1+e^{-z}$. Then
$$\sigma(z) = u^{-1}$$
$$\sigma'(z) = -u^{-2}\frac{du}{dz} = \frac{e^{-z}}{u^2}$$""",
        ((3, r"= \frac{e^{-z}}{u^2}", r"= -\frac{e^{-z}}{u^2}"),),
    ),
    Sample(
        "residual with a name",
        (),
        r"""$$r_i = \hat y_i-y_i$$
$$\frac{\partial J}{\partial w} = \frac1n\sum_{i=1}^n r_ix_i = \frac1n X^Tr$$""",
        ((2, r"= \frac1n X^Tr", r"= \frac1n X^Ty"),),
    ),
    Sample(
        "Hessian with a diagonal",
        ("J is the mean over the examples",),
        r"""$$S = \operatorname{diag}(p\odot(1-p))$$
$$H = \nabla^2 J = \frac1m X^TSX$$""",
        ((2, r"\frac1m X^TSX", r"\frac1m X^TX"),),
    ),
    Sample(
        "update rule",
        ("θ holds no bias",),
        r"""$$\theta_j := \theta_j-\alpha\frac{\partial J}{\partial\theta_j} = \theta_j-\frac\alpha m\sum_{i=1}^m(h_\theta(x^{(i)})-y^{(i)})x_j^{(i)}$$""",
        ((1, r"-\frac\alpha m", r"+\frac\alpha m"),),
    ),
    Sample(
        "negative log-likelihood by definition",
        ("ℓ is the sum over the examples",),
        r"""The negative log-likelihood is
$$\ell(w) = -\sum_{i=1}^n[y_i\log\sigma(w^Tx_i)+(1-y_i)\log(1-\sigma(w^Tx_i))]$$
$$\nabla\ell(w) = \sum_{i=1}^n(\sigma(w^Tx_i)-y_i)x_i$$""",
        ((3, r"(\sigma(w^Tx_i)-y_i)", r"(y_i-\sigma(w^Tx_i))"),),
    ),
    Sample(
        "likelihood and its logarithm",
        ("ℓ is the log-likelihood",),
        r"""$$L(\theta) = \prod_{i=1}^m (h_\theta(x^{(i)}))^{y^{(i)}}(1-h_\theta(x^{(i)}))^{1-y^{(i)}}$$
$$\ell(\theta) = \log L(\theta) = \sum_{i=1}^m y^{(i)}\log h_\theta(x^{(i)})+(1-y^{(i)})\log(1-h_\theta(x^{(i)}))$$
$$\frac{\partial\ell}{\partial\theta_j} = \sum_{i=1}^m(y^{(i)}-h_\theta(x^{(i)}))x_j^{(i)}$$""",
        (
            (3, r"(y^{(i)}-h_\theta(x^{(i)}))", r"(h_\theta(x^{(i)})-y^{(i)})"),
            (
                2,
                r"\sum_{i=1}^m y^{(i)}\log h_\theta(x^{(i)})+",
                r"\sum_{i=1}^m y^{(i)}\log h_\theta(x^{(i)})-",
            ),
        ),
    ),
    Sample(
        "capital Theta and S",
        ("ℓ is the log-likelihood",),
        r"""$$\frac{\partial\ell(\Theta)}{\partial\theta_j} = \sum_{i=1}^m(y_i-S(x^{(i)}\Theta))x_j^{(i)}$$""",
        ((1, "(y_i-S", "(y_i+S"),),
    ),
    Sample(
        "scikit-learn",
        ("labels are −1 and 1",),
        r"""$$\min_{w} \frac12w^Tw$$ is the penalty, and with $y_i \in \{-1, 1\}$
$$J(w) = \frac12 \|w\|^2 + C\sum_{i=1}^n\log(\exp(-y_i X_i^Tw)+1)$$
$$\nabla J(w) = w + C\sum_{i=1}^n(\sigma(y_i X_i^Tw)-1)y_iX_i$$""".replace(
            r"$$\min_{w} \frac12w^Tw$$ is the penalty, and w", "W"
        ),
        ((2, "w + C", "w - C"),),
    ),
    Sample(
        "no bias, scalar weight, dataset",
        (),
        r"""$$J(w) = -\frac1m\sum_{i=1}^m\left(y_i\ln\sigma(wx_i)+(1-y_i)\ln(1-\sigma(wx_i))\right)$$
$$J'(w) = \frac1m\sum_{i=1}^m(\sigma(wx_i)-y_i)x_i$$""",
        ((2, r"-y_i)x_i", "-y_i)"),),
    ),
    Sample(
        "Poisson regression",
        (),
        r"""Poisson regression with $\mu = e^z$:
$$L = \mu-y\ln\mu$$
$$\frac{\partial L}{\partial z} = \mu-y$$""",
        ((2, r"= \mu-y$$", r"= y-\mu$$"),),
    ),
    Sample(
        "D features",
        ("N counts the examples",),
        r"""$$\frac{\partial J}{\partial w_d} = \frac1N\sum_{n=1}^N(\sigma(\sum_{d=1}^D w_dx_{nd}+b)-y_n)x_{nd}$$""".replace(
            r"\sum_{d=1}^D w_dx_{nd}", r"\sum_{k=1}^D w_kx_{nk}"
        ),
        ((1, "-y_n)x", "+y_n)x"),),
    ),
    Sample(
        "p features of n examples",
        ("n counts the examples",),
        r"""$$\frac{\partial\ell}{\partial\beta_j} = \sum_{i=1}^n\left(y_i-\frac{1}{1+e^{-\sum_{k=1}^p\beta_kx_{ik}}}\right)x_{ij}$$""",
        ((1, r"\left(y_i-", r"\left(y_i+"),),
    ),
)
