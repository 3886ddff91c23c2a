"""The checkers of the page on a hidden layer, its graph, and names with layers."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from lrproof.equations import neural_network
from lrproof.equations._any import any_function
from lrproof.equations._slope import slope
from lrproof.evidence import Verdict
from lrproof.prove import prove
from lrproof.settings import SETTINGS
from lrproof.site.graph import GRAPHS, spoken

if TYPE_CHECKING:
    from collections.abc import Callable

CHECKERS = {name: getattr(neural_network, name) for name in neural_network.__all__}
CONSTANT = {"two_networks_one_logit", "network_not_convex"}
NETWORK = SETTINGS["network"]
g = any_function("g")


def points(name: str) -> list[dict[str, Any]]:
    """Random networks with h ≠ n, and both labels."""
    rng = np.random.default_rng(8)
    wanted = inspect.signature(CHECKERS[name]).parameters
    found = []
    for h, n in ((1, 2), (3, 2), (2, 4)):
        for y in (0.0, 1.0) * 10:
            given = {
                "x": rng.normal(size=n),
                "W1": rng.normal(size=(h, n)),
                "b1": rng.normal(size=h),
                "w2": rng.normal(size=h),
                "b2": rng.normal(),
                "z1": rng.normal(size=h),
                "a1": rng.normal(size=h),
                "z2": rng.normal(scale=3),
                "z": rng.normal(),
                "y": y,
            }
            found.append({key: given[key] for key in wanted})
    return found


def agree(left: Any, right: Any) -> bool:
    if np.shape(left) != np.shape(right):
        return False
    return bool(np.max(np.abs(left - right)) <= 1e-11 * max(1, np.max(np.abs(left))))


@pytest.mark.parametrize("name", sorted(CHECKERS.keys() - {"network_not_convex"}))
def test_the_sides_agree(name: str) -> None:
    for values in points(name):
        first, *others = CHECKERS[name](**values)
        assert all(agree(first, other) for other in others), values


def test_the_middle_is_higher_than_both_ends() -> None:
    first, second, third, fourth = neural_network.network_not_convex()
    assert agree(first, second)
    assert agree(third, fourth)
    assert second < third


def s(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


def r(x: Any, W1: Any, b1: Any, w2: Any, b2: Any, y: Any) -> Any:
    z1 = W1 @ x + b1
    return (s(w2 @ g(z1) + b2) - y) * w2 * slope(g, z1)


WRONG: list[tuple[str, str, Callable[..., Any]]] = [
    ("hidden_logit", "bias left out", lambda x, W1, b1: W1 @ x + 0 * b1),
    ("hidden_output", "straight", lambda z1: z1),
    ("output_logit", "bias left out", lambda a1, w2, b2: w2 @ a1 + 0 * b2),
    ("output_residual", "sign", lambda z2, y: y - s(z2)),
    ("output_residual", "squared error", lambda z2, y: (s(z2) - y) * s(z2) * s(-z2)),
    ("output_by_weight", "weight for output", lambda a1, w2, b2, y: (s(w2 @ a1 + b2) - y) * w2),
    ("output_by_bias", "sign", lambda a1, w2, b2, y: y - s(w2 @ a1 + b2)),
    ("hidden_by_output", "output for weight", lambda a1, w2, b2, y: (s(w2 @ a1 + b2) - y) * a1),
    ("hidden_residual", "slope left out",
     lambda z1, w2, b2, y: (s(w2 @ g(z1) + b2) - y) * w2),
    ("hidden_residual", "weight left out",
     lambda z1, w2, b2, y: (s(w2 @ g(z1) + b2) - y) * slope(g, z1)),
    ("hidden_residual", "g for its slope",
     lambda z1, w2, b2, y: (s(w2 @ g(z1) + b2) - y) * w2 * g(z1)),
    ("hidden_by_weight", "sign", lambda **v: -np.outer(v["x"], r(**v))),
    ("hidden_by_weight", "transposed", lambda **v: np.outer(r(**v), v["x"])),
    ("hidden_by_bias", "sign", lambda **v: -r(**v)),
    ("hidden_gradient_matrix", "transposed", lambda **v: np.outer(v["x"], r(**v))),
    ("network_by_input", "one unit", lambda **v: r(**v)[0] * v["W1"][0] * (1 + 1e-9)),
    ("straight_layers_collapse", "hidden bias left out",
     lambda x, W1, b1, w2, b2: w2 @ W1 @ x + b2 + 0 * b1[0]),
    ("tanh_slope", "square left out", lambda z: 1 - np.tanh(z)),
    ("tanh_slope", "sigmoid", lambda z: np.tanh(z) * (1 - np.tanh(z))),
    ("tanh_odd", "even", np.tanh),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "mistake", "wrong"), WRONG, ids=[f"{n}: {m}" for n, m, _ in WRONG]
)
def test_a_wrong_formula_is_refused(name: str, mistake: str, wrong: Callable[..., Any]) -> None:
    named = any(p.kind is p.VAR_KEYWORD for p in inspect.signature(wrong).parameters.values())
    verdicts = [
        agree(CHECKERS[name](**values)[0], wrong(**values) if named else wrong(*values.values()))
        for values in points(name)
    ]
    assert verdicts.count(True) <= len(verdicts) / 2, mistake


def test_every_checker_with_symbols_has_a_wrong_formula() -> None:
    assert {name for name, _, _ in WRONG} == CHECKERS.keys() - CONSTANT


# Names with layers

READ = [
    r"z^{[1]}_k = \sum_{j=1}^{n} W^{[1]}_{kj} x_j + b^{[1]}_k",
    r"z_k^{[1]} = \sum_{j=1}^{n} W_{kj}^{[1]} x_j + b_k^{[1]}",
    r"z^{[1]} = W^{[1]} x + b^{[1]}",
    r"z^{[2]} = \bigl(w^{[2]}\bigr)^\top a^{[1]} + b^{[2]} = w^{[2]} \cdot a^{[1]} + b^{[2]}",
    r"a^{[2]} = \sigma(z^{[2]})",
    r"dz^{[2]} = a^{[2]} - y",
    r"dW^{[1]}_{kj} = dz^{[1]}_k\, x_j",
    r"\bigl(a^{[1]}_2\bigr)^2 = a^{[1]}_2 a_2^{[1]}",
]


@pytest.mark.parametrize("tex", READ)
def test_names_with_layers_are_read(tex: str) -> None:
    found = prove(tex, NETWORK)
    assert found.verdict is Verdict.PROVED, found.message


UNREAD = {
    (r"z^{[3]} = 1", "network"): "z^{[3]} is not known",
    (r"z^{[1]} = z", "variable"): "z^{[1]} is not known",
    (r"z^{[1]}_{kj} = 1", "network"): "2 indices",
    (r"z^{[1] = 1", "network"): "",
}


@pytest.mark.parametrize(("tex", "setting"), UNREAD)
def test_an_unknown_layer_is_named(tex: str, setting: str) -> None:
    found = prove(tex, SETTINGS[setting])
    assert found.verdict is Verdict.UNREAD
    assert UNREAD[tex, setting] in found.message


# The graph


def test_the_shared_arrows_are_on_every_way() -> None:
    graph = GRAPHS["network"]
    shared = {(edge.tail, edge.head) for edge in graph.edges if edge.shared}
    ways = {edge.tail: edge.head for edge in graph.edges}
    for node in ways:
        way, at = set(), node
        while at in ways:
            way.add((at, ways[at]))
            at = ways[at]
        if node in "xWw":
            assert shared <= way


def test_a_label_is_said_without_signs() -> None:
    assert spoken("∂u_k/∂W_{kj} = x_j") == "∂u k by ∂W kj = x j"
