"""Drawings of the pages as SVG that stands by itself: on paper no page says how it looks."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass
from pathlib import Path

from lrproof.site import graph as graphs
from lrproof.site import plots

__all__ = ["Drawing", "graph", "plot"]

SCALE = 0.75
"""Points on paper for a unit of a drawing."""
_COLOURS = {"paper": "#fff", "first": "#0b61a4", "second": "#b3261e", "third": "#17692c"}
_VARIABLE = re.compile(r"var\(--lr-(\w+)[^)]*\)")
_FONT = "font-family: 'STIX Two Math'"
_GRAPH = f"""
circle {{ fill: #fff; stroke: #000 }}
path {{ fill: #000; stroke: #000 }}
text {{ {_FONT}; font-size: 14px }}
.lr-node {{ font-size: 19px }}
.lr-note {{ font-size: 13px }}
.lr-index {{ font-size: 10px }}
"""
_FAR = """
text, .lr-note { font-size: 22px }
.lr-node { font-size: 24px }
.lr-index { font-size: 16px }
"""
_PLOT = f"text {{ {_FONT} }} .lr-index {{ font-size: 9px }}"


@dataclass(frozen=True)
class Drawing:
    """A drawing.

    Attributes:
        svg: The file.
        words: What is to be seen.
        caption: What stands below it, as Markdown.
    """

    svg: str
    words: str
    caption: str = ""


def graph(name: str, *, far: bool = False) -> Drawing:
    """Draws a computation graph; with large letters for those who sit far away."""
    svg = graphs.draw(etree.Element("div"), name, 1.85 if far else 1)
    return Drawing(_alone(svg, _GRAPH + _FAR * far), graphs.GRAPHS[name].description)


def plot(name: str, cache: Path) -> Drawing:
    """Gives a figure."""
    shown = plots.picture(name, cache)
    svg = etree.fromstring(_VARIABLE.sub(lambda found: _COLOURS[found[1]], shown.svg))
    return Drawing(_alone(svg, _PLOT), shown.words, shown.caption)


def _alone(svg: etree.Element, style: str) -> str:
    svg.set("xmlns", "http://www.w3.org/2000/svg")
    svg.set("xmlns:xlink", "http://www.w3.org/1999/xlink")
    _, _, width, height = svg.attrib["viewBox"].split()
    svg.set("width", f"{SCALE * float(width):g}pt")
    svg.set("height", f"{SCALE * float(height):g}pt")
    told = etree.Element("style")
    told.text = style
    svg.insert(0, told)
    return etree.tostring(svg, encoding="unicode")
