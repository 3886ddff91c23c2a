"""What is copied: every form of every id, and that each says no more than is known."""

from __future__ import annotations

import contextlib
import datetime
import io
import json
import os
import re
import shlex
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from pybtex.database import Entry as Item
from pybtex.database import parse_string

import lrproof
from lrproof import cite
from lrproof.catalogue import MISTAKE, judge
from lrproof.citation import AUTHOR, FORMS, TITLE, UNSET, Citation, citation, find, known
from lrproof.cli import main
from lrproof.evidence import Evidence, Step, Verdict, Witness, combined
from lrproof.records import Record

ROOT = Path(__file__).resolve().parent.parent
SITE = "https://example.org/"
RECORDS = known()
AGREE = {
    "cost-quadratic-bound",
    "descent-lemma",
    "intercept-closed-form",
    "newton-overshoot-left",
    "newton-overshoot-right",
    "quadratic-bound",
    "separable-slope-below-cost",
    "separable-step-from-above",
    "separable-step-from-below",
}
"""What has no proof."""


def words(text: str) -> set[str]:
    return set(text.split())


RENDERED = words(
    "alpha arg bar begin Bigl Bigr bigl bigr biggl biggr cdot delta ell end frac ge lambda le left "
    "leftarrow ln log lt lVert lvert mathbf max mid min nabla odot operatorname partial right "
    "rVert rvert sigma sum tanh text tfrac theta tilde times top underbrace"
)
"""Commands that MathJax and KaTeX both know; others of the pages are to be looked up."""
ENVIRONMENTS = {"aligned", "cases", "bmatrix"}


def parts(form: str) -> tuple[str, str]:
    """The TeX between the signs $$ that stand alone, and what stands below."""
    found = re.fullmatch(r"(?:\$\$\n(.*?)\n\$\$\n\n)?((?:(?!\$\$).)*)", form, re.DOTALL)
    assert found, form
    return found[1] or "", found[2]


def problem(tex: str) -> str:
    """What a forum would not render."""
    if "$" in tex or "\n\n" in tex or "<" in tex or not tex.isascii():
        return "not between signs"
    if strange := set(re.findall(r"\\([a-zA-Z]+)", tex)) - RENDERED:
        return f"unknown: {strange}"
    if strange := set(re.findall(r"\\begin\{(\w+)\}", tex)) - ENVIRONMENTS:
        return f"unknown: {strange}"
    depth = 0
    for sign in re.findall(r"(?<!\\)[{}]", tex):
        depth += 1 if sign == "{" else -1
        if depth < 0:
            return "a bracket"
    pairs = [tex.count(rf"\{one}") == tex.count(rf"\{two}") for one, two in PAIRS]
    return "" if depth == 0 and all(pairs) else "a bracket"


PAIRS = [
    ("begin", "end"),
    ("bigl", "bigr"),
    ("Bigl", "Bigr"),
    ("biggl", "biggr"),
    ("lVert", "rVert"),
]


@pytest.mark.parametrize(
    "tex", ["$", "a\n\nb", "a<b", r"\foo", r"\begin{split}\end{split}", "{", "}{", r"\bigl("]
)
def test_what_no_forum_renders_is_noticed(tex: str) -> None:
    assert problem(tex)


@cache
def pasted(snippet: str) -> tuple[str, Any]:
    """What three lines print, and what they found."""
    assert len(snippet.splitlines()) in (2, 3)
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(snippet, names)  # noqa: S102
    return printed.getvalue(), names.get("found")


def expected(record: Record) -> Verdict:
    if record.kind == MISTAKE and record.entry:
        return Verdict.REFUTED
    assert record.stated
    return Verdict.AGREES if record.stated.id in AGREE else Verdict.PROVED


def evidence(record: Record) -> Evidence | None:
    """What may be found about an id, at once: numbers that anybody can write down."""
    if record.stated is None:
        return None
    verdict = expected(record)
    witness = Witness({"w_1": 0.5}, {"j": 1}, -1.0, 1.0, -2.0) if verdict == "refuted" else None
    chance = 3.4e-37 if verdict == "proved" else None
    steps = [
        Step(row, row, "=", "", verdict, witness=witness, false_accept=chance)
        for row in range(1, len(record.stated.rows) + 1)
    ]
    return combined(steps)


CITED = {
    name: Citation(record, evidence(record), None, SITE, "0.1.0")
    for name, record in RECORDS.items()
}


def lines() -> Iterator[Citation]:
    """The last line of each derivation, and all of one."""
    for record in RECORDS.values():
        if record.entry and record.entry.kind == "derivation":
            last = len(record.entry.rows)
            for line in range(1 if record.id == "substitution-weight" else last, last + 1):
                yield Citation(record, evidence(record), line, SITE, "0.1.0")


BEGIN = {"proved": "Proved (", "agrees": "Agrees in", "refuted": "Wrong: refuted"}


def test_pasted_lines_say_of_every_id_what_is_cited() -> None:
    for name, each in CITED.items():
        printed, found = pasted(each.python)
        if each.record.stated is None:
            assert printed.rstrip() == cite(name, "text")
            continue
        assert found.verdict is expected(each.record), name
        assert printed.startswith(f"{found.verdict} "), name
        assert f'SETTINGS["{each.record.stated.setting.name}"]' in each.python
        code = each.record.kind == MISTAKE and not each.record.entry
        assert ("# what is right" in each.python) is code
        if not code:
            *formulas, said, _ = replace(each, evidence=found).text.splitlines()[1:]
            assert not set("\\$&") & set("".join(formulas)), formulas
            formula = f"The formula is {each.record.shown.id}. " if each.record.shown else ""
            assert said.startswith(formula + BEGIN[found.verdict]), said
            assert ("numpy" in said) is (each.record.kind != MISTAKE), said
            assert ("evidence, not a proof" in said) is (found.verdict is Verdict.AGREES)
            assert "lrproof 0.1.0" in said


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("sigmoid-flipped", "refuted at z = 1.5 by"),
        ("hessian-without-weights", "refuted at one point, row = 1, column = 1 by"),
        ("missing-mean", "refuted at one point, j = 1 by"),
        ("penalty-precedence", "refuted at one point by"),
    ],
)
def test_it_is_said_where_numbers_differ(name: str, where: str) -> None:
    assert where in cite(name, "text", site=SITE)


def test_what_the_build_finds_is_what_the_pasted_lines_find() -> None:
    entries = {name: record.entry for name, record in RECORDS.items() if record.entry}
    for entry in entries.values():
        if entry.id in AGREE or entry.certificates:
            assert judge(entry, entries).verdict is expected(RECORDS[entry.id])


def test_pasted_lines_check_the_lines_of_derivations() -> None:
    for each in lines():
        assert pasted(each.python)[1].verdict is Verdict.PROVED, each.link
    changed = pasted(citation("substitution-weight-10").python.replace("x", "w"))[1]
    assert changed.verdict is Verdict.REFUTED


def test_forums_render_every_formula_and_markdown_shows_every_title() -> None:
    for each in (*CITED.values(), *lines()):
        tex, below = parts(each.markdown)
        assert not problem(tex), (each.link, problem(tex))
        own = each.record.entry is not None or each.record.kind == "answer"
        assert bool(tex) is own, each.link
        assert below.startswith(f"[{each.record.name}".replace("~", r"\~")), below
        assert f"]({each.link})" in below
        other, small = parts(each.stackexchange)
        assert other == tex
        assert re.sub(r"</?sub>", "", small).replace("\n\n", "\n") == below


def read(text: str) -> Item:
    [item] = parse_string(text, "bibtex").entries.values()
    return item


def braces(text: str) -> bool:
    """Whether a field is one group to its end; BibTeX counts escaped ones too."""
    depth = [0]
    for sign in re.findall("[{}]", text):
        depth.append(depth[-1] + (1 if sign == "{" else -1))
    return depth[-1] == 0 and min(depth) == 0 and (len(depth) == 1 or min(depth[1:-1]) > 0)


def test_every_entry_for_bibtex_is_read_as_it_was_meant() -> None:
    text = "\n".join(each.bibtex for each in (*CITED.values(), *lines()))
    assert text.isascii()
    items = parse_string(text, "bibtex").entries
    for each in (*CITED.values(), *lines()):
        key = f"{each.record.id}-{each.line}" if each.line else each.record.id
        item = items[f"lrproof:{key}"]
        assert item.type == "misc"
        assert [str(person) for person in item.persons["author"]] == [f"{{{AUTHOR}}}"]
        assert set(item.fields) == {"title", "year", "howpublished", "note"}
        assert item.fields["howpublished"] == rf"\url{{{each.link}}}".replace("#", r"\#")
        assert item.fields["year"] == str(each.record.history[-1].date.year)
        title = item.fields["title"]
        assert braces(title)
        assert title.count("$") % 2 == 0
        assert not re.search(r"[#%&_^~]", re.sub(r"\$[^$]*\$|\\.", "", title)), title
        assert "lrproof 0.1.0" in item.fields["note"]
    assert len(items) == len(CITED) + len(list(lines()))


@pytest.mark.parametrize("title", ["{a}{b}", "{a", "a}", "{a}}{"])
def test_braces_that_do_not_hold_a_field_are_noticed(title: str) -> None:
    assert not braces(title)


def test_documents_get_addresses_as_hyperref_needs_them() -> None:
    for each in (*CITED.values(), *lines()):
        first, *rest = each.latex.splitlines()
        assert first.startswith("% needs amsmath")
        assert "hyperref" in first
        assert each.latex.isascii()
        [link] = re.findall(r"\\href\{(.*?)\}\{", "\n".join(rest))
        assert link.replace(r"\#", "#") == each.link
        assert not re.search(r"(?<!\\)[#%_&~]", link)
        assert (r"\[" in rest) is (parts(each.markdown)[0] != "")
    [strange] = {
        Citation(RECORDS["loss-by-weight"], None, None, "https://a.b/~c_d%20&/", "1").latex
    }
    assert r"\href{https://a.b/\~c\_d\%20\&/equation/loss-by-weight/?v=1}{" in strange


def test_a_name_may_say_the_line() -> None:
    link = cite("substitution-weight", line=4, site=SITE)
    assert link == cite("substitution-weight-4", site="https://example.org")
    assert link.endswith(
        f"/equation/substitution-weight/?v={lrproof.__version__}#substitution-weight-4"
    )


@pytest.mark.parametrize(
    ("pasted", "cited"),
    [
        (f"{SITE}equation/loss-by-weight/?v=0.0.1", "loss-by-weight"),
        (f" {SITE}0.1.0/mistakes/flipped-sign/#cite", "flipped-sign"),
        (f"{SITE}derivation/chain-rule/#loss-by-weight", "loss-by-weight"),
        ("answers/ln-or-log10", "ln-or-log10"),
        (f"{SITE}answers/ln-or-log10/index.html?v=1", "ln-or-log10"),
        (f"{SITE}equation/loss-by-weight.json", "loss-by-weight"),
        (f"{SITE}equation/substitution-weight/?v=1#substitution-weight-4", "substitution-weight-4"),
    ],
)
def test_the_address_of_a_page_is_as_good_as_an_id(pasted: str, cited: str) -> None:
    assert cite(pasted, site=SITE) == cite(cited, site=SITE)


@pytest.mark.parametrize(
    "site",
    ["example.org", "https://a b.org", " ", "https://a.org/?b", "https://a.org/)", "https:///a"],
)
def test_what_is_no_address_of_a_site_is_refused(
    site: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ValueError, match="no address of a site"):
        cite("loss-by-weight", site=site)
    monkeypatch.setenv("LRPROOF_SITE_URL", site)
    assert command("cite loss-by-weight") == 3
    assert "no address of a site" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "line", "form", "message"),
    [
        ("loss-by-wieght", None, "link", "did you mean loss-by-weight"),
        (f"{SITE}equation/Loss-By-Weight/?v=1", None, "link", "did you mean loss-by-weight"),
        ("qqqqqqqq", None, "link", r"no id is called 'qqqqqqqq'$"),
        ("substitution-weight-٤", None, "link", "no id is called"),
        ("substitution-weight-4", 4, "link", "no id is called"),
        ("loss-by-weight", None, "word", "there are link, markdown, stackexchange, latex"),
        ("substitution-weight", 11, "link", "has 10 lines; there is no line 11"),
        ("substitution-weight", 0, "link", "there is no line 0"),
        ("loss-by-weight-1", None, "link", "has no lines"),
        ("wrong-shape", 1, "link", "has no lines"),
    ],
)
def test_what_is_not_there_is_said(name: str, line: int | None, form: str, message: str) -> None:
    with pytest.raises(LookupError, match=message):
        cite(name, form, line=line)


PAGE = """\
# The loss

/// setting | example
///

/// equation | logit-by-weight
\\frac{\\partial z}{\\partial w_j} = x_j
///
"""
IDS = """\
2026-11-20 0.1.0 published equation logit-by-weight 098fa7d09fcb
2026-11-20 0.1.0 published equation slope-of-logit 0123456789ab
2027-01-02 0.2.0 retired equation slope-of-logit logit-by-weight two names for one thing
"""


def test_a_retired_id_is_cited_with_what_took_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "loss.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "ids.txt").write_text(IDS, encoding="utf-8")
    monkeypatch.setattr(find, "docs", lambda: tmp_path)
    forms = citation("slope-of-logit", site=SITE).forms()
    assert forms["link"].startswith(f"{SITE}equation/slope-of-logit/?v=")
    sentence = "Withdrawn on 2027-01-02: two names for one thing. Instead there is logit-by-weight."
    for form in set(FORMS) - {"link", "python"}:
        assert sentence in forms[form], form
    assert read(forms["bibtex"]).fields["year"] == "2027"
    assert pasted(forms["python"])[0].startswith("logit-by-weight\n")


def command(line: str) -> int:
    try:
        return main(shlex.split(line))
    except SystemExit as stop:
        return int(stop.code or 0)


def test_the_command_prints_what_python_gives(capsys: pytest.CaptureFixture[str]) -> None:
    assert command(f"cite substitution-weight --line 4 --as markdown --site {SITE}") == 0
    printed = capsys.readouterr()
    assert printed.out.rstrip() == cite("substitution-weight-4", "markdown", site=SITE)
    assert not printed.err
    assert command(f"cite wrong-shape fractions-do-not-cancel --json --site {SITE}") == 0
    first, second = json.loads(capsys.readouterr().out)["citations"]
    assert (first["id"], first["kind"], list(first["cite"])) == ("wrong-shape", MISTAKE, [*FORMS])
    assert second["cite"]["latex"] == cite("fractions-do-not-cancel", "latex", site=SITE)


def test_the_command_says_that_links_lead_nowhere(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find, "address", lambda: UNSET)
    assert command("cite wrong-shape loss-by-weight") == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [cite("wrong-shape"), cite("loss-by-weight")]
    assert "LRPROOF_SITE_URL" in printed.err
    assert "--site" in printed.err


def test_a_package_without_pages_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(find, "docs", lambda: tmp_path / "none")
    for line in ("cite --list", "cite loss-by-weight"):
        assert command(line) == 3
        assert "there are no pages in" in capsys.readouterr().err


def test_the_command_lists_ids(capsys: pytest.CaptureFixture[str]) -> None:
    assert command("cite --list") == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in listed] == list(RECORDS)
    assert any(line.endswith("mistake   The opposite sign") for line in listed)


def test_a_reader_may_stop_before_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    with os.fdopen(writes, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert command("cite --list") == 141


def test_a_file_gets_every_sign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "cited.txt"
    with path.open("w", encoding="ascii") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert command(f"cite loss-by-weight --as text --site {SITE}") == 0
    found = path.read_text(encoding="utf-8")
    assert found == cite("loss-by-weight", "text", site=SITE) + "\n"
    assert not found.isascii()


def versionless(text: str) -> str:
    """Text of the page in which no version stands: a new version makes no example wrong."""
    return re.sub(r"(\?v=|lrproof |Version )\d[\w.]*\w", r"\1", text)


PAGE_ABOUT_IT = (ROOT / "docs/reference/how-to-cite.md").read_text(encoding="utf-8")


def test_the_page_shows_what_the_command_prints(capsys: pytest.CaptureFixture[str]) -> None:
    shown = re.findall(r"(?ms)^```console\n\$ lrproof ([^\n]*)\n(.*?)^```$", PAGE_ABOUT_IT)
    for line, output in shown:
        assert command(line) == 0
        assert versionless(capsys.readouterr().out) == versionless(output), line
    forms = " ".join(line for line, _ in shown)
    assert all(
        f"--as {form} " in forms for form in ("markdown", "stackexchange", "latex", "bibtex")
    )


def test_the_page_cites_the_whole() -> None:
    [whole] = re.findall(r"(?ms)^```bibtex\n(.*?)^```$", PAGE_ABOUT_IT)
    fields = read(whole).fields
    assert (fields["title"], versionless(fields["note"])) == (f"{{{TITLE}}}", "Version ")
    assert f"{{{{{AUTHOR}}}}}" in whole


@pytest.mark.parametrize(
    "line", ["cite", "cite nothing-here", "cite loss-by-weight --as word", "cite wrong-shape-3"]
)
def test_the_command_refuses(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(line) == 3
    assert capsys.readouterr().err.startswith("lrproof cite: ")


# The file by which the whole is cited, as version 1.2.0 of its format has it.
REQUIRED = {"authors", "cff-version", "message", "title"}
KEYS = REQUIRED | words(
    "abstract commit contact date-released doi identifiers keywords license license-url "
    "preferred-citation references repository repository-artifact repository-code type url "
    "version"
)
PERSON = words(
    "address affiliation alias city country email family-names fax given-names name-particle "
    "name-suffix orcid post-code region tel website"
)
ENTITY = words(
    "address alias city country date-end date-start email fax location name orcid post-code "
    "region tel website"
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CFF = (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def malformed(text: str) -> str:
    """What is wrong with a file CITATION.cff of this package; empty if nothing is."""
    read = yaml.safe_load(text)
    if not isinstance(read, dict) or not set(read) >= REQUIRED or not set(read) <= KEYS:
        return "keys"
    texts = set(KEYS) - {"authors", "contact", "date-released", "identifiers", "keywords",
                         "preferred-citation", "references"}  # fmt: skip
    if not all(isinstance(read[key], str) and read[key].strip() for key in texts & set(read)):
        return "a text is none"
    if read["cff-version"] != "1.2.0" or read.get("type", "software") not in (
        "software",
        "dataset",
    ):
        return "format"
    authors = read["authors"]
    if not isinstance(authors, list) or not authors:
        return "authors"
    for author in authors:
        if not isinstance(author, dict) or not (
            ("name" in author and set(author) <= ENTITY)
            or ("family-names" in author and set(author) <= PERSON)
        ):
            return "authors"
    words = read.get("keywords", ["-"])
    if not words or not all(isinstance(word, str) for word in words) or len({*words}) < len(words):
        return "keywords"
    # YAML reads an ISO date as one, and nothing else.
    if type(read.get("date-released", datetime.date.min)) is not datetime.date:
        return "date-released"
    if not all(read.get(key, "https:").startswith("https:") for key in ("url", "repository-code")):
        return "url"
    if (read["version"], read["license"]) != (lrproof.__version__, PROJECT["license"]):
        return "not this package"
    return ""


def test_the_whole_can_be_cited() -> None:
    assert not malformed(CFF)
    read = yaml.safe_load(CFF)
    assert {"abstract", "keywords", "type", "license", "version"} <= set(read)
    assert PROJECT["version"] == lrproof.__version__
    assert read["title"] == TITLE
    assert [author["name"] for author in read["authors"]] == [AUTHOR]
    assert [author["name"] for author in PROJECT["authors"]] == [AUTHOR]


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("cff-version: 1.2.0", "cff-version: 1.1.0"),
        ("message:", "massage:"),
        ("type: software", "type: book"),
        ("type: software", "typo: software"),
        ("type: software", "type: software\ndate-released: 21 November"),
        ("type: software", "type: software\nurl: example.org"),
        (f"version: {lrproof.__version__}", "version: 9.9.9"),
        (f"version: {lrproof.__version__}", "version: 1.0"),
        ("license: BSD-3-Clause", "license: MIT"),
        (f"  - name: {AUTHOR}", f"  - title: {AUTHOR}"),
        (f"  - name: {AUTHOR}", "  - given-names: A"),
        ("keywords: [", "keywords: [proof, proof, "),
    ],
)
def test_a_malformed_file_is_noticed(was: str, becomes: str) -> None:
    assert was in CFF
    assert malformed(CFF.replace(was, becomes))
