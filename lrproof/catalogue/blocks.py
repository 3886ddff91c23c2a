"""Reads the blocks of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import PurePath

from lrproof.catalogue.entry import KINDS, MISTAKE, Entry, Problem
from lrproof.setting import Setting
from lrproof.settings import SETTINGS

__all__ = ["BLOCKS", "OPTIONS", "Shown", "blocks", "checker_path"]

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
class Shown:
    """Where an equation is shown that stands elsewhere."""

    page: str
    line: int
    id: str


def blocks(page: str, text: str) -> Iterator[Entry | Problem | Shown]:
    """Gives what a page states, what it shows again, and what is wrong on it, in order."""
    lines = text.splitlines()
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
            yield Shown(page, number, argument)
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
    module, function = (part.replace("-", "_") for part in (PurePath(page).stem, name))
    return f"lrproof.equations.{module}.{function}"
