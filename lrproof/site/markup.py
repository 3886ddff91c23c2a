"""Makes the theme's HTML valid."""

from __future__ import annotations

import re

__all__ = ["tidy"]

# The theme writes an empty tabindex where it wants none, and autocomplete at boxes to be ticked.
_WRONG = re.compile(
    r'<(?:(label\b[^>]*?) tabindex=""|(input\b[^>]* type="checkbox"[^>]*) autocomplete="off")'
)


def tidy(page: str) -> str:
    """Takes out attributes that the theme writes and HTML does not allow.

    Examples:
        >>> tidy('<label for="a" tabindex=""><input type="checkbox" id="b" autocomplete="off">')
        '<label for="a"><input type="checkbox" id="b">'

        On a page outside the navigation, the contents have a label and no switch.

        >>> tidy('<label class="md-nav__title" for="__toc">')
        '<label class="md-nav__title">'
    """
    if 'id="__toc"' not in page:
        page = page.replace(' for="__toc"', "")
    return _WRONG.sub(lambda found: f"<{found[1] or found[2]}", page)
