"""What all figures share: their size and colours, and SVG that takes both from the page.

A figure is 360 units wide and shown at most 484 pixels wide. On a phone of 360 pixels a page leaves
328 of them, so text of 12.2 units is never smaller than 11 pixels.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.figure import Figure

from lrproof.site.letters import terms

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "DASHES", "FIRST", "INK", "PAPER", "SECOND", "THIRD",
    "Plot", "number", "panels", "power", "styled", "svg",
]  # fmt: skip

WIDTH = 360
TEXT = 12.2

# Stand-ins: the page says what they look like, in the light and in the dark.
INK, PAPER, FIRST, SECOND, THIRD = "#000000", "#ffffff", "#0b61a4", "#b3261e", "#17692c"
DASHES = (0, (5, 2.5))
_SHOWN = {
    INK: "currentColor",
    PAPER: "var(--lr-paper, Canvas)",
    FIRST: "var(--lr-first, currentColor)",
    SECOND: "var(--lr-second, currentColor)",
    THIRD: "var(--lr-third, currentColor)",
}
_STYLE: Any = {
    "axes.facecolor": "none",
    "axes.linewidth": 0.8,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlesize": TEXT,
    "axes.labelsize": TEXT,
    "figure.constrained_layout.h_pad": 0.04,
    "figure.constrained_layout.w_pad": 0.04,
    "figure.facecolor": "none",
    "font.size": TEXT,
    "hatch.color": INK,
    "legend.frameon": False,
    "lines.linewidth": 2,
    "svg.fonttype": "none",
    "svg.hashsalt": "lrproof",
    "xtick.labelsize": TEXT,
    "ytick.labelsize": TEXT,
}
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b")
_NUMBER = re.compile(r"-?\d+\.\d+")
# Around the letter of a path's command.
_BLANK = re.compile(r" (?=[A-Za-z])|(?<=\b[MLQCz]) ")
_REFERENCE = re.compile(r"(?:^|(?<=url\())#([\w-]+)")
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Plot:
    """A figure and what it shows.

    Attributes:
        figure: The drawing.
        title: Its name, for those who do not see it.
        description: What is to be seen, with the numbers; plain text.
        caption: What stands below it on the page; Markdown.
    """

    figure: Figure
    title: str
    description: str
    caption: str


@contextmanager
def styled() -> Iterator[None]:
    """Draws in the style of the site, whatever the settings of this machine are."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_STYLE)
        yield


def panels(height: float, ratios: Sequence[float] = (1,)) -> tuple[Figure, list[Axes]]:
    """Begins a figure of panels one below the other.

    Args:
        height: Height of the figure, in the units of its width of 360.
        ratios: How the panels share it.
    """
    figure = Figure(figsize=(WIDTH / 72, height / 72), layout="constrained")
    axes = figure.subplots(len(ratios), squeeze=False, height_ratios=ratios)
    return figure, list(axes[:, 0])


def number(value: float, digits: int = 3) -> str:
    """Writes a number for people.

    Examples:
        >>> number(-0.69314), number(1e6), number(1.2e-16)
        ('−0.693', '1,000,000', '1.2 × 10⁻¹⁶')
    """
    if value and abs(value) < 1e-4:
        mantissa, exponent = f"{value:.1e}".split("e")
        return f"{mantissa} × {power(int(exponent))}".replace("-", "−")
    plain = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.{digits}g}"
    return plain.replace("-", "−")


def power(exponent: float) -> str:
    """Writes a power of ten.

    Examples:
        >>> power(-16), power(0), power(1)
        ('10⁻¹⁶', '1', '10')
    """
    return {0: "1", 1: "10"}.get(int(exponent), f"10{str(int(exponent)).translate(_RAISED)}")


def svg(plot: Plot, name: str) -> str:
    """Gives a figure as an `<svg>` element for a page, with ids that begin with `plot-` and name.

    Raises:
        ValueError: If a colour is used that the page could not change.
    """
    file = io.StringIO()
    with styled():
        plot.figure.savefig(file, format="svg", metadata={"Date": None})
    drawn = etree.fromstring(file.getvalue())
    root = etree.Element(
        "svg",
        {
            "class": "lr-plot",
            "viewBox": drawn.attrib["viewBox"],
            "role": "img",
            "aria-labelledby": f"plot-{name}-title plot-{name}-text",
            "data-search-exclude": "true",
            "fill": "currentColor",
            "stroke-linejoin": "round",
        },
    )
    etree.SubElement(root, "title", id=f"plot-{name}-title").text = plot.title
    etree.SubElement(root, "desc", id=f"plot-{name}-text").text = plot.description
    ids: dict[str, str] = {}
    for node in drawn.iter():
        for value in node.attrib.values():
            for used in _REFERENCE.findall(value):
                ids.setdefault(used, f"plot-{name}-{len(ids) + 1}")
    _copy(drawn, root, ids)
    return etree.tostring(root, encoding="unicode")


def _copy(parent: etree.Element, target: etree.Element, ids: dict[str, str]) -> None:
    """Copies what is drawn, without the groups, styles and names that a page has no use for."""
    for node in parent:
        tag = node.tag.rpartition("}")[2]
        if tag in ("metadata", "style"):
            continue
        attributes = _attributes(node, ids)
        if tag == "g" and not set(attributes) - {"id"}:
            _copy(node, target, ids)
        elif tag == "text":
            _write(etree.SubElement(target, "text", attributes), node.text or "")
        elif tag != "path" or attributes.get("fill") != "none" or "stroke" in attributes:
            _copy(node, etree.SubElement(target, tag, attributes), ids)


def _attributes(node: etree.Element, ids: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in node.attrib.items():
        key = name.rpartition("}")[2]
        if key == "style":
            styles = (piece.partition(":") for piece in value.split(";") if piece.strip())
            found |= {style.strip(): told.strip() for style, _, told in styles}
        elif key != "id":
            found[key] = _BLANK.sub("", _NUMBER.sub(_short, " ".join(value.split())))
        elif value in ids:
            found[key] = ids[value]
    found.pop("font-family", None)
    if found.get("transform", "").startswith("rotate(-0 "):
        del found["transform"]
    for key, value in found.items():
        shown = _COLOUR.sub(_shown, value) if key in ("fill", "stroke") else value
        found[key] = _REFERENCE.sub(lambda reference: f"#{ids[reference[1]]}", shown)
    return found


def _short(found: re.Match[str]) -> str:
    return f"{float(found[0]):.1f}".rstrip("0").rstrip(".")


def _shown(found: re.Match[str]) -> str:
    if found[0] not in _SHOWN:
        msg = f"{found[0]} would be the same in the light and in the dark; use a colour of style.py"
        raise ValueError(msg)
    return _SHOWN[found[0]]


def _write(text: etree.Element, label: str) -> None:
    pieces = list(terms(label))
    if len(pieces) == 1:
        text.text = pieces[0][0]
        return
    lowered = False
    for piece, index in pieces:
        part = etree.SubElement(text, "tspan")
        part.text = piece
        if index:
            part.set("class", "lr-index")
        if index != lowered:
            part.set("dy", "3" if index else "-3")
            lowered = index
