"""What takes long to make is kept until something changes that it is made from."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path

__all__ = ["keep", "kept", "place"]


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
    path = place(cache, name, origins)
    if not path.exists():
        keep(path, make())
    return path.read_bytes()


def place(cache: Path, name: str, origins: Iterable[str]) -> Path:
    """Says where a file is kept, if it is, that is made from these origins."""
    digest = hashlib.sha256("\0".join(origins).encode()).hexdigest()[:16]
    stem, _, ending = name.rpartition(".")
    return cache / f"{stem}-{digest}.{ending}"


def keep(path: Path, made: bytes) -> None:
    """Keeps a file at its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Two builds at a time must not write into one file.
    partial = path.with_suffix(f".{os.getpid()}")
    partial.write_bytes(made)
    partial.replace(path)
