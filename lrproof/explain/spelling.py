"""A learner's own TeX: where each part of a line stands, and how new parts are spelled there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lrproof.explain.words import stands
from lrproof.setting import Setting
from lrproof.tex import Expression, ReadError, Side
from lrproof.tex.expression import BigSum, Negative, Number, Product, Sum, Symbol
from lrproof.tex.habits import usual
from lrproof.tex.lexer import Token, tokens
from lrproof.tex.parser import Parser
from lrproof.tex.printer import to_tex

MOST_ENDS = 30
Span = tuple[int, int]
_LOOSE = (Sum, Negative, BigSum)


class Spelling:
    """The TeX of one side, and of its parts."""

    def __init__(self, side: Side, written: Expression, setting: Setting) -> None:
        self.side = side
        self.words = setting.vocabulary
        self.setting = setting
        self.starts = sorted({part.start - side.start for part in written.walk()})
        self._spans: dict[int, tuple[int, int] | None] = {}
        try:
            self._tokens = usual(tokens(side.tex))
        except ReadError:
            self._tokens = []

    def span(self, part: Expression) -> tuple[int, int] | None:
        """Where a part stands in the TeX of the side: the piece that reads as this part alone."""
        if id(part) not in self._spans:
            self._spans[id(part)] = self._found(part)
        return self._spans[id(part)]

    def _found(self, part: Expression) -> tuple[int, int] | None:
        start = part.start - self.side.start
        behind = [at for at, token in enumerate(self._tokens) if token.start >= start]
        if not behind or self._tokens[behind[0]].start != start:
            return None
        inner = max((child.start - self.side.start for child in part.walk()), default=start)
        last = next((s for s in self.starts if s > inner), len(self.side.tex))
        ends = [
            at for at in behind if inner < self._tokens[at].end and self._tokens[at].start < last
        ]
        for at in reversed(ends[:MOST_ENDS]):
            piece = self._tokens[behind[0] : at + 1]
            if self._reads(piece, part):
                return start, piece[-1].end
        return None

    def _reads(self, piece: list[Token], part: Expression) -> bool:
        try:
            return Parser(self.side.tex, piece, self.words, self.side.choices).read() == part
        except ReadError:
            return False

    def tex(self, expression: Expression) -> str:
        """A formula with the parts that the learner wrote in the learner's own TeX."""
        return to_tex(expression, self._own)

    def _own(self, part: Expression) -> str | None:
        if isinstance(part, Number):
            return None
        if (span := self.span(part)) and self._is_here(part):
            return self.side.tex[slice(*span)]
        if isinstance(part, Symbol):
            return self._symbol(part)
        return None

    def _is_here(self, part: Expression) -> bool:
        # A part that a rule made begins nowhere: its start is 0.
        return part.start > 0 or self.side.start == 0

    def _symbol(self, symbol: Symbol) -> str | None:
        """A quantity as the learner writes it, if it stands in the line, else as the setting."""
        if symbol.name not in self.words.axes:
            return None
        quantity = self.setting.quantity(symbol.name)
        spellings = [s for s, name in self.words.names.items() if name == symbol.name]
        here = [s for s in spellings if stands(s, self.side.tex)]
        axes = quantity.axes
        name = max(here, key=len) if here else re.split(r"[_^]", quantity.tex)[0]
        if "" in symbol.indices or not axes:
            return name if here or not axes else quantity.whole_tex
        above = "^{(" in self.side.tex.replace(" ", "")
        upper = [str(i) for i, a in zip(symbol.indices, axes, strict=True) if above and a == "m"]
        lower = [
            str(i) for i, a in zip(symbol.indices, axes, strict=True) if not (above and a == "m")
        ]
        return (
            name
            + (f"_{{{''.join(lower)}}}" if len(lower) > 1 else f"_{lower[0]}" if lower else "")
            + (f"^{{({upper[0]})}}" if upper else "")
        )

    def spliced(self, old: Expression, new: Expression) -> Iterator[str]:
        """The side with a new part in the place of an old one, in brackets or not."""
        span = self.span(old)
        if span is None:
            return
        for (start, end), piece in self._pieces(old, new, span):
            before, after = self.side.tex[:start], self.side.tex[end:]
            space = " " if after[:1].isalpha() and re.search(r"\\[a-zA-Z]+$", piece) else ""
            bracketed = rf"{before}\left({piece}\right){after}"
            plain = before + piece + space + after
            alone = not before.strip() or before.rstrip()[-1] in "({["
            yield from (plain, bracketed) if alone or not _is_loose(new) else (bracketed, plain)

    def _pieces(self, old: Expression, new: Expression, span: Span) -> Iterator[tuple[Span, str]]:
        """The TeX of a new part: with factors beside what was there, if that is all."""
        before = old.factors if isinstance(old, Product) else (old,)
        if isinstance(new, Product) and len(new.factors) > len(before):
            there = self._with_brackets(span) if _is_loose(old) else span
            tex = self.side.tex[slice(*there)]
            if _is_loose(old) and there == span:
                tex = rf"\left({tex}\right)"
            sign = r" \cdot " if r"\cdot" in self.side.tex else r" \, "
            if new.factors[: len(before)] == before:
                more = map(self._factor, new.factors[len(before) :])
                yield there, tex + sign + "".join(more)
            if new.factors[-len(before) :] == before:
                more = map(self._factor, new.factors[: -len(before)])
                yield there, sign.join([*more, tex])
        yield span, self.tex(new)

    def _with_brackets(self, span: Span) -> Span:
        """The span with the brackets around it, if there are some."""
        before = [token for token in self._tokens if token.end <= span[0]]
        after = [token for token in self._tokens if token.start >= span[1]]
        if before and after and (before[-1].kind, after[0].kind) == ("open", "close"):
            return before[-1].start, after[0].end
        return span

    def _factor(self, factor: Expression) -> str:
        tex = self.tex(factor)
        return f"({tex})" if _is_loose(factor) else tex


def _is_loose(expression: Expression) -> bool:
    return isinstance(expression, _LOOSE)
