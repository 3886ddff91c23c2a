"""The figures of the pages: drawn by matplotlib when the site is built, and kept in a cache.

Each figure is a function in a module of its own. It gives a `Plot`: the drawing, and in words what
is to be seen, both made from the same numbers. Nothing here imports matplotlib before a figure must
be drawn.
"""

from __future__ import annotations

import ast
import importlib
import importlib.metadata
import json
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from lrproof.site.kept import kept

if TYPE_CHECKING:
    from lrproof.site.plots.style import Plot

__all__ = ["PLOTS", "Picture", "picture", "plot", "source"]

PLOTS = {
    "cost-surface": "surface",
    "kronecker-delta": "delta",
    "loss-by-prediction": "loss",
    "relative-error": "error",
    "separable-growth": "growth",
    "sigmoid-and-slope": "sigmoid",
    "two-minima": "minima",
}
"""Each figure with its module; its function has the figure's name, with `_` for a hyphen."""

_ROOT = Path(__file__).resolve().parents[3]
_TOOLS = ("matplotlib", "numpy")


@dataclass(frozen=True)
class Picture:
    """A figure as a page shows it.

    Attributes:
        svg: The `<svg>` element, named and described for those who do not see it.
        caption: What stands below it, as Markdown.
    """

    svg: str
    caption: str

    @property
    def words(self) -> str:
        """What is to be seen."""
        return etree.fromstring(self.svg).findtext("desc") or ""


def plot(name: str) -> Plot:
    """Draws a figure.

    Args:
        name: One of `PLOTS`.
    """
    style = importlib.import_module(f"{__name__}.style")
    module = importlib.import_module(f"{__name__}.{PLOTS[name]}")
    with style.styled():
        drawn: Plot = getattr(module, name.replace("-", "_"))()
    return drawn


def picture(name: str, cache: Path) -> Picture:
    """Gives a figure, drawn at most once for as long as nothing changes that it depends on.

    Args:
        name: One of `PLOTS`.
        cache: A folder that keeps the result until code or tools change.
    """

    def make() -> bytes:
        drawn = plot(name)
        style = importlib.import_module(f"{__name__}.style")
        return json.dumps({"svg": style.svg(drawn, name), "caption": drawn.caption}).encode()

    return Picture(**json.loads(kept(cache, f"plot-{name}.json", _origins(name), make)))


def source(name: str) -> Path:
    """Where the code stands that draws a figure."""
    return Path(__file__).with_name(f"{PLOTS[name]}.py")


def _origins(name: str) -> Iterator[str]:
    """Gives all that a figure depends on: versions of tools, and sources."""
    yield from (f"{tool} {importlib.metadata.version(tool)}" for tool in _TOOLS)
    # This module and the style render every figure, whether or not it asks for them.
    start = (source(name), Path(__file__), Path(__file__).with_name("style.py"))
    yield from (path.read_text(encoding="utf-8") for path in sorted(_closure(start)))


def _closure(paths: tuple[Path, ...]) -> set[Path]:
    """Adds to some modules all modules of this package that they import, directly or not."""
    found: set[Path] = set()
    waiting = list(paths)
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += _imported(path.read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=256)
def _imported(code: str) -> tuple[Path, ...]:
    """Lists the modules of this package that some code imports; all figures share most of them."""
    names: list[str] = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    places = [_ROOT.joinpath(*name.split(".")) for name in names if name.startswith("lrproof.")]
    files = (file for place in places for file in (place.with_suffix(".py"), place / "__init__.py"))
    return tuple(file for file in files if file.is_file())
