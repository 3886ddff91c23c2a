"""Finds every equation, derivation and mistake in docs/, and judges one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import takewhile
from pathlib import Path, PurePath

from lrproof import checker
from lrproof.certificate import Certificate
from lrproof.evidence import Evidence, Verdict
from lrproof.mistakes import MISTAKES
from lrproof.premises import circle
from lrproof.prove import certificate, conclude
from lrproof.rows import Row, rows
from lrproof.setting import Setting
from lrproof.settings import SETTINGS
from lrproof.tex import Reading, read

MISTAKE = "mistake"
KINDS = ("equation", "derivation", MISTAKE)
BLOCKS = (*KINDS, "setting", "again", "graph", "figure")
OPTIONS = ("rests", "certificate")
NOTHING = "nothing"
"""What a definition rests on, and a fact of school algebra or calculus."""

_OPEN = re.compile(r"^/{3,}\s*(?P<kind>[a-z]+)\b(?:\s*\|\s*(?P<argument>.*?))?\s*$")
_MISSHAPEN = re.compile(rf"^\s*/{{3,}}\s*(?P<kind>{'|'.join(BLOCKS)})\b[\s|]*(?P<name>[\w-]*)")
_CLOSE = re.compile(r"^/{3,}\s*$")
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_OPTION = re.compile(r"^(?P<indent>\s*)(?P<name>[a-z]{2,}):(?!=)\s*(?P<ids>.*?)\s*$")
_FENCE = re.compile(r"^\s*(```+|~~~+)")
_DISPLAY = re.compile(r"^\s*(?:\$\$|\\\[|\\begin\{)")


@dataclass(frozen=True)
class Entry:
    """An equation, a derivation or a mistake where it stands.

    Attributes:
        id: Its permanent name.
        kind: `equation`, `derivation` or `mistake`.
        page: Page in docs/, such as `derivation/loss.md`.
        line: Line of the page on which the block opens.
        tex: Its TeX, as it stands there; an empty line stands for each option above it.
        setting: What its symbols stand for.
        checker: Dotted path of its checker; a mistake has none.
        rests: Ids of the equations that it rests on.
        certificates: For an inequality, ids of equations that prove it.
    """

    id: str
    kind: str
    page: str
    line: int
    tex: str
    setting: Setting
    checker: str
    rests: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()

    @property
    def premises(self) -> tuple[str, ...]:
        """All that it rests on directly."""
        return tuple(dict.fromkeys((*self.rests, *self.certificates)))

    @cached_property
    def reading(self) -> Reading:
        """Its TeX, as it was read."""
        return read(self.tex, self.setting.vocabulary)

    @cached_property
    def used(self) -> set[str]:
        """The names of the quantities that it depends on."""
        return self.setting.used(s.expression for s in self.reading.sides if s.expression)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Its lines."""
        return tuple(rows(self.tex, self.line + 1))


@dataclass(frozen=True)
class Problem:
    """What is wrong on a page, and where."""

    page: str
    line: int
    id: str
    message: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}: {self.id + ': ' if self.id else ''}{self.message}"


@dataclass(frozen=True)
class Catalogue:
    """All that is stated on a folder of pages, in the order of the pages.

    Attributes:
        entries: Equations and derivations by their ids.
        mistakes: What is stated to be wrong, by ids of its own.
        problems: What is wrong on the pages.
        premises: What each rests on directly. Premises that are not there, and those that close a
            circle, are problems and are left out.
        pages: The pages as they were read, such as `derivation/loss.md`.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    mistakes: Mapping[str, Entry] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    premises: Mapping[str, Sequence[str]] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)


def scan(docs: Path) -> Catalogue:
    """Reads every page below a folder.

    Blocks that are malformed, that have no setting or an id that was there before, are problems;
    and displayed formulas without an id, because nobody has checked them.
    """
    entries: dict[str, Entry] = {}
    mistakes: dict[str, Entry] = {}
    shown: list[_Shown] = []
    problems: list[Problem] = []
    pages = {
        path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(docs.rglob("*.md"))
    }
    for page, text in pages.items():
        for found in _blocks(page, text.splitlines()):
            if isinstance(found, Problem):
                problems.append(found)
            elif isinstance(found, _Shown):
                shown.append(found)
            else:
                named = mistakes if found.kind == MISTAKE else entries
                first = named.setdefault(found.id, found)
                if first is not found:
                    message = f"this id stands twice: first at {first.page}:{first.line}"
                    problems.append(Problem(page, found.line, found.id, message))
    problems += [
        Problem(again.page, again.line, again.id, "no equation has this id, to show it again")
        for again in shown
        if again.id not in entries
    ]
    problems += _strange(pages, mistakes)
    premises = {
        entry.id: [name for name in entry.premises if name in entries] for entry in entries.values()
    }
    problems += _unsupported(entries)
    problems += _circles(entries, premises)
    return Catalogue(entries, mistakes, tuple(problems), premises, pages)


def inside(folder: str, pages: Iterable[str]) -> list[str]:
    """Lists the pages of a folder, but for its index.

    Examples:
        >>> inside("mistakes", ["index.md", "mistakes/flipped-sign.md", "mistakes/index.md"])
        ['mistakes/flipped-sign.md']
    """
    found = (page for page in pages if page.rpartition("/")[0] == folder)
    return [page for page in found if page != f"{folder}/index.md"]


def _strange(pages: Iterable[str], stated: Mapping[str, Entry]) -> Iterator[Problem]:
    """Finds mistakes on the pages that are not among ours, and ours that have no page."""
    for mistake in stated.values():
        if mistake.id not in MISTAKES:
            message = "no entry of lrproof.mistakes has this id"
            yield Problem(mistake.page, mistake.line, mistake.id, message)
    own = {PurePath(page).stem for page in inside("mistakes", pages)}
    for name in sorted(own ^ MISTAKES.keys()) if own else ():
        message = "no entry of lrproof.mistakes has the name of this page"
        if name in MISTAKES:
            message = "this entry of lrproof.mistakes has no page"
        yield Problem(f"mistakes/{name}.md", 1, name, message)


def _unsupported(entries: Mapping[str, Entry]) -> Iterator[Problem]:
    for entry in entries.values():
        for name in entry.premises:
            if name not in entries:
                message = f"rests on {name}, and no equation has this id"
                yield Problem(entry.page, entry.line, entry.id, message)


def _circles(entries: Mapping[str, Entry], premises: Mapping[str, list[str]]) -> Iterator[Problem]:
    """Names each circle, and opens it where it begins."""
    while found := circle(premises):
        entry = entries[found[0]]
        premises[found[0]].remove(found[1])
        message = "rests on itself"
        if len(found) > 2:
            message += ": " + " → ".join(found)
        yield Problem(entry.page, entry.line, entry.id, message)


@dataclass(frozen=True)
class _Shown:
    """Where an equation is shown again that stands elsewhere."""

    page: str
    line: int
    id: str


def _blocks(page: str, lines: Sequence[str]) -> Iterator[Entry | Problem | _Shown]:
    setting: Setting | None = None
    fence = ""
    at = 0
    while at < len(lines):
        line, number = lines[at], at + 1
        at += 1
        fenced = _FENCE.match(line)
        if fenced and (not fence or fenced[1].startswith(fence)):
            fence = "" if fence else fenced[1]
        opened = _OPEN.match(line)
        if not fence and not opened and (meant := _MISSHAPEN.match(line)):
            kind = meant["kind"]
            message = f"a malformed block: write /// {kind} | name at the start of the line"
            yield Problem(page, number, meant["name"], message)
        if not fence and _DISPLAY.match(line):
            message = "a displayed formula needs an id, so that it is checked: /// equation | id"
            yield Problem(page, number, "", message)
        if fence or not opened or opened["kind"] not in BLOCKS:
            continue
        kind, argument = opened["kind"], opened["argument"] or ""
        end = next((n for n in range(at, len(lines)) if _CLOSE.match(lines[n])), None)
        following = next((n for n in range(at, len(lines)) if _OPEN.match(lines[n])), len(lines))
        if end is None or end > following:
            yield Problem(page, number, argument, f"this {kind} block is never closed by ///")
            continue
        body, at = lines[at:end], end + 1
        if kind in ("graph", "figure"):
            continue
        if kind == "again":
            yield _Shown(page, number, argument)
        elif kind == "setting":
            setting = SETTINGS.get(argument)
            if setting is None:
                names = ", ".join(SETTINGS)
                yield Problem(
                    page, number, argument, f"there is no such setting; there are {names}"
                )
        elif not _ID.fullmatch(argument):
            message = (
                f"an {kind} block needs an id of lower-case words and hyphens: /// {kind} | id"
            )
            yield Problem(page, number, argument, message)
        else:
            yield from _statement(page, number, kind, argument, body, setting)


def _statement(
    page: str, line: int, kind: str, name: str, body: Sequence[str], setting: Setting | None
) -> Iterator[Entry | Problem]:
    """Reads the options above the TeX, and puts empty lines in their place."""
    options: dict[str, tuple[str, ...]] = {}
    lines = () if kind == MISTAKE else body
    above = [found for found in takewhile(bool, map(_OPTION.match, lines)) if found]
    for number, option in enumerate(above, start=line + 1):
        ids = tuple(dict.fromkeys(option["ids"].replace(",", " ").split()))
        if option["name"] not in OPTIONS:
            message = f"no option is called {option['name']}; there are {', '.join(OPTIONS)}"
            yield Problem(page, number, name, message)
        elif option["indent"] != " " * 4:
            yield Problem(page, number, name, f"write four spaces before {option['name']}:")
        elif not ids:
            yield Problem(page, number, name, f"{option['name']}: names no equation")
        options[option["name"]] = () if ids == (NOTHING,) else ids
    tex = "\n" * len(above) + "\n".join(body[len(above) :])
    if not tex.strip():
        yield Problem(page, line, name, f"this {kind} is empty")
    elif setting is None:
        yield Problem(page, line, name, "no setting block stands before it on this page")
    else:
        rests, certificates = (options.get(option, ()) for option in OPTIONS)
        path = "" if kind == MISTAKE else checker_path(page, name)
        yield Entry(name, kind, page, line, tex, setting, path, rests, certificates)


def checker_path(page: str, name: str) -> str:
    """Dotted path of the checker of an id: module by page, function by id."""
    module, function = (part.replace("-", "_") for part in (Path(page).stem, name))
    return f"lrproof.equations.{module}.{function}"


def certificates(entry: Entry, entries: Mapping[str, Entry]) -> list[Certificate]:
    """The equations that are to prove an inequality, judged themselves."""
    others = [entries[name] for name in entry.certificates if name in entries]
    return [
        certificate(other.id, other.reading, other.setting)
        if other.setting == entry.setting
        else Certificate(other.id)
        for other in others
    ]


def judge(
    entry: Entry, entries: Mapping[str, Entry] | None = None, *, seed: int | None = None
) -> Evidence:
    """Reads, evaluates and proves an entry, and compares each side with its checker's, if any.

    Args:
        entry: What to judge.
        entries: All entries by their ids, if certificates are among them.
        seed: For the points of floating point; fresh ones without it.
    """
    proofs = certificates(entry, entries or {})
    evidence = conclude(entry.reading, entry.setting, seed=seed, certificates=proofs)
    evidence = replace(
        evidence, steps=tuple(replace(s, line=s.line + entry.line) for s in evidence.steps)
    )
    if not evidence.verdict.holds or entry.kind == MISTAKE:
        return evidence
    function = checker.find(entry.checker)
    if function is None:
        message = f"it has no checker: {entry.checker} does not exist"
        return replace(evidence, verdict=Verdict.DISAGREES, message=message)
    formulas = [side.expression for side in entry.reading.sides if side.expression is not None]
    ends = entry.kind == "derivation"
    try:
        checker.compare(function, formulas, entry.setting, seed=seed, ends=ends)
    except checker.Disagreement as found:
        return replace(evidence, verdict=Verdict.DISAGREES, message=str(found))
    return evidence


def problem(entry: Entry, evidence: Evidence) -> Problem | None:
    """What stops the build about an entry, if anything; a mistake must be refuted."""
    message = f"{evidence.verdict}: {evidence.message}".removesuffix(": ")
    if entry.kind == MISTAKE:
        if evidence.verdict is Verdict.REFUTED:
            return None
        message = f"a mistake must be refuted, and this is {message}"
    elif evidence.verdict.holds:
        return _idle(entry, evidence)
    wrong = next((s for s in evidence.steps if s.verdict == evidence.verdict), None)
    return Problem(entry.page, wrong.line if wrong else entry.line, entry.id, message)


def _idle(entry: Entry, evidence: Evidence) -> Problem | None:
    """A certificate that proves nothing."""
    used = {step.method for step in evidence.steps}
    for name in entry.certificates:
        if Certificate(name).method not in used:
            message = f"the certificate {name} is of no use: {evidence.message}"
            return Problem(entry.page, entry.line, entry.id, message)
    return None
