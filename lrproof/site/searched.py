"""What the search reads of a page, made short: most tags stand in formulas and code."""

from __future__ import annotations

import re

__all__ = ["shortened", "unmarked"]

_FULL = re.compile(r"<(math|pre)\b.*?</\1>", re.DOTALL)
_INSIDE = re.compile(r"</?(?:m\w+|span)\b[^>]*>")
_MARK = re.compile(r'\s?data-search-\w+="[^"]+"')


def shortened(content: str) -> str:
    """Takes out tags that the search would pass over, one by one, which takes it long.

    Examples:
        >>> shortened("<p><math><mi>x</mi></math> is <code>x</code></p>")
        '<p>x is <code>x</code></p>'
        >>> shortened('<pre><code><span class="k">def</span> f</code></pre>')
        '<pre><code>def f</code></pre>'
    """
    # A space alone is a space for the search, of whichever kind.
    return _FULL.sub(lambda found: _INSIDE.sub("", found[0].replace(">\xa0<", "> <")), content)


def unmarked(content: str) -> str:
    """Takes out the marks that are meant for the search, as the search itself does.

    Examples:
        >>> unmarked('<h2 id="cite" data-search-exclude="true">Cite</h2>')
        '<h2 id="cite">Cite</h2>'
    """
    return _MARK.sub("", content)
