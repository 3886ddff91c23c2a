"""What takes long to make is kept until something changes that it is made from."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path

__all__ = ["kept"]


def kept(cache: Path, name: str, origins: Iterable[str], make: Callable[[], bytes]) -> bytes:
    """Gives a file, made at most once from the same origins.

    Args:
        cache: A folder for it.
        name: What it is called there; its ending too.
        origins: All that it depends on: sources, and names of tools with their versions.
        make: Makes it.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     for made in (b"first", b"second"):
        ...         print(kept(Path(folder), "a.txt", ["source"], lambda made=made: made))
        b'first'
        b'first'
    """
    digest = hashlib.sha256("\0".join(origins).encode()).hexdigest()[:16]
    stem, _, ending = name.rpartition(".")
    path = cache / f"{stem}-{digest}.{ending}"
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        # Two builds at a time must not write into one file.
        partial = path.with_suffix(f".{os.getpid()}")
        partial.write_bytes(make())
        partial.replace(path)
    return path.read_bytes()
