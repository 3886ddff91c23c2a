"""The documentation of a module as Markdown, from its docstrings."""

from __future__ import annotations

import enum
import importlib
import inspect
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from types import FunctionType
from typing import Any

from griffe import Docstring, DocstringSectionKind, parse_google

__all__ = ["explained"]

_ANNOTATION = re.compile(r"(: |-> )'([^']*)'")
_MEMBERS = (FunctionType, property, cached_property)
_LISTED = ("parameters", "attributes", "returns", "yields", "raises")
# What a function returns is one thing, without a name.
_FORM: Any = {"warnings": False, "returns_multiple_items": False, "returns_named_value": False}


def explained(module: str, members: Iterable[str] = ()) -> Iterator[str]:
    """Explains a module and its public functions and classes.

    Args:
        module: Its dotted name.
        members: The names that are wanted; all public ones if there are none.

    Yields:
        Pieces of Markdown, to be set apart by empty lines.

    Examples:
        >>> heading, text, *_ = explained("lrproof.rows", ["Row"])
        >>> heading
        '## `Row(tex: str, left: str, right: str, reason: str, line: int)`'
        >>> text
        'One line of a block.'
    """
    found = importlib.import_module(module)
    wanted = list(members)
    if not wanted:
        yield from _sections(found)
    public = wanted or getattr(found, "__all__", None)
    for name, thing in list(vars(found).items()):
        own = getattr(thing, "__module__", "") == module and not name.startswith("_")
        if (name in public if public else own) and (
            inspect.isclass(thing) or inspect.isfunction(thing)
        ):
            yield from _object(name, thing, "##")


def _object(name: str, thing: Any, heading: str) -> Iterator[str]:
    yield f"{heading} `{name}{_signature(thing)}`"
    yield from _sections(thing)
    if inspect.isclass(thing):
        for member, found in vars(thing).items():
            found = getattr(found, "__func__", found)
            if isinstance(found, _MEMBERS) and found.__doc__ and not member.startswith("_"):
                yield from _object(f"{name}.{member}", found, heading + "#")


def _signature(thing: Any) -> str:
    """The signature; annotations that are kept as text lose their quotation marks."""
    if not callable(thing) or (
        inspect.isclass(thing) and issubclass(thing, enum.Enum | BaseException)
    ):
        return ""
    signature = _ANNOTATION.sub(r"\1\2", str(inspect.signature(thing)))
    if inspect.isclass(thing):
        signature = signature.removesuffix(" -> None")
    return signature.replace("<factory>", "...")


def _sections(thing: Any) -> Iterator[str]:
    text = inspect.getdoc(thing)
    if not text or (inspect.isclass(thing) and thing.__doc__ is None):
        return
    for section in parse_google(Docstring(text), **_FORM):
        kind = section.kind.value
        if kind == "text":
            yield str(section.value)
        elif kind == "examples":
            for part, value in section.value:
                example = part is DocstringSectionKind.examples
                yield f"```pycon\n{value}\n```" if example else value
        elif kind in _LISTED:
            yield f"{kind.capitalize()}:"
            yield "\n".join(f"- {_item(item)}" for item in section.value)


def _item(item: Any) -> str:
    name = getattr(item, "name", "") or str(getattr(item, "annotation", None) or "")
    text = " ".join(item.description.split())
    return f"`{name}`: {text}" if name else text
