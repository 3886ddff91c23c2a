"""Finds what is to be cited by its name."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from lrproof.catalogue import judge, scan
from lrproof.citation.forms import FORMS, Citation
from lrproof.citation.place import address, docs
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
        name: The id of an equation, a mistake or an answer; or a line, as `substitution-weight-4`.
        form: `link`, `markdown` (for Discourse), `stackexchange`, `latex`, `bibtex`, `text` or
            `python`.
        line: A line of a derivation, from 1.
        site: Address of the site; without it, the one that the package knows.

    Raises:
        LookupError: There is no such id, line or form; the message says what there is.

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
    """
    import lrproof

    found, made = _read(docs())
    record = made.get(name)
    if record is None and line is None and (place := re.fullmatch(r"(.+)-(\d+)", name)):
        record, line = made.get(place[1]), int(place[2])
    if record is None:
        near = get_close_matches(name, made, n=3)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        msg = f"no id is called {name!r}{hint}"
        raise LookupError(msg)
    evidence = judge(record.stated, found.entries) if record.stated else None
    site = site.rstrip("/") + "/" if site else address()
    return Citation(record, evidence, line, site, lrproof.__version__)


def known() -> Mapping[str, Record]:
    """All ids that can be cited."""
    return _read(docs())[1]


@lru_cache(maxsize=1)
def _read(folder: Path) -> tuple[Catalogue, Mapping[str, Record]]:
    found = scan(folder)
    return found, records(found, folder)
