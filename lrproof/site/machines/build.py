"""What a site was built from: two builds with the same inputs differ in evidence alone."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from importlib.metadata import distributions, version
from pathlib import Path

import lrproof
from lrproof.site.commit import commit

__all__ = ["inputs"]

_PACKAGE = Path(lrproof.__file__).resolve().parent


def inputs(docs: Path, site: str) -> dict[str, str | bool]:
    """Names all that a build depends on.

    Args:
        docs: The folder of the pages; the configuration stands beside it.
        site: Address of the site.

    Returns:
        Versions, the commit and whether nothing differs from it, the address, and a digest of all
        sources and tools.
    """
    digest = hashlib.sha256(sys.version.encode())
    for tool in sorted({f"{each.name} {each.version}" for each in distributions()}):
        digest.update(tool.encode())
    for path in _files(docs):
        digest.update(path.read_bytes())
    return {
        "lrproof": lrproof.__version__,
        "numpy": version("numpy"),
        "commit": commit().id,
        "clean": bool(commit().id) and not commit().dirty,
        "site": site,
        "inputs": digest.hexdigest(),
    }


def _files(docs: Path) -> Iterator[Path]:
    for folder in (docs, _PACKAGE):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path
    yield from sorted(docs.parent.glob("mkdocs.yml"))
