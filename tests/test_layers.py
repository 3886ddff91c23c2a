"""Drawings in layers: everything stands below what it rests on, and nothing overlaps."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lrproof.site.layers import GAP, arrange

NAMES = [*"abcdefghij"]
WIDEST = 3

# Each statement rests on some that stand before it, so there is no circle.
graphs = st.tuples(
    *(st.sets(st.sampled_from(NAMES[:at])).map(sorted) if at else st.just([]) for at in range(10))
).map(lambda found: dict(zip(NAMES, found, strict=True)))
sizes = st.fixed_dictionaries({name: st.floats(20, 150) for name in NAMES})


@given(graphs, sizes)
def test_everything_stands_below_what_it_rests_on(
    graph: dict[str, list[str]], widths: dict[str, float]
) -> None:
    found = arrange(graph, widths, widest=WIDEST, room=400.0)
    assert found.places.keys() == graph.keys()
    assert {layer for _, layer in found.places.values()} == set(range(found.layers))
    assert found.routes.keys() == {(on, name) for name in graph for on in graph[name]}
    for (premise, name), route in found.routes.items():
        assert (route[0], route[-1]) == (found.places[premise], found.places[name])
        assert len(route) > 1
        assert all(lower[1] == upper[1] + 1 for upper, lower in pairwise(route))


@given(graphs, sizes)
def test_nothing_overlaps(graph: dict[str, list[str]], widths: dict[str, float]) -> None:
    found = arrange(graph, widths, widest=WIDEST, room=400.0)
    trunks = {point for route in found.routes.values() for point in route[1:-1]}
    for layer in range(found.layers):
        boxes = [(x, widths[name]) for name, (x, at) in found.places.items() if at == layer]
        assert len(boxes) <= WIDEST
        items = sorted(boxes + [(x, 0.0) for x, at in trunks if at == layer])
        for (x1, w1), (x2, w2) in pairwise(items):
            assert x2 - x1 >= (w1 + w2) / 2 + GAP - 1e-6
        for x, width in items:
            assert x - width / 2 >= -1e-6
            assert x + width / 2 <= found.width + 1e-6


def test_the_first_use_of_a_premise_is_near() -> None:
    graph = {"a": [], "b": ["a"], "c": ["b"], "late": [], "d": ["c", "late"]}
    found = arrange(graph, dict.fromkeys(graph, 50.0), widest=WIDEST, room=400.0)
    assert [layer for _, layer in found.places.values()] == [0, 1, 2, 2, 3]


def test_arrows_that_need_not_cross_do_not() -> None:
    graph = {"a": [], "b": [], "c": [], "of c": ["c"], "of b": ["b"], "of a": ["a"]}
    found = arrange(graph, dict.fromkeys(graph, 50.0), widest=WIDEST, room=400.0)
    for name in "abc":
        assert abs(found.places[name][0] - found.places[f"of {name}"][0]) < 1


def test_no_statement_is_no_drawing() -> None:
    assert arrange({}, {}, widest=WIDEST, room=400.0).layers == 0
