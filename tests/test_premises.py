"""What rests on what: no circle, nothing unknown, and every equation says it."""

from __future__ import annotations

import re
from graphlib import CycleError
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrproof.catalogue import scan
from lrproof.premises import beneath, circle, depths, uses

DOCS = Path(__file__).parent.parent / "docs"
BOOK = scan(DOCS)
NAMES = [*"abcdef"]

graphs = st.fixed_dictionaries(
    {name: st.sets(st.sampled_from(NAMES)).map(sorted) for name in NAMES}
)


@given(graphs)
def test_there_is_a_circle_or_an_order(graph: dict[str, list[str]]) -> None:
    found = circle(graph)
    below = {name: beneath(graph, name) for name in graph}
    assert bool(found) == any(name in below[name] for name in graph)
    for name, premise in pairwise(found):
        assert premise in graph[name]
    if found:
        assert found[0] == found[-1] == min(found, key=[*graph].index)
        assert len(set(found)) == len(found) - 1
        with pytest.raises(CycleError):
            depths(graph)
    else:
        depth = depths(graph)
        for name, premises in graph.items():
            assert depth[name] == max((depth[premise] + 1 for premise in premises), default=0)


@given(graphs)
def test_uses_are_the_premises_turned_round(graph: dict[str, list[str]]) -> None:
    turned = uses(graph)
    assert turned.keys() == graph.keys()
    for name in NAMES:
        for other in NAMES:
            assert (other in graph[name]) == (name in turned[other])


def test_the_pages_have_no_circle() -> None:
    assert circle(BOOK.premises) == ()
    assert sum(map(len, BOOK.premises.values())) > 30
    assert BOOK.premises == {name: [*entry.premises] for name, entry in BOOK.entries.items()}


def test_every_equation_says_what_it_rests_on() -> None:
    for name, entry in BOOK.entries.items():
        said = BOOK.pages[entry.page].splitlines()[entry.line].strip()
        # `rests: nothing` for a definition and a school fact.
        assert said.startswith("rests: "), name
        assert (said == "rests: nothing") == (not entry.premises), name


def cited(text: str) -> set[str]:
    """The equations to which a text refers, by their ids or by their lines."""
    found = re.findall(r"\]\(#([a-z0-9-]+)\)", text)
    return {name if name in BOOK.entries else name.rpartition("-")[0] for name in found}


def test_a_derivation_rests_on_what_its_reasons_cite() -> None:
    for name, entry in BOOK.entries.items():
        assert cited(entry.tex) - {name} <= {*entry.premises}, name


def test_the_result_rests_on_the_two_definitions() -> None:
    found = beneath(BOOK.premises, "loss-by-weight")
    assert {"sigmoid-definition", "loss-definition", "sigmoid-derivative"} <= found
    assert "loss-by-weight" not in found
    assert "loss-by-weight" not in beneath(BOOK.premises, "substitution-weight")
