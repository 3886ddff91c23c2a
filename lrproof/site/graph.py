"""The computation graph, drawn as SVG with the derivative on each edge."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass, replace

from lrproof.prove import prove
from lrproof.settings import SETTINGS
from lrproof.site.figures import element
from lrproof.site.letters import terms

__all__ = ["GRAPHS", "Edge", "Graph", "Node", "draw"]

_RADIUS = 19
_ARROW = 8
_SILENT = str.maketrans("_", " ", "{}")


@dataclass(frozen=True)
class Node:
    """A quantity, at its place in the drawing."""

    name: str
    x: float
    y: float


@dataclass(frozen=True)
class Edge:
    """An arrow, with the derivative of its head by its tail and the equation that says so.

    One that is `shared` lies on the way from every parameter to the loss.
    """

    tail: str
    head: str
    label: str
    equation: str
    x: float
    y: float
    anchor: str = "start"
    shared: bool = False


@dataclass(frozen=True)
class Graph:
    """A drawing in a box as wide as a phone; its labels are formulas of a setting."""

    title: str
    setting: str
    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    notes: tuple[tuple[str, float, float, str], ...] = ()

    @property
    def description(self) -> str:
        """What is to be seen, in words."""
        arrows = "; ".join(
            f"from {e.tail} to {e.head}, {spoken(e.label)}" + ", shared by all" * e.shared
            for e in self.edges
        )
        return f"Arrows with the derivative of the head by the tail: {arrows}."

    def wrong(self) -> list[str]:
        """The labels that do not hold, with what was found."""
        found = {
            label: prove(label, SETTINGS[self.setting])
            for label in (*(edge.label for edge in self.edges), *(note[0] for note in self.notes))
        }
        return [
            f"{label}: {evidence.verdict}: {evidence.message}"
            for label, evidence in found.items()
            if not evidence.verdict.holds
        ]


GRAPHS = {
    "chain-rule": Graph(
        title="Computation graph of the loss of one example",
        setting="example",
        width=340,
        height=462,
        nodes=(
            Node("x", 30, 26),
            Node("w", 140, 26),
            Node("b", 280, 26),
            Node("z", 140, 186),
            Node("f", 140, 296),
            Node("L", 140, 406),
        ),
        edges=(
            Edge("x", "z", "∂z/∂x_j = w_j", "loss-by-input", 88, 130, "end"),
            Edge("w", "z", "∂z/∂w_j = x_j", "logit-by-weight", 148, 76),
            Edge("b", "z", "∂z/∂b = 1", "logit-by-bias", 208, 124),
            Edge("z", "f", "∂f/∂z = f (1 − f)", "prediction-by-logit", 152, 246),
            Edge("f", "L", "∂L/∂f = (f − y)/(f (1 − f))", "loss-by-prediction", 152, 356),
        ),
        notes=(
            ("z = Σ_k w_k x_k + b", 112, 191, "end"),
            ("f = σ(z)", 112, 301, "end"),
            ("L = −y ln f − (1 − y) ln(1 − f)", 140, 450, "middle"),
        ),
    ),
    "network": Graph(
        title="Computation graph of a network with one hidden layer",
        setting="network",
        width=340,
        height=660,
        nodes=(
            Node("x", 60, 26),
            Node("W", 270, 26),
            Node("u", 165, 160),
            Node("a", 165, 270),
            Node("w", 45, 290),
            Node("z", 165, 400),
            Node("f", 165, 510),
            Node("L", 165, 620),
        ),
        edges=(
            Edge("x", "u", "∂u_k/∂x_j = W_{kj}", "network-by-input", 112, 122, "end"),
            Edge("W", "u", "∂u_k/∂W_{kj} = x_j", "hidden-by-weight", 216, 122),
            Edge("u", "a", "∂a_k/∂u_k = g'(u_k)", "hidden-residual", 177, 220),
            Edge("a", "z", "∂z/∂a_k = w_k", "hidden-by-output", 177, 340),
            Edge("w", "z", "∂z/∂w_k = a_k", "output-by-weight", 106, 376, "end"),
            Edge("z", "f", "∂f/∂z = f (1 − f)", "prediction-by-logit", 177, 460, shared=True),
            Edge(
                "f", "L", "∂L/∂f = (f − y)/(f (1 − f))", "loss-by-prediction", 177, 570, shared=True
            ),
        ),
    ),
}


def draw(parent: etree.Element, name: str, wide: float = 1) -> etree.Element:
    """Adds a graph to a page.

    Args:
        parent: Where it is added.
        name: One of `GRAPHS`.
        wide: How much wider than for a phone; so there is room for larger letters.

    Returns:
        The `<svg>` element. It takes its colours from the page, and its links are references to
        equations, as `#id`.
    """
    graph = GRAPHS[name]
    nodes = {node.name: replace(node, x=wide * node.x) for node in graph.nodes}
    about = f"graph-{name}"
    svg = element(
        parent, "svg", class_="lr-graph", viewBox=f"0 0 {wide * graph.width:g} {graph.height}"
    )
    svg.set("aria-labelledby", f"{about}-title {about}-text")
    svg.set("data-search-exclude", "true")
    element(svg, "title", graph.title, id=f"{about}-title")
    element(svg, "desc", graph.description, id=f"{about}-text")
    for edge in graph.edges:
        _arrow(svg, nodes[edge.tail], nodes[edge.head], shared=edge.shared)
    for node in nodes.values():
        place = {"cx": f"{node.x:g}", "cy": f"{node.y:g}", "r": str(_RADIUS)}
        element(svg, "circle", **place)
        _text(svg, node.name, node.x, node.y + 6, "middle").set("class", "lr-node")
    for edge in graph.edges:
        link = element(svg, "a", href=f"#{edge.equation}")
        link.set("aria-label", f"{spoken(edge.label)}: {edge.equation}")
        # The label says it in letters; a screen reader may not know the mathematical ones.
        _text(link, edge.label, wide * edge.x, edge.y, edge.anchor).set("aria-hidden", "true")
    for text, x, y, anchor in graph.notes:
        _text(svg, text, wide * x, y, anchor).set("class", "lr-note")
    return svg


def _arrow(svg: etree.Element, tail: Node, head: Node, *, shared: bool) -> None:
    dx, dy = head.x - tail.x, head.y - tail.y
    length = (dx * dx + dy * dy) ** 0.5
    ux, uy = dx / length, dy / length
    x1, y1 = tail.x + _RADIUS * ux, tail.y + _RADIUS * uy
    x2, y2 = head.x - _RADIUS * ux, head.y - _RADIUS * uy
    bx, by = x2 - _ARROW * ux, y2 - _ARROW * uy
    wing = _ARROW / 2
    path = element(
        svg,
        "path",
        d=f"M{x1:.1f} {y1:.1f}L{bx:.1f} {by:.1f}"
        f"M{x2:.1f} {y2:.1f}L{bx - wing * uy:.1f} {by + wing * ux:.1f}"
        f"L{bx + wing * uy:.1f} {by - wing * ux:.1f}Z",
    )
    if shared:
        path.set("class", "lr-shared")


def _text(parent: etree.Element, label: str, x: float, y: float, anchor: str) -> etree.Element:
    place = {"x": f"{x:g}", "y": f"{y:g}"}
    if anchor != "start":
        place["text-anchor"] = anchor
    text = element(parent, "text", **place)
    lowered = False
    for piece, index in terms(label):
        shown = element(text, "tspan", piece)
        if index:
            shown.set("class", "lr-index")
        if index != lowered:
            shown.set("dy", "4" if index else "-4")
            lowered = index
    return text


def spoken(label: str) -> str:
    """A label as a screen reader can say it.

    Examples:
        >>> spoken("∂z/∂x_j = w_j")
        '∂z by ∂x j = w j'
    """
    return re.sub(r"(∂\w(?:_\w)?)/(∂)", r"\1 by \2", label).translate(_SILENT)
