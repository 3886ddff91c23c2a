"""What the reader says when it cannot read: the place, the piece, and what was expected."""

from __future__ import annotations

LONGEST_PIECE = 40


class ReadError(ValueError):
    """A piece of TeX that cannot be read as a formula.

    Attributes:
        message: What is wrong, in words.
        line: Line in the text that was given, from 1.
        column: Column in that line, from 1.
        piece: The TeX at that place, shortened.
    """

    def __init__(self, message: str, text: str, start: int, end: int | None = None) -> None:
        start = min(start, len(text))
        self.message = message
        self.start = start
        self.line, self.column = place(text, start)
        end = start + LONGEST_PIECE if end is None else max(end, start)
        self.piece = text[start : min(end, start + LONGEST_PIECE)].split("\n", 1)[0].strip()
        found = f", at `{self.piece}`" if self.piece else ", at the end"
        super().__init__(f"line {self.line}, column {self.column}{found}: {message}")


class Misfit(ReadError):
    """Arrays whose shapes do not fit: in a product, in a sum, or on the two sides of a relation.

    Attributes:
        left: The shape of the first, in words: `n×1`, `one number`.
        right: That of the second.
        transposed: Which of them would fit transposed: `first`, `second`, or neither.
    """

    def __init__(
        self,
        message: str,
        text: str,
        start: int,
        end: int | None = None,
        *,
        left: str,
        right: str,
        transposed: str = "",
    ) -> None:
        super().__init__(message, text, start, end)
        self.left = left
        self.right = right
        self.transposed = transposed


def place(text: str, start: int) -> tuple[int, int]:
    """Line and column, both from 1, of an offset in a text."""
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
