"""The text of the cells of a notebook, each character with its place in the file."""

from __future__ import annotations

import json
import re

from lrproof.tex.traced import Change, Traced

_NOTEBOOK = re.compile(r"\s*\{[\s\S]*\"cells\"\s*:")
_SOURCE = re.compile(
    r"\"source\"\s*:\s*(?P<lines>\[\s*(?:\"(?:[^\"\\]|\\.)*+\"\s*,?\s*)*+\]|\"(?:[^\"\\]|\\.)*+\")"
)
_STRING = re.compile(r"\"((?:[^\"\\]|\\.)*+)\"")
_ESCAPE = re.compile(r"(?:\\u[0-9a-fA-F]{4})+|\\[\"\\/bfnrt]")
_BETWEEN = "\n\n"
"""What stands between two cells, so that no formula goes on from one to the next."""


def readable(text: str) -> Traced:
    """The cells of a notebook if the text is the JSON of one; else the text itself."""
    if not text.lstrip().startswith("{") or not _NOTEBOOK.match(text):
        return Traced.of(text)
    changes: list[Change] = []
    at = 0
    for source in _SOURCE.finditer(text):
        between = _BETWEEN
        for string in _STRING.finditer(text, *source.span("lines")):
            changes.append((at, string.start(1), between))
            changes += (
                (*escape.span(), json.loads(f'"{escape[0]}"'))
                for escape in _ESCAPE.finditer(text, *string.span(1))
            )
            at, between = string.end(1), ""
    return Traced.of(text).changed([*changes, (at, len(text), "")]) if changes else Traced.of(text)
