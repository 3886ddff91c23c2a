r"""For each mistake, wrong derivations in different notations: the setting, and the text.

The wrong relation is the one that stands behind ``\ne``: it is read as ``=``.
"""

from __future__ import annotations

F, E, D, R = "feature", "example", "dataset", "regularized"

DW = r"\frac{\partial L}{\partial w}"
DWJ = r"\frac{\partial L}{\partial w_j}"
DB = r"\frac{\partial L}{\partial b}"
DZ = r"\frac{\partial L}{\partial z}"
DF = r"\frac{\partial L}{\partial f}"
DY = r"\frac{\partial \ell}{\partial \hat y}"
JW = r"\frac{\partial J}{\partial w_j}"
JB = r"\frac{\partial J}{\partial b}"
CHAIN = r"\frac{\partial L}{\partial f}\frac{\partial f}{\partial z}\frac{\partial z}{\partial w}"
MEAN = r"\frac{1}{m}\sum_{i=1}^{m}"
RES = r"(f^{(i)}-y^{(i)})"
GRADIENT = rf"{MEAN} {RES} x_j^{{(i)}}"
HES = r"\frac{\partial^2 J}{\partial w_j \partial w_k}"
LOSSES = r"y^{(i)}\ln f^{(i)}+(1-y^{(i)})\ln(1-f^{(i)})"

SPELLINGS: dict[str, list[tuple[str, str]]] = {
    "missing-chain-factor": [
        (F, rf"{DW} = {CHAIN} \ne \frac{{f-y}}{{f(1-f)}} x"),
        (F, (rf"{DW} = \left(-\frac{{y}}{{a}}+\frac{{1-y}}{{1-a}}\right)a(1-a)x"
            r" \ne \left(-\frac{y}{a}+\frac{1-y}{1-a}\right)x")),
        (D, rf"{JW} \ne {MEAN} \frac{{h^{{(i)}}-y^{{(i)}}}}{{h^{{(i)}}(1-h^{{(i)}})}} x_j^{{(i)}}"),
        (F, rf"{DZ} = {DF} \frac{{\partial f}}{{\partial z}} \ne {DF}"),
    ],
    "double-chain-factor": [
        (F, rf"{DW} = {CHAIN} \ne (f-y)f(1-f)x"),
        (E, rf"{DWJ} \ne (\hat y-y)\,\sigma'(z)\,x_j"),
        (D, rf"{JW} = {GRADIENT} \ne {MEAN} {RES} f^{{(i)}}(1-f^{{(i)}}) x_j^{{(i)}}"),
    ],
    "flipped-sign": [
        (F, rf"{DW} = {CHAIN} \ne (y-f)x"),
        (D, rf"{JB} \ne {MEAN} (y^{{(i)}}-\hat y^{{(i)}})"),
        (D, r"\nabla_w J \ne \frac{1}{m} X^\top(y-\sigma(Xw+b))"),
        (F, rf"{DF} \ne \frac{{y}}{{f}}-\frac{{1-y}}{{1-f}}"),
    ],
    "sign-not-distributed": [
        (F, rf"{DZ} = -\left(y(1-a)-(1-y)a\right) \ne -y(1-a)-(1-y)a"),
        (F, rf"{DZ} = -(y-f) \ne -y-f"),
        (D, rf"{JB} = -{MEAN}(y^{{(i)}}-f^{{(i)}}) \ne {MEAN}(-y^{{(i)}}-f^{{(i)}})"),
    ],
    "missing-feature": [
        (F, rf"{DW} = (f-y)\frac{{\partial z}}{{\partial w}} \ne f-y"),
        (D, rf"{JW} \ne {MEAN}(h^{{(i)}}-y^{{(i)}})"),
        (E, rf"{DWJ} \ne \left(-\frac{{y}}{{p}}+\frac{{1-y}}{{1-p}}\right)p(1-p)"),
    ],
    "extra-feature": [
        (F, rf"{DB} = {DZ}\frac{{\partial z}}{{\partial b}} \ne (\hat y-y)x"),
        (F, r"db = dz \ne dz \cdot x"),
        (D, rf"{JB} \ne {MEAN} {RES} x_1^{{(i)}}"),
    ],
    "misplaced-parenthesis": [
        (F, rf"{DW} = (f-y)x \ne f-yx"),
        (F, rf"{DZ} \ne \sigma(z-y)"),
        (D, rf"{JW} \ne {MEAN} (f^{{(i)}}-y^{{(i)}}x_j^{{(i)}})"),
    ],
    "missing-mean": [
        (D, rf"{JW} \ne \sum_{{i=1}}^m {RES} x_j^{{(i)}}"),
        (D, r"\nabla_w J \ne X^\top(f-y)"),
        (D, rf"{JB} = {MEAN} {RES} \ne \sum_{{i=1}}^m {RES}"),
        (D, rf"J \ne -\sum_{{i=1}}^m\left[{LOSSES}\right]"),
    ],
    "extra-half": [
        (D, rf"{JW} \ne \frac{{1}}{{2m}}\sum_{{i=1}}^m {RES} x_j^{{(i)}}"),
        (D, r"\nabla_w J \ne \frac{1}{2m} X^\top(f-y)"),
        (F, rf"{DW} \ne \frac12 (f-y)x"),
    ],
    "factor-two": [
        (D, rf"{JW} \ne \frac{{2}}{{m}}\sum_{{i=1}}^m {RES} x_j^{{(i)}}"),
        (F, rf"{DZ} \ne 2(\hat y-y)"),
        (D, rf"{JB} \ne 2 \cdot {MEAN} {RES}"),
    ],
    "wrong-count": [
        (D, rf"{JW} \ne \frac{{1}}{{n}}\sum_{{i=1}}^m {RES} x_j^{{(i)}}"),
        (D, r"\nabla_w J \ne \frac{1}{n} X^\top(f-y)"),
        (D, rf"{JB} = {MEAN} {RES} \ne \frac1n\sum_{{i=1}}^m {RES}"),
    ],
    "sum-lost": [
        (D, rf"{JW} \ne \frac1m (f^{{(1)}}-y^{{(1)}}) x_j^{{(1)}}"),
        (D, rf"{JB} \ne f^{{(1)}}-y^{{(1)}}"),
        (D, rf"{JB} \ne \frac{{1}}{{m}} {RES}"),
    ],
    "wrong-index": [
        (E, rf"{DWJ} = (f-y)x_j \ne (f-y)x_i"),
        (E, r"\frac{\partial L}{\partial \theta_1} \ne (h-y)x_2"),
        (D, rf"{JW} \ne {MEAN} {RES} x_1^{{(i)}}"),
    ],
    "wrong-variable": [
        (E, rf"{DWJ} \ne (f-y)w_j"),
        (F, r"\frac{\partial z}{\partial w} \ne w"),
        (D, rf"{JW} \ne {MEAN} {RES} \theta_j"),
    ],
    "missing-minus": [
        (F, r"L \ne y\ln f+(1-y)\ln(1-f)"),
        (D, rf"J \ne {MEAN}\left[{LOSSES}\right]"),
        (F, r"L = -y\ln \hat y-(1-y)\ln(1-\hat y) \ne \ln\left(\hat y^y(1-\hat y)^{1-y}\right)"),
    ],
    "one-sign-missing": [
        (F, r"L \ne -y\ln f+(1-y)\ln(1-f)"),
        (D, r"J \ne \frac1m\sum_i\left(-y^{(i)}\log h^{(i)}+(1-y^{(i)})\log(1-h^{(i)})\right)"),
        (F, r"L = -(y\ln a+(1-y)\ln(1-a)) \ne -y\ln a+(1-y)\ln(1-a)"),
    ],
    "loss-by-prediction-sign": [
        (F, rf"{DF} \ne -\frac{{y}}{{f}}-\frac{{1-y}}{{1-f}}"),
        (F, rf"{DY} \ne -\left(\frac{{y}}{{\hat y}}+\frac{{1-y}}{{1-\hat y}}\right)"),
        (F, rf"{DW} = {CHAIN} \ne \left(-\frac{{y}}{{f}}-\frac{{1-y}}{{1-f}}\right)f(1-f)x"),
    ],
    "labels-flipped": [
        (F, r"L \ne -(1-y)\ln f-y\ln(1-f)"),
        (F, rf"{DF} \ne -\frac{{1-y}}{{f}}+\frac{{y}}{{1-f}}"),
        (F, rf"{DZ} \ne f-(1-y)"),
    ],
    "signed-labels-mixed": [
        (F, r"L \ne \ln(1+e^{-yz})"),
        (F, rf"{DZ} \ne -y\,\sigma(-yz)"),
        (D, r"J \ne \frac1m\sum_{i=1}^m \ln\left(1+e^{-y^{(i)}z^{(i)}}\right)"),
        (F, rf"{DZ} \ne f-(2y-1)"),
    ],
    "log-ten": [
        (F, r"L \ne -\frac{y\ln f}{\ln 10}-\frac{(1-y)\ln(1-f)}{\ln 10}"),
        (F, rf"{DW} \ne \frac{{f-y}}{{\ln 10}}x"),
        (F, rf"{DF} \ne -\frac{{y}}{{f\ln(10)}}+\frac{{1-y}}{{(1-f)\ln(10)}}"),
    ],
    "log-rule": [
        (F, r"L = -y\ln f-(1-y)\ln(1-f) \ne -y\ln f-(1-y)(1-\ln f)"),
        (F, r"\ln(1-f) = \ln\frac{e^{-z}}{1+e^{-z}} \ne -z+\ln(1+e^{-z})"),
        (F, r"\ln(1+e^{-z}) \ne \ln 1+\ln e^{-z}"),
    ],
    "squared-error-cost": [
        (F, r"L \ne (f-y)^2"),
        (D, r"J \ne \frac{1}{2m}\sum_{i=1}^m (f^{(i)}-y^{(i)})^2"),
        (F, rf"{DF} \ne f-y"),
    ],
    "sigmoid-derivative-sign": [
        ("variable", r"\sigma'(z) \ne -\sigma(z)(1-\sigma(z))"),
        (F, r"\frac{\partial f}{\partial z} \ne f(f-1)"),
        ("variable", r"\sigma'(z) \ne -\frac{e^{-z}}{(1+e^{-z})^2}"),
    ],
    "sigmoid-derivative-minus": [
        ("variable", r"\sigma'(z) \ne \sigma(z)-(1-\sigma(z))"),
        (F, r"\frac{\partial a}{\partial z} \ne a-(1-a)"),
        (F, rf"{DW} = \frac{{f-y}}{{f(1-f)}}f(1-f)x \ne \frac{{f-y}}{{f(1-f)}}(f-(1-f))x"),
    ],
    "sigmoid-derivative-plus": [
        ("variable", r"\sigma'(z) \ne \sigma(z)(1+\sigma(z))"),
        (F, r"\frac{d\hat y}{dz} \ne \hat y(1+\hat y)"),
        ("variable", r"\sigma'(z) \ne \frac{1}{1+e^{-z}}\left(1+\frac{1}{1+e^{-z}}\right)"),
    ],
    "quotient-rule-sign": [
        ("variable", r"\sigma'(z) \ne \frac{0\cdot(1+e^{-z})+1\cdot(-e^{-z})}{(1+e^{-z})^2}"),
        ("variable", r"\sigma'(z) \ne \frac{-e^{-z}}{(1+e^{-z})^2}"),
        (F, r"\frac{df}{dz} \ne -\frac{e^{-z}}{(1+e^{-z})^2}"),
    ],
    "sigmoid-flipped": [
        ("variable", r"\sigma(z) \ne \frac{1}{1+e^{z}}"),
        (F, r"f = \sigma(z) \ne \frac{1}{1+\exp(z)}"),
        (F, rf"{DW} \ne \left(\frac{{1}}{{1+e^{{z}}}}-y\right)x"),
    ],
    "sigmoid-precedence": [
        ("variable", r"\sigma(z) \ne 1/1+e^{-z}"),
        (F, r"f \ne \frac11+e^{-z}"),
        (F, r"f = \frac{1}{1+e^{-(wx+b)}} \ne 1+e^{-(wx+b)}"),
    ],
    "sigmoid-missing": [
        (F, rf"{DW} = (\sigma(z)-y)x \ne (z-y)x"),
        (D, r"\nabla_w J \ne \frac1m X^\top(Xw+b-y)"),
        (F, rf"{DB} \ne wx+b-y"),
    ],
    "missing-bias": [
        (F, r"f \ne \sigma(wx)"),
        (F, rf"{DW} \ne (\sigma(wx)-y)x"),
        (D, r"\nabla_w J \ne \frac1m X^\top(\sigma(Xw)-y)"),
    ],
    "penalty-missing": [
        (R, rf"{JW} \ne {GRADIENT}"),
        (R, r"\nabla_w J \ne \frac1m X^\top(f-y)"),
        (R, rf"J \ne -{MEAN}\left[{LOSSES}\right]"),
    ],
    "penalty-summed": [
        (R, rf"{JW} \ne {GRADIENT}+\frac{{\lambda}}{{m}}\sum_{{k=1}}^n w_k"),
        (R, (rf"{JW} = {GRADIENT}+\frac{{\lambda}}{{m}}w_j"
            rf" \ne {GRADIENT}+\frac{{\lambda}}{{m}}\sum_{{l=1}}^n w_l")),
        (R, rf"{JB} \ne {MEAN} {RES}+\frac{{\lambda}}{{m}}\sum_{{k=1}}^n w_k"),
    ],
    "penalty-on-bias": [
        (R, rf"{JB} \ne {MEAN} {RES}+\frac{{\lambda}}{{m}} b"),
        (R, rf"{JB} = {MEAN} {RES} \ne {MEAN} {RES}+\frac{{\lambda b}}{{m}}"),
        (R, (rf"J \ne -{MEAN}\left[{LOSSES}\right]"
            r"+\frac{\lambda}{2m}\left(\sum_{k=1}^n w_k^2+b^2\right)")),
    ],
    "penalty-wrong-sign": [
        (R, rf"{JW} \ne {GRADIENT}-\frac{{\lambda}}{{m}} w_j"),
        (R, r"\nabla_w J \ne \frac1m X^\top(f-y)-\frac{\lambda}{m}w"),
        (R, rf"J \ne -{MEAN}\left[{LOSSES}\right]-\frac{{\lambda}}{{2m}}\sum_{{k=1}}^n w_k^2"),
    ],
    "penalty-not-averaged": [
        (R, rf"{JW} \ne {GRADIENT}+\lambda w_j"),
        (R, r"\nabla_w J \ne \frac1m X^\top(f-y)+\lambda w"),
        (R, rf"J \ne -{MEAN}\left[{LOSSES}\right]+\frac{{\lambda}}{{2}}\sum_{{k=1}}^n w_k^2"),
    ],
    "penalty-doubled": [
        (R, rf"{JW} \ne {GRADIENT}+\frac{{2\lambda}}{{m}} w_j"),
        (R, r"\nabla_w J \ne \frac1m X^\top(f-y)+2\frac{\lambda}{m}w"),
        (R, rf"J \ne -{MEAN}\left[{LOSSES}\right]+\frac{{\lambda}}{{m}}\sum_{{k=1}}^n w_k^2"),
    ],
    "penalty-halved": [
        (R, rf"{JW} \ne {GRADIENT}+\frac{{\lambda}}{{2m}} w_j"),
        (R, r"\nabla_w J \ne \frac1m X^\top(f-y)+\frac{\lambda}{2m}w"),
        (R, rf"{JW} \ne {GRADIENT}+\frac12\cdot\frac{{\lambda}}{{m}} w_j"),
    ],
    "penalty-precedence": [
        (R, rf"J \ne -{MEAN}\left[{LOSSES}\right]+\frac{{\lambda}}{{2}}m\sum_{{k=1}}^n w_k^2"),
        (R, rf"J \ne -{MEAN}\left[{LOSSES}\right]+(\lambda/2) m\sum_{{k=1}}^n w_k^2"),
        (R, rf"{JW} \ne {GRADIENT}+\lambda m w_j"),
    ],
    "penalty-wrong-index": [
        (R, rf"{JW} \ne {GRADIENT}+\frac{{\lambda}}{{m}} w_1"),
        (R, rf"{JW} \ne {GRADIENT}+\frac{{\lambda}}{{m}} w_k"),
        (R, rf"{JW} \ne {GRADIENT}+\lambda w_1/m"),
    ],
    "penalty-strength-inverted": [
        (R, rf"{JW} \ne {GRADIENT}+\frac{{1}}{{\lambda m}} w_j"),
        (R, r"\nabla_w J \ne \frac1m X^\top(f-y)+\frac{1}{\lambda m}w"),
        (R, rf"{JW} \ne \frac1m\left(\sum_i {RES} x_j^{{(i)}}+\frac{{w_j}}{{\lambda}}\right)"),
    ],
    "transposed-product": [
        (D, r"\nabla_w J \ne \frac1m X(f-y)"),
        (D, r"\nabla_w J \ne \frac1m X^\top(f-y)^\top"),
        ("columns", r"\nabla_w J \ne \frac1m X^\top(A-y)"),
    ],
    "transpose-order": [
        (D, r"(Xw)^\top \ne X^\top w^\top"),
        (D, r"\left(X^\top(f-y)\right)^\top \ne X(f-y)^\top"),
        (D, r"(w^\top X^\top)^\top \ne wX"),
    ],
    "broadcast-outer": [
        (D, rf"{JB} \ne \frac1m\sum_{{i=1}}^m\sum_{{l=1}}^m (f^{{(i)}}-y^{{(l)}})"),
        (D, rf"{JW} \ne \frac1m\sum_{{i=1}}^m\sum_{{l=1}}^m (f^{{(i)}}-y^{{(l)}})x_j^{{(i)}}"),
        (D, rf"{JB} = {MEAN}{RES} \ne {MEAN}\sum_{{l=1}}^m (f^{{(i)}}-y^{{(l)}})"),
    ],
    "hessian-without-weights": [
        (D, rf"{HES} \ne {MEAN} x_j^{{(i)}} x_k^{{(i)}}"),
        (D, r"\nabla_w^2 J \ne \frac1m X^\top X"),
        (R, rf"{HES} \ne {MEAN} x_j^{{(i)}} x_k^{{(i)}}+\frac{{\lambda}}{{m}}\delta_{{jk}}"),
    ],
    "hessian-weight-squared": [
        (D, rf"{HES} \ne {MEAN} (1-f^{{(i)}})^2 x_j^{{(i)}} x_k^{{(i)}}"),
        (D, rf"{HES} \ne {MEAN} (f^{{(i)}})^2 x_j^{{(i)}} x_k^{{(i)}}"),
        (D, rf"{HES} \ne {MEAN} f^{{(i)}} f^{{(i)}} x_j^{{(i)}} x_k^{{(i)}}"),
    ],
    "softmax-sign": [
        ("softmax", r"\frac{\partial L}{\partial z_k} \ne y_k-p_k"),
        ("softmax", r"\frac{\partial L}{\partial z} \ne y-\hat y"),
        ("softmax", r"\frac{\partial L}{\partial z_i} = -\sum_k y_k(\delta_{ki}-p_i) \ne y_i-p_i"),
    ],
    "softmax-off-diagonal": [
        ("softmax", r"\frac{\partial L}{\partial z_k} \ne -y_k(1-p_k)"),
        ("softmax", (r"\frac{\partial L}{\partial z_i} = -\sum_k y_k\frac{1}{p_k}"
                    r"\frac{\partial p_k}{\partial z_i} \ne -y_i\frac{1}{p_i}p_i(1-p_i)")),
        ("softmax", r"\frac{\partial L}{\partial z_j} \ne y_j(p_j-1)"),
    ],
}  # fmt: skip
