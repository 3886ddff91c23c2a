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
    """

    kind: str


@dataclass(frozen=True)
class Close:
    """What was opened last ends."""


@dataclass(frozen=True)
class Stop:
    """A relation, which ends everything before it.

    Attributes:
        verb: The relation in words.
        again: Whether a relation stands before it.
    """

    verb: str
    again: bool = False


Piece: TypeAlias = str | Open | Close | Stop
_PAUSES = ("plus", "minus", "times", "divided", "by", "composed")


@dataclass
class _Group:
    kind: str
    comma: bool = False


def spoken(pieces: Iterable[Piece]) -> str:
    """Joins pieces, with a sign of its end where something ends before the sentence does.

    Examples:
        >>> spoken([Open("quantity"), "the quantity f minus y", Close(), "times x"])
        'the quantity f minus y, times x'
        >>> spoken(["y times", Open("quantity"), "the quantity f minus y", Close()])
        'y times the quantity f minus y'
        >>> inner = [Open("quantity"), "the quantity f minus y", Close()]
        >>> spoken([Open("fraction"), "the fraction 1 over", *inner, Close(), "plus 1"])
        'the fraction 1 over the quantity f minus y, end quantity, end fraction, plus 1'
    """
    said: list[str] = []
    open_: list[_Group] = []
    ended: list[_Group] = []
    for piece in pieces:
        match piece:
            case Open(kind):
                open_.append(_Group(kind))
                continue
            case Close():
                ended.append(open_.pop())
                continue
            case Stop(verb, again):
                text = f", which {verb}" if again else verb
            case _:
                text = piece
                if ended and piece:
                    said.append(_ending(ended, text))
                    for group in open_:
                        group.comma |= bool(said[-1])
        ended = []
        said.append(text)
        for group in open_:
            group.comma |= text.startswith(",")
    return " ".join(filter(None, said)).replace(" ,", ",")


def _ending(ended: list[_Group], following: str) -> str:
    named = [group for group in ended if group.kind]
    if not named:
        return "," if following.split()[0] in _PAUSES else ""
    if len(named) == 1 and ended[0] is named[0] and not named[0].comma:
        return ","
    return ", " + ", ".join(f"end {group.kind}" for group in named) + ","
