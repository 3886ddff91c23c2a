"""The path through the pages: what each one needs, and what can be read after it.

A page says in its front matter which pages it needs. The order of the navigation is a way through
all of them on which nothing is missing, so there can be no circle.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Stop", "Stops", "line", "problems", "unlocked"]


@dataclass(frozen=True)
class Stop:
    """A page on the path.

    Attributes:
        title: What the navigation calls it.
        part: The section of the navigation in which it stands, if any.
        needs: The pages that it needs.
    """

    title: str
    part: str = ""
    needs: Sequence[str] = ()


Stops = Mapping[str, Stop]
"""The pages, such as `derivation/loss.md`, in the order of the navigation."""


def problems(path: Stops) -> Iterator[tuple[str, str]]:
    """Finds pages that need what is not there, or not yet.

    Yields:
        The page, and what is wrong.

    Examples:
        >>> path = {"loss.md": Stop("Loss", needs=["slope.md", "cost.md"]), "cost.md": Stop("Cost")}
        >>> for page, message in problems(path):
        ...     print(page, message)
        loss.md needs slope.md, which is no page of the navigation
        loss.md needs cost.md, which does not come before it in the navigation
    """
    seen: set[str] = set()
    for page, stop in path.items():
        for need in stop.needs:
            if need not in path:
                yield page, f"needs {need}, which is no page of the navigation"
            elif need not in seen:
                yield page, f"needs {need}, which does not come before it in the navigation"
        seen.add(page)


def unlocked(path: Stops, page: str) -> list[str]:
    """Lists what can be read after a page: the pages for which it is the last that they need.

    Examples:
        >>> path = {
        ...     "sigmoid.md": Stop("Sigmoid"),
        ...     "loss.md": Stop("Loss", needs=["sigmoid.md"]),
        ...     "slope.md": Stop("Slope", needs=["sigmoid.md", "loss.md"]),
        ... }
        >>> unlocked(path, "sigmoid.md"), unlocked(path, "loss.md")
        (['loss.md'], ['slope.md'])
    """
    order = list(path)
    return [
        name
        for name, stop in path.items()
        if page == max((need for need in stop.needs if need in path), key=order.index, default="")
    ]


def line(path: Stops, page: str) -> str:
    """Writes what stands below the title of a page, as Markdown.

    Examples:
        >>> path = {"loss.md": Stop("Loss"), "slope.md": Stop("Slope", needs=["loss.md"])}
        >>> line(path, "slope.md")
        'You need: [Loss](/loss.md)'
        >>> line(path, "loss.md")
        'Next: [Slope](/slope.md)'
    """
    told = []
    for words, pages in (
        ("You need", path[page].needs if page in path else ()),
        ("Next", unlocked(path, page)),
    ):
        links = [f"[{path[name].title}](/{name})" for name in pages if name in path]
        if links:
            told.append(f"{words}: {', '.join(links)}")
    return " · ".join(told)
