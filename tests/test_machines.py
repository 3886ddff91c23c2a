"""What the built site says to machines: records as JSON, an inventory of ids, plain Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from mkdocstrings import Inventory
from referencing import Registry, Resource

from lrproof.catalogue import Catalogue
from lrproof.citation import FORMS
from lrproof.published import parse
from lrproof.records import Record, records
from lrproof.site.book import Book
from lrproof.site.machines.facts import document
from lrproof.site.machines.related import Related
from tests.built import DOCS, ROOT, address

Json = dict[str, Any]
FOLDERS = ("equation", "mistakes", "answers")


def loaded(path: Path) -> Json:
    found: Json = json.loads(path.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def facts(site: Path) -> dict[str, Json]:
    """What the file of each id says."""
    found = [path for name in FOLDERS for path in (site / name).glob("*.json")]
    return {path.stem: loaded(path) for path in found if path.name != "oembed.json"}


@pytest.fixture(scope="module")
def equations(site: Path) -> Json:
    return loaded(site / "equations.json")


def schema(site: Path, name: str) -> Draft202012Validator:
    schemas = {path.name: loaded(path) for path in (site / "schema").glob("*.json")}
    resources = {name: Resource.from_contents(found) for name, found in schemas.items()}
    Draft202012Validator.check_schema(schemas[name])
    return Draft202012Validator(
        schemas[name],
        registry=Registry().with_resources(resources.items()),
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )


# JSON


def test_all_files_follow_the_schema(
    site: Path, facts: dict[str, Json], equations: Json, catalogue: Catalogue
) -> None:
    check = schema(site, "record.json")
    assert [str(error) for found in facts.values() for error in check.iter_errors(found)] == []
    assert facts.keys() == records(catalogue, DOCS).keys()
    assert [error.message for error in schema(site, "equations.json").iter_errors(equations)] == []


BROKEN: dict[str, Callable[[Json], object]] = {
    "a field is missing": lambda record: record.pop("tex"),
    "a field is strange": lambda record: record.update(extra=1),
    "a verdict is strange": lambda record: record["evidence"].update(verdict="perhaps"),
    "an id is malformed": lambda record: record["rests_on"].append("Not an id"),
    "a line has no number": lambda record: record["lines"][0].pop("line"),
    "a form is missing": lambda record: record["cite"].pop("latex"),
    "a formula is empty": lambda record: record.update(plain=""),
    "an error is negative": lambda record: record["evidence"].update(max_error=-1),
    "a page is no address": lambda record: record["page"].update(address="derivation/"),
    "a size is not known": lambda record: record["setting"]["sizes"].update(q=1),
    "another version": lambda record: record.update(schema="2.0"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_record_does_not(site: Path, facts: dict[str, Json], name: str) -> None:
    broken = json.loads(json.dumps(facts["substitution-weight"]))
    BROKEN[name](broken)
    assert not schema(site, "record.json").is_valid(broken)


def test_a_retired_id_keeps_a_record(site: Path) -> None:
    past = (
        "2026-11-20 0.1.0 published equation old-name 0123456789ab",
        "2027-01-01 0.2.0 retired equation old-name loss-by-bias said twice",
    )
    retired = Record("old-name", "equation", "old-name", "", None, list(parse(past)))
    found = document(retired, Related(Book(DOCS)))
    assert list(map(str, schema(site, "record.json").iter_errors(found))) == []
    assert (found["retired"], found["successor"]) == ("said twice", "loss-by-bias")
    assert (found["tex"], found["page"], found["evidence"]) == (None, None, None)


def test_what_is_copied_leads_to_where_the_site_stands() -> None:
    book = Book(DOCS)
    book.site = "https://h.example/s/"
    link = book.citation(book.records["substitution-weight"], 4).link
    assert link.startswith("https://h.example/s/equation/substitution-weight/?v=")


def test_each_field_of_the_schema_is_explained(site: Path) -> None:
    def unexplained(part: Json, where: str) -> list[str]:
        found = [] if "description" in part or "$ref" in part else [where]
        for name, inner in part.get("properties", {}).items():
            # The forms of a citation are named by themselves.
            if not where.endswith("cite"):
                found += unexplained(inner, f"{where}/{name}")
        return found + (unexplained(part["items"], where) if "items" in part else [])

    for path in (site / "schema").glob("*.json"):
        for name, part in loaded(path)["properties"].items():
            assert unexplained(part, name) == []


def test_every_record_and_every_line_can_be_cited(
    facts: dict[str, Json], catalogue: Catalogue
) -> None:
    for name, found in facts.items():
        entry = catalogue.entries.get(name)
        lines = len(entry.rows) if entry and entry.kind == "derivation" else 0
        assert [line["line"] for line in found["lines"]] == list(range(1, lines + 1))
        for cited in (found, *found["lines"]):
            assert tuple(cited["cite"]) == FORMS
            assert all(cited["cite"].values())


def test_all_equations_stand_in_the_order_of_the_pages(
    equations: Json, facts: dict[str, Json], catalogue: Catalogue
) -> None:
    found = equations["equations"]
    assert {each["id"] for each in found} == catalogue.entries.keys()
    pages = list(dict.fromkeys(each["page"]["source"] for each in found))
    sources = re.findall(r"[\w/-]+\.md", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert pages == sorted(pages, key=sources.index)
    for each in found:
        for line in each["lines"]:
            line["cite"] = facts[each["id"]]["lines"][line["line"] - 1]["cite"]
        assert each | {"cite": facts[each["id"]]["cite"]} == facts[each["id"]]


def test_relations_hold_both_ways(facts: dict[str, Json]) -> None:
    for name, found in facts.items():
        assert all(name in facts[other]["used_by"] for other in found["rests_on"])
        if found["kind"] == "equation":
            for other in (*found["answers"], *found["mistakes"]):
                assert name in facts[other]["equations"]
    assert "missing-chain-factor" in facts["fractions-do-not-cancel"]["mistakes"]
    assert "fractions-do-not-cancel" in facts["missing-chain-factor"]["answers"]


# The inventory


def test_every_id_and_every_line_is_in_the_inventory(site: Path, catalogue: Catalogue) -> None:
    with (site / "objects.inv").open("rb") as file:
        found = Inventory.parse_sphinx(file)
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


# Lists for language models


def test_the_list_of_pages_follows_its_convention(site: Path) -> None:
    text = (site / "llms.txt").read_text(encoding="utf-8")
    assert re.match(r"# lrproof\n\n> \S.*\n\n", text)
    links = re.findall(r"^- \[[^]\n]+\]\((\S+)\): \S", text, re.MULTILINE)
    assert len(links) == len(re.findall(r"^- ", text, re.MULTILINE))
    listed = {link.rpartition("/index.md")[0].partition("://")[2] for link in links}
    for page in re.findall(r"[\w/-]+\.md", (ROOT / "mkdocs.yml").read_text(encoding="utf-8")):
        assert any(each.endswith(address(page).rstrip("/")) for each in listed), page
    assert "[Why do my 1/f and 1/(1 − f) not cancel?](" in text
    sections = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert sections[0] == "Start"
    assert sections[-2:] == ["Data", "Optional"]
    whole = (site / "llms-full.txt").read_text(encoding="utf-8")
    assert (site / "derivation/loss/index.md").read_text(encoding="utf-8") in whole


# Two builds

EVIDENCE = re.compile(
    r"(<b>|<dt>)(Points|Worst error|Chance of error|Finding)(</b>|</dt>\s*<dd>)[^<]*"
)


def without_evidence(name: str, content: bytes) -> object:
    """What must be the same in each build, of a file of the site."""
    if name.endswith(".html"):
        return EVIDENCE.sub(r"\2", content.decode())
    if name.endswith(".json"):
        return json.loads(content, object_hook=lambda each: each | {"evidence": None})
    return content


def test_two_builds_differ_in_evidence_alone(site: Path) -> None:
    other = ROOT / "site"
    built = other / "build.json"
    if site == other or not built.exists() or loaded(built) != loaded(site / "build.json"):
        pytest.skip("there is no second build: `make same` makes one")
    names = [
        {path.relative_to(each).as_posix() for path in each.rglob("*") if path.is_file()}
        for each in (site, other)
    ]
    assert names[0] == names[1]
    for name in sorted(names[0]):
        first, second = ((each / name).read_bytes() for each in (site, other))
        if first != second:
            assert without_evidence(name, first) == without_evidence(name, second), name


@pytest.mark.parametrize(
    ("name", "first", "second", "same"),
    [
        ("a.html", "<b>Points</b> 22</span>", "<b>Points</b> 24</span>", True),
        ("a.html", "<dt>Worst error</dt>\n<dd>0</dd>", "<dt>Worst error</dt>\n<dd>1</dd>", True),
        ("a.html", "<b>Method</b> a</span>", "<b>Method</b> b</span>", False),
        ("a.json", '{"evidence": {"points": 1}, "id": 1}', '{"evidence": 2, "id": 1}', True),
        ("a.json", '[{"evidence": 1, "id": 1}]', '[{"evidence": 1, "id": 2}]', False),
        ("a.txt", "Points 22", "Points 24", False),
    ],
)
def test_what_differs_is_seen(name: str, first: str, second: str, same: bool) -> None:
    found = [without_evidence(name, text.encode()) for text in (first, second)]
    assert (found[0] == found[1]) is same
