"""Every equation has one id, one page and one checker; what is wrong is named with its place."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from lrproof import equations
from lrproof.catalogue import Catalogue, checker_path, judge, problem, scan
from lrproof.checker import find
from lrproof.equations import chain_rule
from lrproof.evidence import Evidence, Verdict

DOCS = Path(__file__).parent.parent / "docs"
BOOK = scan(DOCS)
SETTING = "/// setting | feature\n///\n\n"
RIGHT = r"\frac{\partial L}{\partial b} = f - y"
WRONG = r"\frac{\partial L}{\partial b} = y - f"


def modules() -> list[ModuleType]:
    """The modules of checkers."""
    found = pkgutil.iter_modules(equations.__path__, "lrproof.equations.")
    names = [module.name for module in found]
    return [importlib.import_module(name) for name in names if "._" not in name]


def own(module: ModuleType) -> set[str]:
    """The public functions that a module defines."""
    functions = inspect.getmembers(module, inspect.isfunction)
    return {
        name
        for name, function in functions
        if function.__module__ == module.__name__ and name[0] != "_"
    }


# Completeness, both ways


def test_the_pages_have_no_problems() -> None:
    assert BOOK.problems == ()
    assert len(BOOK.entries) > 30


def test_every_equation_has_a_checker_and_every_checker_an_equation() -> None:
    checkers = {f"{module.__name__}.{name}" for module in modules() for name in own(module)}
    assert {entry.checker for entry in BOOK.entries.values()} == checkers


def test_each_module_lists_its_checkers() -> None:
    for module in modules():
        assert sorted(own(module)) == list(module.__all__), module.__name__


def test_every_id_is_one_equation_of_one_page() -> None:
    places = [(entry.page, entry.line) for entry in BOOK.entries.values()]
    assert max(Counter(places).values()) == 1
    assert all(name == entry.id for name, entry in BOOK.entries.items())
    paths = [entry.checker for entry in BOOK.entries.values()]
    assert len(set(paths)) == len(paths)


def test_every_entry_is_what_stands_on_its_page() -> None:
    for name, entry in BOOK.entries.items():
        lines = BOOK.pages[entry.page].splitlines()
        assert lines[entry.line - 1] == f"/// {entry.kind} | {name}"
        body = lines[entry.line : entry.line + 1 + entry.tex.count("\n")]
        above = next(at for at, line in enumerate(body) if not line.startswith("    "))
        assert "\n" * above + "\n".join(body[above:]) == entry.tex
        for row in entry.rows:
            assert row.tex.splitlines()[0] in lines[row.line - 1], name
            assert row.left or row.right, name


@pytest.mark.parametrize("name", BOOK.entries)
def test_every_entry_holds_and_agrees_with_its_checker(name: str) -> None:
    # With points that are drawn afresh.
    found = judge(BOOK.entries[name], BOOK.entries)
    assert found.verdict.holds, found.message
    assert problem(BOOK.entries[name], found) is None
    for step in found.steps:
        assert step.verdict is Verdict.PROVED or step.symbol != "=", step.message


def test_every_checker_links_back_to_its_equation_and_shows_how_it_is_called() -> None:
    for name, entry in BOOK.entries.items():
        called = f"{entry.checker.rpartition('.')[2]}("
        lines = (inspect.getdoc(find(entry.checker)) or "").splitlines()
        assert lines[-1] == f"Equation: [{name}](#{name}).", name
        assert any(">>> " in line and called in line for line in lines), name


def test_the_page_and_the_reader_count_the_same_rows() -> None:
    for name, entry in BOOK.entries.items():
        rows = {relation.row for relation in entry.reading.relations}
        assert rows == set(range(1, len(entry.rows) + 1)), name


def test_rows_are_cut_from_a_derivation() -> None:
    first, *others = BOOK.entries["loss-by-logit"].rows
    assert first.left == r"\frac{\partial L}{\partial z}"
    assert first.right.startswith("=")
    assert first.reason == "the path from $z$ to $L$"
    assert not any(row.left for row in others)
    assert all(row.reason for row in (first, *others))
    assert [row.line for row in others] == list(range(first.line + 2, first.line + 6))
    (cases,) = BOOK.entries["loss-cases"].rows
    assert cases.left == "L"
    assert cases.right.count(r"\\") == 1


# What is wrong, and where


@pytest.fixture
def page(tmp_path: Path) -> Callable[[str], Catalogue]:
    def write(text: str, name: str = "derivation/chain-rule.md") -> Catalogue:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return scan(tmp_path)

    return write


def block(tex: str, name: str = "loss-by-bias", kind: str = "equation") -> str:
    return f"/// {kind} | {name}\n{tex}\n///\n\n"


def test_a_page_that_is_right(page: Any) -> None:
    found = page("# Title\n\n" + SETTING + block(RIGHT))
    assert found.problems == ()
    entry = found.entries["loss-by-bias"]
    assert (entry.page, entry.line, entry.tex) == ("derivation/chain-rule.md", 6, RIGHT)
    assert entry.setting.name == "feature"
    assert entry.checker == "lrproof.equations.chain_rule.loss_by_bias"


@pytest.mark.parametrize(
    ("text", "line", "name", "words"),
    [
        (SETTING + "/// equation | a-b\nx = x\n", 4, "a-b", "never closed"),
        (SETTING + "/// equation | a\nx = x\n/// equation | b\nx = x\n///\n", 4, "a", "never"),
        (SETTING + "/// equation\nx = x\n///\n", 4, "", "needs an id"),
        (SETTING + "/// equation | Loss By\nx = x\n///\n", 4, "Loss By", "needs an id"),
        (SETTING + "/// equation | a_b\nx = x\n///\n", 4, "a_b", "needs an id"),
        (SETTING + "/// equation | a\n\n///\n", 4, "a", "empty"),
        ("/// equation | a\nx = x\n///\n", 1, "a", "no setting"),
        ("/// setting | nothing\n///\n", 1, "nothing", "no such setting"),
        (SETTING + block(RIGHT) + block(RIGHT), 8, "loss-by-bias", "twice: first at"),
        (SETTING + "$$\nx = x\n$$\n", 4, "", "needs an id"),
        (SETTING + "//// equation: a\nx = x\n////\n", 4, "", "malformed"),
        (SETTING + "  /// equation | a\nx = x\n///\n", 4, "a", "malformed"),
        (SETTING + block("    rests: b\n\n", "a"), 4, "a", "this equation is empty"),
        (SETTING + block("    rest: b\n\nx = x", "a"), 5, "a", "no option is called rest"),
        (SETTING + block("    rests: b\n  certificate: c\nx = x", "a"), 6, "a", "four spaces"),
        (SETTING + block("    rests:\n\nx = x", "a"), 5, "a", "rests: names no equation"),
    ],
)
def test_a_problem_is_named_with_its_page_and_line(
    page: Any, text: str, line: int, name: str, words: str
) -> None:
    found = page(text).problems
    assert found
    first = found[0]
    assert (first.page, first.line, first.id) == ("derivation/chain-rule.md", line, name)
    assert words in first.message
    assert str(first).startswith(f"derivation/chain-rule.md:{line}: {name}".rstrip())


def test_what_stands_above_the_tex_moves_nothing(page: Any) -> None:
    tex = "\\frac{\\partial L}{\\partial b}\n  &= f - y \\\\\n  &= y - f"
    above = "    rests: a, b,a\n    certificate: c, d\n\n"
    found = page(SETTING + block(above + tex, kind="derivation"))
    entry = found.entries["loss-by-bias"]
    assert (entry.rests, entry.certificates) == (("a", "b"), ("c", "d"))
    assert entry.premises == ("a", "b", "c", "d")
    assert entry.tex.strip() == tex
    assert [row.line for row in entry.rows] == [8, 10]
    assert judged(found)[1].startswith("derivation/chain-rule.md:10: loss-by-bias: refuted: at x")


def test_a_starting_point_rests_on_nothing(page: Any) -> None:
    entry = page(SETTING + block("    rests: nothing\n\n" + RIGHT)).entries["loss-by-bias"]
    assert entry.premises == ()


@pytest.mark.parametrize("option", ["rests", "certificate"])
def test_premises_that_are_unknown_or_go_round_are_problems(page: Any, option: str) -> None:
    def resting(name: str, on: str) -> str:
        return block(f"    {option}: {on}\n\n{RIGHT}", name)

    graph = {"a": "b", "b": "c", "c": "a", "d": "d", "e": "f", "g": "b"}
    found = page(SETTING + "".join(resting(name, on) for name, on in graph.items()))
    assert [str(problem) for problem in found.problems] == [
        "derivation/chain-rule.md:28: e: rests on f, and no equation has this id",
        "derivation/chain-rule.md:4: a: rests on itself: a → b → c → a",
        "derivation/chain-rule.md:22: d: rests on itself",
    ]
    # What is left has no circle, so that a page can still be shown.
    assert found.premises == {"a": [], "b": ["c"], "c": ["a"], "d": [], "e": [], "g": ["b"]}


def test_an_id_on_two_pages_is_a_problem(page: Any) -> None:
    page(SETTING + block(RIGHT))
    found = page(SETTING + block(RIGHT), "derivation/loss.md")
    assert [problem.page for problem in found.problems] == ["derivation/loss.md"]
    assert "derivation/chain-rule.md:4" in found.problems[0].message


def test_blocks_in_fences_are_examples_and_no_entries(page: Any) -> None:
    found = page("```text\n" + SETTING + block(RIGHT) + "```\n\n~~~\n$$\nx\n$$\n~~~\n")
    assert found == Catalogue(pages=found.pages)


def test_a_setting_holds_until_the_next_and_not_on_other_pages(page: Any) -> None:
    text = (
        SETTING + block("x = x", "a") + SETTING.replace("feature", "variable") + block("z = z", "b")
    )
    found = page(text)
    assert [entry.setting.name for entry in found.entries.values()] == ["feature", "variable"]
    without = page(block("x = x", "c"), "derivation/other.md")
    assert [problem.page for problem in without.problems] == ["derivation/other.md"]


def judged(found: Catalogue, name: str = "loss-by-bias") -> tuple[Evidence, str]:
    """The evidence for an entry, and the problem that it makes."""
    entry = found.entries[name]
    evidence = judge(entry, seed=1)
    return evidence, str(problem(entry, evidence) or "")


def test_a_refuted_equation_stops_with_numbers(page: Any) -> None:
    evidence, message = judged(page(SETTING + block(WRONG)))
    assert evidence.verdict is Verdict.REFUTED
    assert message.startswith("derivation/chain-rule.md:5: loss-by-bias: refuted: at x = ")


def test_a_wrong_line_of_a_derivation_is_named_by_its_own_line(page: Any) -> None:
    tex = "\\frac{\\partial L}{\\partial b}\n  &= f - y \\\\\n  &= y - f"
    evidence, message = judged(page(SETTING + block(tex, kind="derivation")))
    assert evidence.verdict is Verdict.REFUTED
    assert message.startswith("derivation/chain-rule.md:7: loss-by-bias: refuted")


def test_an_equation_that_cannot_be_read_stops_with_its_place(page: Any) -> None:
    evidence, message = judged(page(SETTING + block(r"L = \foo")))
    assert evidence.verdict is Verdict.UNREAD
    assert message.startswith("derivation/chain-rule.md:5: loss-by-bias: unread: ")
    assert r"\foo is not known" in message


def test_an_equation_without_a_checker_stops(page: Any) -> None:
    evidence, message = judged(page(SETTING + block(RIGHT, "no-such-thing")), "no-such-thing")
    assert evidence.verdict is Verdict.DISAGREES
    assert "no checker: lrproof.equations.chain_rule.no_such_thing does not exist" in message


def test_a_module_that_is_not_there_has_no_checker(page: Any) -> None:
    found = page(SETTING + block(RIGHT), "derivation/nowhere.md")
    assert find(found.entries["loss-by-bias"].checker) is None
    assert "lrproof.equations.nowhere.loss_by_bias does not exist" in judged(found)[1]


@pytest.mark.parametrize(
    ("returned", "words"),
    [
        (lambda **_: (0.25, 0.25), "side 1 disagrees with its checker at"),
        (lambda **_: 0.25, "returned no tuple"),
        (lambda **_: (0.25,), "returned 1 sides, the TeX has 2"),
        (lambda **_: (0.25, 0.25, 0.25), "returned 3 sides, the TeX has 2"),
        (lambda **_: ([1.0, 2.0], 1.0), "shape"),
        (lambda **_: (float("nan"), float("nan")), "nan"),
        (lambda **_: ("f", 0.25), "returned 'f', which is no number"),
        (lambda **_: 1 / 0, "raised ZeroDivisionError"),
    ],
)
def test_a_checker_that_disagrees_stops(
    page: Any, monkeypatch: pytest.MonkeyPatch, returned: Callable[..., Any], words: str
) -> None:
    def loss_by_bias(f: float, y: float) -> Any:
        return returned(f=f, y=y)

    found = page(SETTING + block(RIGHT))
    assert judged(found)[0].verdict is Verdict.PROVED
    monkeypatch.setattr(chain_rule, "loss_by_bias", loss_by_bias)
    evidence, message = judged(found)
    assert evidence.verdict is Verdict.DISAGREES
    assert not evidence.verdict.holds
    assert words in message


def test_a_checker_that_asks_for_another_symbol_stops(
    page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chain_rule, "loss_by_bias", lambda q: (q, q))
    _, message = judged(page(SETTING + block(RIGHT)))
    assert "asks for q, which is not known in one example with one feature" in message


@pytest.mark.parametrize("wrong", [0, 1])
@pytest.mark.parametrize("factor", [1 + 1e-6, 1 + 1e-9, -1.0])
def test_a_checker_that_is_off_by_a_little_is_noticed(
    page: Any, monkeypatch: pytest.MonkeyPatch, factor: float, wrong: int
) -> None:
    def loss_by_bias(f: float, y: float) -> tuple[float, ...]:
        sides = [f - y, f - y]
        sides[wrong] *= factor
        return tuple(sides)

    found = page(SETTING + block(RIGHT))
    monkeypatch.setattr(chain_rule, "loss_by_bias", loss_by_bias)
    evidence, message = judged(found)
    assert evidence.verdict is Verdict.DISAGREES
    assert f"side {wrong + 1} disagrees" in message


def test_the_path_of_a_checker() -> None:
    assert checker_path("derivation/chain-rule.md", "loss-by-bias") == (
        "lrproof.equations.chain_rule.loss_by_bias"
    )
