from __future__ import annotations

from dataclasses import replace

import pytest

from lrproof.catalogue import scan
from lrproof.site.graph import GRAPHS, Graph
from tests.built import DOCS


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
def test_every_label_of_a_graph_is_a_formula_that_holds(graph: Graph) -> None:
    assert graph.wrong() == []


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
def test_a_wrong_label_is_found(graph: Graph) -> None:
    edges = tuple(replace(edge, label=edge.label + " + 1") for edge in graph.edges)
    assert len(replace(graph, edges=edges).wrong()) == len(edges)
    assert "unread" in replace(graph, notes=(("f =", 0, 0, "end"),)).wrong()[0]


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
def test_every_edge_leads_to_an_equation_and_is_described(graph: Graph) -> None:
    entries = scan(DOCS).entries
    for edge in graph.edges:
        assert edge.equation in entries
        assert f"from {edge.tail} to {edge.head}" in graph.description
