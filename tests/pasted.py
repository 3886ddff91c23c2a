"""Derivations as people write them, made by rule: one text in many notations and layouts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

DATA = tomllib.loads((Path(__file__).parent / "data" / "pasted.toml").read_text(encoding="utf-8"))
TEXTS: list[dict[str, Any]] = DATA["texts"]
_NAME = re.compile(r"<([a-zA-Z]+)>")


@dataclass(frozen=True)
class Pasted:
    """A derivation as it is pasted, and what is known of it.

    Attributes:
        text: The name of the text that it was made of.
        name: Its text, notation and layout.
        tex: What is pasted.
        wrong: The first wrong row, from 1; None if all is right.
        mistakes: What is wrong there: ids of the catalogue, any of which names it.
    """

    text: str
    name: str
    tex: str
    wrong: int | None = None
    mistakes: tuple[str, ...] = ()


def aligned(lines: Sequence[str]) -> str:
    rows = " \\\\\n".join(line.replace("= ", "&= ", 1) for line in lines)
    return f"\\begin{{align*}}\n{rows}\n\\end{{align*}}"


def displays(lines: Sequence[str]) -> str:
    return "\n\n".join(f"$$ {line} $$" for line in lines)


def bare(lines: Sequence[str]) -> str:
    return " \\\\\n".join(lines)


def post(lines: Sequence[str]) -> str:
    first, *others = (f"\\[ {line} \\]" for line in lines)
    return "\n\n".join(["Can somebody help me with this?", first, "and from this I get", *others])


LAYOUTS = {"aligned": aligned, "displays": displays, "bare": bare, "post": post}


def notations(text: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """The notations of a text by name: what each says, and what is made of that."""
    family = DATA["notations"].get(text.get("notations"), {})
    own = text.get("spelled", {})
    for name in text.get("only") or {**family, **own}:
        known = {**family.get(name, {}), **own.get(name, {})}
        if "w" in known and "v" not in known:
            known["v"] = rf"{known['w']}_j"
        known["k"] = known.get("x", "").replace("j", "k")
        if "m" in known:
            known["sum"] = rf"\sum_{{i=1}}^{{{known['m']}}}"
            known["mean"] = rf"\frac{{1}}{{{known['m']}}}{known['sum']}"
        yield name, known
        if text.get("summed"):
            yield f"{name}, summed", {**known, "mean": known["sum"]}


def spelled(lines: Sequence[str], notation: Mapping[str, str], layout: str) -> str:
    return LAYOUTS[layout]([_NAME.sub(lambda name: notation[name[1]], line) for line in lines])


def right() -> Iterator[Pasted]:
    """Every text in every notation and layout."""
    for text in TEXTS:
        for name, notation in notations(text):
            for layout in LAYOUTS:
                tex = spelled(text["lines"], notation, layout)
                yield Pasted(text["name"], f"{text['name']}: {name}, {layout}", tex)


def wrong() -> Iterator[Pasted]:
    """Every slip in every notation, where the text ends; the layouts take turns."""
    layouts = cycle(LAYOUTS)
    for text in TEXTS:
        for name, notation in notations(text):
            for slip in text["slips"]:
                lines = [*text["lines"][: slip["line"] - 1], slip["tex"]]
                mistakes, layout = tuple(slip["mistakes"]), next(layouts)
                what = f"{text['name']}: {name}, {layout}, line {slip['line']}: {mistakes[0]}"
                tex = spelled(lines, notation, layout)
                yield Pasted(text["name"], what, tex, slip["line"], mistakes)
