"""Finds what is to be cited by its name."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from lrproof.catalogue import judge, scan
from lrproof.citation.forms import FORMS, Citation
from lrproof.citation.place import address, checked, docs
from lrproof.records import records

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lrproof.catalogue import Catalogue
    from lrproof.records import Record

__all__ = ["citation", "cite", "known"]


def cite(name: str, form: str = "link", *, line: int | None = None, site: str = "") -> str:
    r"""Gives what to copy for an id.

    Args:
        name: The id of an equation, a mistake or an answer; or a line, as `substitution-weight-4`;
            or the address of one of them.
        form: `link`, `markdown` (for Discourse), `stackexchange`, `latex`, `bibtex`, `text` or
            `python`.
        line: A line of a derivation, from 1.
        site: Address of the site; without it, the one that the package knows.

    Raises:
        LookupError: There is no such id, line or form; the message says what there is.
        ValueError: That is no address of a site.

    Examples:
        >>> cite("substitution-weight", line=4, site="https://example.org/")[:50]
        'https://example.org/equation/substitution-weight/?'
    """
    if form not in FORMS:
        msg = f"there is no form {form!r}; there are {', '.join(FORMS)}"
        raise LookupError(msg)
    found: str = getattr(citation(name, line=line, site=site), form)
    return found


def citation(name: str, *, line: int | None = None, site: str = "") -> Citation:
    """Finds an id, or a line of a derivation, and judges it.

    Args:
        name: As for `cite`.
        line: As for `cite`.
        site: As for `cite`.

    Raises:
        LookupError: There is no such id or line.
        ValueError: That is no address of a site.
    """
    import lrproof

    found, made = _read(docs())
    record, of_name = _found(name, made)
    if record is None or (line and of_name):
        near = get_close_matches(_page(name).lower(), made, n=3)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        msg = f"no id is called {name!r}{hint}"
        raise LookupError(msg)
    evidence = judge(record.stated, found.entries) if record.stated else None
    place = checked(site) if site else address()
    return Citation(record, evidence, of_name if line is None else line, place, lrproof.__version__)


def _found(name: str, made: Mapping[str, Record]) -> tuple[Record | None, int | None]:
    """The id, and the line that is named with it; of an address its anchor says it, or its page."""
    for part in (name.strip().partition("#")[2], _page(name)):
        if part in made:
            return made[part], None
        line = re.fullmatch(r"(.+)-([0-9]+)", part)
        if line and line[1] in made:
            return made[line[1]], int(line[2])
    return None, None


def _page(name: str) -> str:
    """The last part of an address, without what only says in which form the page is read."""
    path = re.split(r"[?#]", name.strip())[0]
    return re.sub(r"(/|/index\.(html|md)|\.json)$", "", path).rpartition("/")[2]


def known() -> Mapping[str, Record]:
    """All ids that can be cited.

    Raises:
        LookupError: The package came without its pages.
    """
    return _read(docs())[1]


@lru_cache(maxsize=1)
def _read(folder: Path) -> tuple[Catalogue, Mapping[str, Record]]:
    found = scan(folder)
    made = records(found, folder)
    if not made:
        msg = f"there are no pages in {folder}; is the package complete?"
        raise LookupError(msg)
    return found, made
