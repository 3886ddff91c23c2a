"""Says where what was opened ends: by a comma, or by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Open:
    """Something begins that has an end.

    Attributes:
        kind: Its name, as in "end fraction"; empty if the next sign before a term ends it anyway.
        words: What is said where it begins.
        light: Whether both are needed only inside of something else of this kind.
    """

    kind: str = ""
    words: str = ""
    light: bool = False


@dataclass(frozen=True)
class Close:
    """What was opened last ends."""


@dataclass(frozen=True)
class Stop:
    """A relation, which ends everything before it.

    Attributes:
        start: What is said before it, where it is not the first.
        verb: The relation in words.
    """

    start: str
    verb: str


Piece: TypeAlias = str | Open | Close | Stop
_JOINTS = {"plus", "minus", "times", "divided", "by", "composed", "entrywise"}


@dataclass
class _Group:
    kind: str
    comma: bool = False


def spoken(pieces: Iterable[Piece]) -> str:
    """Joins pieces, with a sign of its end where something ends before the sentence does.

    Examples:
        >>> spoken([Open("quantity", "the quantity"), "f minus y", Close(), "times x"])
        'the quantity f minus y, times x'
        >>> spoken(["y times", Open("quantity", "the quantity"), "f minus y", Close()])
        'y times the quantity f minus y'
        >>> inner = [Open("quantity", "the quantity"), "f minus y", Close()]
        >>> spoken([Open("fraction", "the fraction"), "1 over", *inner, Close(), "plus 1"])
        'the fraction 1 over the quantity f minus y, end quantity, end fraction, plus 1'
    """
    said: list[str] = []
    open_: list[_Group] = []
    ended: list[_Group] = []
    for piece in pieces:
        match piece:
            case Open(kind, text, light):
                bare = light and all(group.kind != kind for group in open_)
                open_.append(_Group("" if bare else kind))
                text = "" if bare else text
            case Close():
                ended.append(open_.pop())
                continue
            case Stop(start, verb):
                text = f"{start} {verb}".strip()
                ended = []
            case _:
                text = piece
        if text:
            end = _end(ended, text)
            ended = []
            said += end, text
            for group in open_:
                group.comma |= "," in end + text
    return " ".join(filter(None, said)).replace(" ,", ",").replace(" ;", ";")


def _end(ended: list[_Group], following: str) -> str:
    """What is said where groups end together, the innermost first."""
    named = [group for group in ended if group.kind]
    if not named:
        return "," if ended and following.split()[0] in _JOINTS else ""
    if named == ended[:1] and not named[0].comma:
        return ","
    return ", " + ", ".join(f"end {group.kind}" for group in named) + ","
