"""What the built site says to machines: records as JSON, an inventory of ids, plain Markdown."""

from __future__ import annotations

from pathlib import Path

from mkdocstrings import Inventory

from lrproof.catalogue import Catalogue
from lrproof.records import records
from tests.built import DOCS


def inventory(site: Path) -> Inventory:
    with (site / "objects.inv").open("rb") as file:
        return Inventory.parse_sphinx(file)


def test_every_id_and_every_line_is_in_the_inventory(site: Path, catalogue: Catalogue) -> None:
    found = inventory(site)
    labels = {name for name, item in found.items() if item.domain == "std"}
    lines = {
        f"{entry.id}-{number}"
        for entry in catalogue.entries.values()
        if entry.kind == "derivation"
        for number in range(1, len(entry.rows) + 1)
    }
    assert labels == {*records(catalogue, DOCS), *lines}
    assert "lrproof.logistic.sigmoid" in found
    assert "lrproof.equations.chain_rule.loss_by_weight" in found
