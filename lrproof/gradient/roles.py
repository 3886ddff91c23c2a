"""What the names of parameters, functions and results say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

__all__ = ["goal", "is_surely_cost", "kind_of_result", "loss_of_name", "role", "roles"]

_ROLES = {
    "X": "x xs features feature data inputs input design phi examples samples design_matrix "
    "feature_matrix x_with_ones data_matrix exog",
    "y": "y ys labels label target targets y_true ytrue truth y_actual actual classes t "
    "outcome response endog ground_truth y_onehot yoh y_one_hot one_hot",
    "w": "w ws weights weight coef coefs coefficients theta thetas beta betas params parameters "
    "param par wts omega v",
    "b": "b bias intercept b0 w0 beta0 beta_0 w_0 theta0 theta_0",
    "strength": "lambda lambd lam lamb lmbda lmda lambda_reg reg reg_strength reg_lambda reg_param "
    "regularization regularisation l2 l2_reg l2_penalty l ridge penalty weight_decay wd decay mu "
    "lambda_param rho λ reg_coef alpha tau",
    "rate": "lr learning_rate eta step_size stepsize learningrate",
    "turns": "num_iters iterations n_iter n_iters num_iterations epochs max_iter iters num_iter "
    "n_iterations n_epochs num_epochs steps n_steps maxiter",
    "z": "z zs logit logits s u scores score margin linear net raw_prediction raw_predictions",
    "f": "f a p h yhat y_hat ypred y_pred y_prob pred preds prediction predictions prob probs "
    "proba phat p_hat al output outputs y_probs hypothesis activation sig y_predicted predicted "
    "sigmoid_output y_score y_proba probabilities f_wb",
    "m": "m n_samples num_examples n_examples num_samples",
    "n": "n_features num_features d",
    "K": "k num_classes n_classes c_classes num_labels n_labels",
}
_ROLE = {name: role for role, names in _ROLES.items() for name in names.split()}
_SUFFIX = re.compile(
    r"_?(?:train(?:ing)?|test|data|batch|aug(?:mented)?|arr(?:ay)?|vec(?:tor)?|mat(?:rix)?|bar|tilde"
    r"|in|init|initial|i|values?|ones|ext|b|new|old|set|cur(?:rent)?|\d+)$"
)
_PREFIX = re.compile(r"^(?:train|training|test|input|my|the|initial|init|cur|current)_")
_WEAK = frozenset(["a", "d", "h", "k", "l", "mu", "p", "rho", "s", "t", "tau", "u", "v", "z"])
"""Names of which a description says more."""
_WORDS = (
    ("y", r"\blabels?\b|\btargets?\b|\btrue\b|\boutcomes?\b|\bresponses?\b"),
    ("strength", r"regulari[sz]|penalt|shrink"),
    ("b", r"\bbias\b|\bintercept\b"),
    ("w", r"\bweights?\b|\bcoefficients?\b|\bparameters?\b"),
    ("f", r"\bpredict(?:ed|ions?)\b|\bprobabilit"),
    ("z", r"\blogits?\b|\blinear\b"),
    ("X", r"\bfeatures?\b|\bdata\b|\binputs?\b|\bexamples?\b|\bdesign\b"),
    ("rate", r"\blearning rate\b|\bstep size\b"),
)


def role(name: str) -> str | None:
    """What a name stands for, if it is a usual one.

    Examples:
        >>> [role(name) for name in ("X_train", "lambda_", "C", "y_hat", "w_in", "foo")]
        ['X', 'strength', 'C', 'f', 'w', None]
    """
    plain = name.strip("_")
    if plain in ("C", "inv_reg", "c_inv"):
        return "C"
    if plain == "N":
        return "m"
    plain = plain.lower()
    for shorter in (plain, _SUFFIX.sub("", plain), _PREFIX.sub("", plain)):
        if shorter in _ROLE:
            return _ROLE[shorter]
    return None


def roles(names: Iterable[str], text: str = "", steps: bool = False) -> dict[str, str | None]:
    """What each parameter of a function stands for.

    Args:
        names: The parameters in order.
        text: The docstring, which describes parameters that have unusual names.
        steps: Whether the function makes a step of gradient descent, so that α is its size.

    Examples:
        >>> roles(["theta", "X", "y", "alpha"])
        {'theta': 'w', 'X': 'X', 'y': 'y', 'alpha': 'strength'}
        >>> roles(["x"])
        {'x': 'z'}
        >>> roles(["y", "t"])
        {'y': 'f', 't': 'y'}
    """
    names = list(names)
    found: dict[str, str | None] = {}
    for name in names:
        guess = role(name)
        if guess is None or guess in found.values() or name in _WEAK:
            described = _described(name, text)
            guess = described if described and described not in found.values() else guess
        found[name] = guess
    lower = {name.strip("_").lower(): name for name in names}
    known = {name: guess for name, guess in found.items() if guess}
    if "t" in lower and "y" in lower:
        found[lower["y"]] = "f"
    if "alpha" in lower and (steps or list(known.values()).count("strength") > 1):
        found[lower["alpha"]] = "rate"
    if "X" in known.values() and not {"w", "f", "b", "m"} & set(known.values()):
        # Without parameters it is a function of logits: sigmoid(x), loss(x, y).
        _only(found, "X", "z")
    if len(names) == 1 and found[names[0]] in ("y", "w", "b", "strength", "m", "K", "rate"):
        found[names[0]] = "z"
    seen: set[str] = set()
    for name, guess in found.items():
        if guess in seen:
            found[name] = None
        elif guess:
            seen.add(guess)
    return found


def _only(found: dict[str, str | None], old: str, new: str) -> None:
    for name, guess in found.items():
        if guess == old and new not in found.values():
            found[name] = new
            return


def _described(name: str, text: str) -> str | None:
    pattern = rf"^[\s\-*:]*(?:param\s+)?`*{re.escape(name)}`*\b(.{{0,120}})"
    line = re.search(pattern, text, re.MULTILINE)
    if not line:
        return None
    words = line[1].lower()
    return next((what for what, pattern in _WORDS if re.search(pattern, words)), None)


_GOALS = {
    "hessian": r"hess second_?deriv fisher information",
    "step": r"(^|_)step update descent ascent (^|_)gd(_|$) (^|_)train (^|_)fit(_|$)",
    "slope": r"(sigm\w*|logistic|activation|expit|^g|^σ)_*(deriv|prime|grad|slope|back|dash) "
    r"(^|_)d_?(sigm|logistic|expit) ^slope$ ^sigmoid_?d$ "
    r"(deriv\w*|grad\w*|slope)_(of_)?(the_)?(sigm|logis)",
    "gradient": r"grad deriv backprop backward ^propagate score jac (^|_)d[jwlb] slope ^d_?d?z$ "
    r"prime delta residual nabla",
    "cost": r"cost objective (^|_)j(_|$) nll likelihood risk bce entropy mse error ^f(un)?$",
    "loss": r"loss softplus",
    "value": r"sigm expit predict hypoth forward proba softmax logit logistic decision net_ class "
    r"activ ^g$ ^h$",
}
"""Patterns, the first that is found decides."""


def goal(name: str) -> str | None:
    """What a function computes, as far as its name says it.

    Examples:
        >>> [goal(name) for name in ("compute_gradient", "costFunction", "sigmoid_prime", "f1")]
        ['gradient', 'cost', 'slope', None]
    """
    plain = snake(name)
    return _first(_GOALS, plain)


def snake(name: str) -> str:
    """The last part of a name in small letters: `costFunction` is `cost_function`."""
    return re.sub(r"(?<=[a-z][a-z])(?=[A-Z])", "_", name.rpartition(".")[2]).lower()


def loss_of_name(name: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """The elementwise functions that a name may mean, for arguments of these roles."""
    plain, what, given = snake(name), goal(name), set(known.values())
    if re.search(r"log_?sigm", plain):
        return ("log sigmoid",)
    if re.search(r"softplus|log1p|log_?one", plain):
        return ("softplus",)
    if "softmax" in plain and "y" not in given:
        return ("class probabilities",)
    if what == "slope":
        return ("slope",)
    if "y" in given:
        if what in ("gradient", "step"):
            if re.search(r"z$|residual|delta|logit", plain):
                return ("loss by logit", "loss by class logit")
            return (
                ("loss by prediction", "loss by logit", "loss by class logit")
                if "f" in given and "z" not in given
                else ("loss by logit", "loss by prediction", "loss by class logit")
            )
        return ("loss",)
    if what == "gradient":
        return ("slope",)
    if re.search(r"predict|class|decide|label", plain):
        return ("class", "sigmoid", "class probabilities")
    if re.search(r"logit|linear|net|decision|(?:^|_)z(?:_|$)", plain):
        return ("logit",)
    if what in ("value", None):
        return ("sigmoid",) if what else ("sigmoid", "slope", "softplus", "logit")
    return ("loss",)


_BY = r"(^|_|d|grad|slope|g)_?"
_RESULTS = {
    "other": r"^acc(uracy)?(_|$) ^(m|n|k|i|it|n_iter|iters?|count|size|alpha|lr|eta|norm)$",
    "hessian": r"^h$ hess ^d2",
    "db": _BY + "(b|b0|bias|intercept)$",
    "dw": _BY + r"(w|ws|weights?|theta|beta|coefs?)$ ^grads?$ ^gradients?$ ^g$",
    "cost": r"cost loss likelihood ^(j|l|e|ll|nll|ce|err|error|energy)(_|$) "
    r"^(obj|objective|val|value|total|out|fval)(_|$)",
}


def kind_of_result(name: str) -> str | None:
    """What a returned value is, as far as a name says it; "other" for what is no result of ours.

    Examples:
        >>> [kind_of_result(name) for name in ("dj_db", "dW", "J", "b", "tmp")]
        ['db', 'dw', 'cost', 'db', None]
    """
    plain = snake(name)
    return _first(_RESULTS, plain)


def is_surely_cost(name: str) -> bool:
    """Whether a result of this name is a cost and cannot be a residual."""
    return re.search(r"cost|loss|likelihood|^(j|nll)(_|$)|^obj", snake(name)) is not None


def _first(patterns: Mapping[str, str], text: str) -> str | None:
    return next(
        (
            what
            for what, given in patterns.items()
            if any(re.search(p, text) for p in given.split())
        ),
        None,
    )
