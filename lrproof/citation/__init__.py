"""What to copy for a permanent id: a link, forum Markdown, TeX, BibTeX, text, a runnable check."""

from lrproof.citation.find import citation, cite, known
from lrproof.citation.forms import AUTHOR, FORMS, TITLE, Citation
from lrproof.citation.place import UNSET, VARIABLE, address, docs

__all__ = [
    "AUTHOR",
    "FORMS",
    "TITLE",
    "UNSET",
    "VARIABLE",
    "Citation",
    "address",
    "citation",
    "cite",
    "docs",
    "known",
]
