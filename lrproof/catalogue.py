"""Finds every equation and derivation in docs/, and judges one with its checker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from lrproof import checker
from lrproof.evidence import Evidence, Verdict
from lrproof.prove import conclude
from lrproof.setting import Setting
from lrproof.settings import SETTINGS
from lrproof.tex import RELATION, read

KINDS = ("equation", "derivation")
BLOCKS = (*KINDS, "setting", "again")

_OPEN = re.compile(r"^/{3,}\s*(?P<kind>[a-z]+)\b(?:\s*\|\s*(?P<argument>.*?))?\s*$")
_MISSHAPEN = re.compile(rf"^\s*/{{3,}}\s*(?P<kind>{'|'.join(BLOCKS)})\b[\s|]*(?P<name>[\w-]*)")
_CLOSE = re.compile(r"^/{3,}\s*$")
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_OPTION = re.compile(r"^ {4}(?P<name>rests|certificate):\s*(?P<ids>\S.*?)\s*$")
_FENCE = re.compile(r"^\s*(```+|~~~+)")
_DISPLAY = re.compile(r"^\s*(?:\$\$|\\\[|\\begin\{)")
_REASON = re.compile(r"&&\s*(?:\\text\{(?P<text>.*)\}|(?P<plain>.*))\s*$", re.DOTALL)
_RELATION = re.compile(rf"&?\s*{RELATION}")


@dataclass(frozen=True)
class Row:
    """One line of a block.

    Attributes:
        tex: The line without its reason.
        left: What stands before its first relation; empty where it continues the line before.
        right: The relation and what follows.
        reason: The reason beside it, as Markdown.
        line: Line of the page, from 1.
    """

    tex: str
    left: str
    right: str
    reason: str
    line: int


@dataclass(frozen=True)
class Entry:
    """An equation or a derivation where it stands.

    Attributes:
        id: Its permanent name.
        kind: `equation` or `derivation`.
        page: Page in docs/, such as `derivation/loss.md`.
        line: Line of the page on which the block opens.
        tex: Its TeX, as it stands there.
        setting: What its symbols stand for.
        checker: Dotted path of its checker.
        rests: Ids of the equations that it rests on.
        certificate: For an inequality, the id of the equation that proves it.
    """

    id: str
    kind: str
    page: str
    line: int
    tex: str
    setting: Setting
    checker: str
    rests: tuple[str, ...] = ()
    certificate: str = ""

    @property
    def rows(self) -> tuple[Row, ...]:
        """Its lines."""
        return tuple(_rows(self.tex, self.line + 1))


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
    """All equations and derivations of a folder of pages, in the order of the pages."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def scan(docs: Path) -> Catalogue:
    """Reads every page below a folder.

    Blocks that are malformed, that have no setting or an id that was there before, are problems;
    and displayed formulas without an id, because nobody has checked them.
    """
    entries: dict[str, Entry] = {}
    shown: list[_Shown] = []
    problems: list[Problem] = []
    for path in sorted(docs.rglob("*.md")):
        page = path.relative_to(docs).as_posix()
        for found in _blocks(page, path.read_text(encoding="utf-8").splitlines()):
            if isinstance(found, Problem):
                problems.append(found)
            elif isinstance(found, _Shown):
                shown.append(found)
            elif found.id in entries:
                first = entries[found.id]
                message = f"this id stands twice: first at {first.page}:{first.line}"
                problems.append(Problem(page, found.line, found.id, message))
            else:
                entries[found.id] = found
    problems += [
        Problem(again.page, again.line, again.id, "no equation has this id, to show it again")
        for again in shown
        if again.id not in entries
    ]
    return Catalogue(entries, tuple(problems))


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
        elif not "".join(body).strip():
            yield Problem(page, number, argument, f"this {kind} is empty")
        elif setting is None:
            yield Problem(page, number, argument, "no setting block stands before it on this page")
        else:
            options, tex = _options(body)
            yield Entry(
                argument,
                kind,
                page,
                number,
                tex,
                setting,
                checker_path(page, argument),
                options.get("rests", ()),
                "".join(options.get("certificate", ())),
            )


def _options(body: Sequence[str]) -> tuple[dict[str, tuple[str, ...]], str]:
    """What stands in a block above its TeX; empty lines keep the places of the rest."""
    found: dict[str, tuple[str, ...]] = {}
    for at, line in enumerate(body):
        option = _OPTION.match(line)
        if not option:
            return found, "\n" * at + "\n".join(body[at:])
        found[option["name"]] = tuple(option["ids"].replace(",", " ").split())
    return found, ""


def checker_path(page: str, name: str) -> str:
    """Dotted path of the checker of an id: module by page, function by id."""
    module, function = (part.replace("-", "_") for part in (Path(page).stem, name))
    return f"lrproof.equations.{module}.{function}"


def _rows(tex: str, line: int) -> Iterator[Row]:
    depth = 0
    current = ""
    start = line
    for piece in re.split(r"(\\begin\{cases\}|\\end\{cases\}|\\\\|\n)", tex):
        depth += {r"\begin{cases}": 1, r"\end{cases}": -1}.get(piece, 0)
        if piece == "\n":
            line += 1
        if piece == r"\\" and not depth:
            if current.strip():
                yield _row(current, start)
            current = ""
            continue
        if not current.strip():
            start = line
        current += piece
    if current.strip():
        yield _row(current, start)


def _row(text: str, line: int) -> Row:
    found = _REASON.search(text)
    reason = (found["text"] or found["plain"] or "") if found else ""
    tex = (text[: found.start()] if found else text).strip()
    depth = 0
    for at, character in enumerate(tex):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if not depth and (relation := _RELATION.match(tex, at)):
            right = tex[relation.start() :].lstrip("& ")
            return Row(tex, tex[: relation.start()].strip(), right, " ".join(reason.split()), line)
    return Row(tex, tex, "", " ".join(reason.split()), line)


def judge(entry: Entry, *, seed: int | None = None) -> Evidence:
    """Reads, evaluates and proves an entry, and compares each side with its checker's."""
    reading = read(entry.tex, entry.setting.vocabulary)
    evidence = conclude(reading, entry.setting, seed=seed)
    evidence = replace(
        evidence, steps=tuple(replace(s, line=s.line + entry.line) for s in evidence.steps)
    )
    if not evidence.verdict.holds:
        return evidence
    function = checker.find(entry.checker)
    if function is None:
        message = f"it has no checker: {entry.checker} does not exist"
        return replace(evidence, verdict=Verdict.DISAGREES, message=message)
    formulas = [side.expression for side in reading.sides if side.expression is not None]
    ends = entry.kind == "derivation"
    try:
        checker.compare(function, formulas, entry.setting, seed=seed, ends=ends)
    except checker.Disagreement as found:
        return replace(evidence, verdict=Verdict.DISAGREES, message=str(found))
    return evidence


def problem(entry: Entry, evidence: Evidence) -> Problem | None:
    """What stops the build about an entry, if anything."""
    if evidence.verdict.holds:
        return None
    message = f"{evidence.verdict}: {evidence.message}"
    wrong = next((s for s in evidence.steps if s.verdict == evidence.verdict), None)
    return Problem(entry.page, wrong.line if wrong else entry.line, entry.id, message)
