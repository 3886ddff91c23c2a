"""Lets the ```pycon fences of Markdown pages run as doctests."""

from __future__ import annotations

import doctest
import re

_FENCE = re.compile(r"^[ \t]*(?:```|~~~).*$", re.MULTILINE)
_parse = doctest.DocTestParser.parse


def _parse_without_fences(
    self: doctest.DocTestParser, string: str, name: str = "<string>"
) -> list[str | doctest.Example]:
    # A closing fence would be taken for expected output. It becomes an empty line, so that line
    # numbers stay what they are on the page.
    return _parse(self, _FENCE.sub("", string), name)


doctest.DocTestParser.parse = _parse_without_fences  # type: ignore[method-assign]
