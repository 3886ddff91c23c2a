"""The list of ids: complete, true of the pages, and only ever added to."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

import pytest

from lrproof.catalogue import scan
from lrproof.published import NAME, digest, parse, slips
from lrproof.records import Record, problems, records

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
CATALOGUE = scan(DOCS)
RECORDS = records(CATALOGUE, DOCS)
LIST = (DOCS / NAME).read_text(encoding="utf-8").splitlines()


def test_every_id_is_in_the_list_once_with_what_it_states() -> None:
    published = Counter(event.id for event in parse(LIST) if event.event == "published")
    pages = [path.stem for kind in ("mistakes", "answers") for path in (DOCS / kind).glob("*.md")]
    stated = {*CATALOGUE.entries, *pages} - {"index"}
    assert stated == {name for name, record in RECORDS.items() if not record.retired}
    assert set(published.values()) == {1}
    assert not list(problems(RECORDS, version="9.9.9", today="2099-01-01"))
    for name, entry in CATALOGUE.entries.items():
        assert RECORDS[name].kind == "equation"
        assert RECORDS[name].statement.startswith(f"{digest(entry.tex)}:")
    # Only earlier lines may leave out what the symbols stand for.
    for record in RECORDS.values():
        assert record.retired or record.listed[-1].statement == record.statement


@pytest.mark.parametrize(
    "line",
    [
        "2026-11-20 0.1.0 published equation",
        "20 November 0.1.0 published equation some-id 0123456789ab",
        "2026-11-20 0.1.0 printed equation some-id 0123456789ab",
        "2026-11-20 0.1.0 published theorem some-id 0123456789ab",
        "2026-11-20 0.1.0 published equation Some/id 0123456789ab",
    ],
)
def test_a_malformed_line_is_refused_by_its_number(line: str) -> None:
    with pytest.raises(ValueError, match=rf"^{NAME}:3: not of the form date version"):
        list(parse(["# ids", "", line]))


def git(root: Path, *arguments: str) -> str:
    # A folder that belongs to somebody else, as in a container, is read all the same.
    command = [shutil.which("git") or "git", "-c", f"safe.directory={root}", *arguments]
    return subprocess.run(
        command, cwd=root, capture_output=True, text=True, check=True, encoding="utf-8"
    ).stdout


def past(root: Path) -> list[list[str]]:
    """All versions of the list that were the latest once, without those of branches merged later.

    Raises:
        LookupError: There is no history, or not all of it.
    """
    try:
        shallow = git(root, "rev-parse", "--is-shallow-repository").strip() == "true"
        log = ("log", "--first-parent", "--format=%H", "--", f"docs/{NAME}")
        versions = [] if shallow else git(root, *log).split()
    except (OSError, subprocess.CalledProcessError):
        versions = []
    if not versions:
        msg = "there is no history of the list here, or not all of it"
        raise LookupError(msg)
    return [git(root, "show", f"{version}:docs/{NAME}").splitlines() for version in versions]


def rewritten(past: Sequence[str], now: Sequence[str]) -> str:
    """Says which line of an earlier list is no longer where it was; empty if lines were only added.

    Empty lines and those that begin with `#` are left out.
    """
    earlier, later = (
        [line.rstrip() for line in lines if line.strip() and not line.startswith("#")]
        for lines in (past, now)
    )
    for number, (was, is_) in enumerate(zip_longest(earlier, later[: len(earlier)]), start=1):
        if was != is_:
            return f"its line {number} was {was!r} and is {is_!r}"
    return ""


def test_the_list_was_only_ever_added_to() -> None:
    try:
        versions = past(ROOT)
    except LookupError as error:
        pytest.skip(str(error))
    assert not [found for version in versions if (found := rewritten(version, LIST))]


def test_the_past_of_the_list_is_that_of_the_main_branch(tmp_path: Path) -> None:
    root, listed = tmp_path / "all", tmp_path / "all/docs" / NAME
    listed.parent.mkdir(parents=True)
    who = ["-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "init.defaultBranch=main"]
    git(root, *who, "init", "-q")

    def commit(text: str) -> None:
        listed.write_text(text, encoding="utf-8")
        git(root, "add", "docs")
        git(root, *who, "commit", "-qm", text)

    commit("a")
    git(root, "checkout", "-qb", "other")
    commit("a\nc")
    git(root, "checkout", "-q", "main")
    commit("a\nb")
    git(root, *who, "merge", "-q", "--no-commit", "-s", "ours", "other")
    commit("a\nb\nc")
    assert past(root) == [["a", "b", "c"], ["a", "b"], ["a"]]
    git(tmp_path, "clone", "-q", "--depth", "1", root.as_uri(), "shallow")
    for without in (tmp_path / "shallow", tmp_path):
        with pytest.raises(LookupError, match="no history"):
            past(without)


@pytest.mark.parametrize(
    ("now", "message"),
    [
        (["a", "b", "c", "d"], ""),
        (["# other words", "a", "", "b", "c"], ""),
        (["a", "b", "C"], "line 3 was 'c' and is 'C'"),
        (["b", "a", "c"], "line 1 was 'a' and is 'b'"),
        (["a", "b"], "line 3 was 'c' and is None"),
        (["a", "c"], "line 2 was 'b' and is 'c'"),
        (["z", "a", "b", "c"], "line 1 was 'a' and is 'z'"),
        ([], "line 1 was 'a'"),
    ],
)
def test_a_past_that_was_changed_is_noticed(now: list[str], message: str) -> None:
    found = rewritten(["# words", "a", "b", "c"], now)
    assert message in found
    assert bool(found) is bool(message)


PUBLISHED = "2026-11-20 0.1.0 published equation some-id 0123456789ab"
MEANT = f"{PUBLISHED}:ba9876543210".replace("published", "meant")
RETIRED = "2026-11-22 0.1.0 retired equation some-id - it was said twice"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([PUBLISHED, PUBLISHED], "was published before, in line 1"),
        ([PUBLISHED, PUBLISHED.replace("equation", "answer")], "published before"),
        ([PUBLISHED, RETIRED, PUBLISHED.replace("-20", "-23")], "an id is used once"),
        ([RETIRED], "never published"),
        ([PUBLISHED.replace("published", "changed") + " a sign"], "never published"),
        ([PUBLISHED, RETIRED, RETIRED], "was retired before"),
        (
            [
                PUBLISHED,
                RETIRED,
                PUBLISHED.replace("20 0.1.0 published", "23 0.1.0 changed") + " a",
            ],
            "was retired before",
        ),
        ([PUBLISHED, RETIRED.replace("equation", "answer")], "it was published as equation"),
        ([PUBLISHED, PUBLISHED.replace("published", "changed")], "say what was changed"),
        ([PUBLISHED, RETIRED.partition(" it ")[0]], "say what is the reason"),
        ([PUBLISHED, RETIRED.replace(" - ", " other-id ")], "other-id was never published"),
        ([PUBLISHED, RETIRED.replace(" - ", " some-id ")], "successor some-id"),
        (
            [
                PUBLISHED,
                PUBLISHED.replace("some", "any"),
                RETIRED,
                RETIRED.replace("some-id -", "any-id some-id"),
            ],
            "its successor some-id was retired before",
        ),
        ([PUBLISHED, RETIRED.replace("it was said twice", "(why)")], "that say what is the reason"),
        ([PUBLISHED.replace("0123456789ab", "-")], "digest of its statement"),
        ([MEANT], "never published"),
        ([PUBLISHED, MEANT.replace("0123", "3210")], "nothing may be changed by it"),
        ([PUBLISHED, MEANT, MEANT.replace("ba9876", "ba9877")], "nothing may be changed by it"),
        (
            [PUBLISHED, PUBLISHED.replace("-20 ", "-19 ").replace("some", "any")],
            "its date is before",
        ),
    ],
)
def test_what_cannot_have_happened_is_noticed(lines: Sequence[str], message: str) -> None:
    assert any(message in found for _, found in slips(parse(lines)))
    assert not list(slips(parse([PUBLISHED, MEANT, RETIRED])))


def page(name: str, tex: str, kind: str = "equation") -> str:
    return f"# The loss\n\n/// setting | example\n///\n\n/// {kind} | {name}\n{tex}\n///\n"


SLOPE = r"\frac{\partial z}{\partial w_j} = x_j"


def known(docs: Path, *lines: str, text: str = "", question: str = "") -> dict[str, Record]:
    """The records of a folder with such a list and such pages."""
    docs.joinpath(NAME).write_text("\n".join(lines) + "\n", encoding="utf-8")
    docs.joinpath("loss.md").write_text(text or page("new-id", SLOPE), encoding="utf-8")
    docs.joinpath("answers").mkdir(exist_ok=True)
    if question:
        docs.joinpath("answers/why.md").write_text(question, encoding="utf-8")
    return records(scan(docs), docs)


def told(made: dict[str, Record]) -> list[str]:
    return [str(each) for each in problems(made, version="0.1.0", today="2026-11-22")]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([PUBLISHED, RETIRED], "no list has this id"),
        (
            [PUBLISHED, RETIRED, PUBLISHED.replace("-20", "-22").replace("some", "new")],
            "another statement",
        ),
        ([PUBLISHED, "2026-11-20 0.1.0 published equation new-id {new}"], "stands on no page"),
    ],
)
def test_the_line_that_is_missing_is_printed_as_it_is_to_be_added(
    tmp_path: Path, lines: list[str], message: str
) -> None:
    lines = [line.format(new=digest(SLOPE)) for line in lines]
    [problem] = told(known(tmp_path, *lines))
    assert message in problem
    added = problem.partition(f"add to docs/{NAME}: ")[2]
    told_words = [each for each in told(known(tmp_path, *lines, added)) if "words" in each]
    assert bool(told_words) is ("(" in added)
    assert not told(known(tmp_path, *lines, re.sub(r"\(.*\)", "a sign", added)))
    assert "tex" not in added


def test_an_id_that_returns_or_changes_its_kind_is_noticed(tmp_path: Path) -> None:
    new = PUBLISHED.replace("some-id 0123456789ab", f"new-id {digest(SLOPE)}")
    assert not told(known(tmp_path, new))
    [problem] = told(known(tmp_path, new, RETIRED.replace("some", "new")))
    assert "stands on a page again" in problem
    [problem] = told(known(tmp_path, new.replace("equation", "mistake")))
    assert "published as mistake" in problem


def test_symbols_that_stand_for_something_else_are_noticed(tmp_path: Path) -> None:
    new = PUBLISHED.replace("some-id 0123456789ab", f"new-id {digest(SLOPE)}")
    statement = known(tmp_path, new)["new-id"].statement
    meant = new.replace("published", "meant").replace(digest(SLOPE), statement)
    kept = known(tmp_path, new, meant)
    assert not told(kept)
    assert [event.event for event in kept["new-id"].history] == ["published"]
    other = page("new-id", SLOPE).replace("| example", "| regularized")
    [problem] = told(known(tmp_path, new, meant, text=other))
    assert f"changed equation new-id {digest(SLOPE)}:" in problem
    assert statement not in problem
    same = page("new-id", SLOPE.replace(" = ", "="))
    assert not told(known(tmp_path, new, meant, text=same))


def test_an_id_of_two_kinds_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"answers/why.md: why is the id of the equation in loss"):
        known(tmp_path, PUBLISHED, text=page("why", SLOPE), question="# Why?\n")


def test_an_id_that_reads_as_a_line_is_noticed(tmp_path: Path) -> None:
    two = page("new-id", f"{SLOPE} \\\\\n&= x_j", "derivation") + page("new-id-2", SLOPE)
    [problem] = [
        each for each in told(known(tmp_path, PUBLISHED, RETIRED, text=two)) if "how" in each
    ]
    assert "loss.md" in problem
    assert "how line 2 of new-id is cited" in problem


def test_a_retired_id_keeps_a_record_with_the_reason_and_the_successor(tmp_path: Path) -> None:
    new = PUBLISHED.replace("some-id 0123456789ab", f"new-id {digest(SLOPE)}")
    made = known(tmp_path, new, PUBLISHED, RETIRED.replace(" - ", " new-id ") + ".")
    assert not told(made)
    record = made["some-id"]
    assert (record.kind, record.page, record.stated) == ("equation", "", None)
    assert record.address == "equation/some-id/"
    assert record.retired
    assert (record.retired.statement, record.retired.words) == ("new-id", "it was said twice")
    assert made["new-id"].retired is None


def test_pages_without_a_list_promise_nothing(tmp_path: Path) -> None:
    assert not told(known(tmp_path))


def test_a_title_is_told_without_markdown_and_an_answer_knows_what_it_shows(tmp_path: Path) -> None:
    question = "# Is `w` $x$?\n\n/// again | new-id\n///\n\n/// again | other\n///\n"
    record = known(tmp_path, question=question)["why"]
    assert (record.title, record.name) == ("Is `w` $x$?", "Is w x?")
    assert record.shown
    assert record.shown.id == "new-id"
    assert record.statement == digest(record.title)


def test_names_hold_no_markdown() -> None:
    assert not [name for name, record in RECORDS.items() if set("`$*\\[]") & set(record.name)]
    assert all(record.stated for record in RECORDS.values() if record.kind == "answer")
