"""Sums over an index, cases, indicators: what has a scope or conditions of its own."""

from __future__ import annotations

from fractions import Fraction

from lrproof.tex.expression import (
    BigSum,
    Cases,
    Comparison,
    Expression,
    Index,
    IndexLetter,
    Indicator,
    Number,
    added,
)
from lrproof.tex.lexer import DEPTH, RELATIONS
from lrproof.tex.names import Names


class Structures(Names):
    r"""Reads `\sum_{i=1}^{m}`, cases, `\delta_{jk}` and `\mathbf 1[…]`."""

    def big_sum(self) -> Expression:
        """Σ over an index, and the terms that it reaches."""
        token = self.take()
        index, lower, upper = "", None, None
        for _ in range(2):
            if self.takes("sign", "_"):
                index, lower = self.sum_start()
            elif self.takes("sign", "^"):
                upper = self.argument("the upper end of the sum")
        if not index:
            raise self.error("this sum does not say over which index: write \\sum_{i=1}^{m}", token)
        terms = [self.product()]
        while self.term_has(index):
            terms.append(self.term())
        if len(terms) > 1:
            self.notes.append(
                f"the sum over {index} was read as reaching over all terms with {index}"
            )
        return BigSum(index, lower, upper, added(terms, terms[0].start), start=token.start)

    def term_has(self, index: str) -> bool:
        """Whether a further term follows that has an index and no sum of its own to bind it."""
        if not (self.next.kind == "sign" and self.next.text in "+-"):
            return False
        depth = 0
        has = False
        for token in self.tokens[self.at + 1 :]:
            depth += DEPTH.get(token.kind, 0)
            if depth < 0 or (
                depth == 0 and token.kind in ("sign", "comma") and token.text in "+-,"
            ):
                break
            if token.text == r"\sum":
                return False
            has = has or token.text == index
        return has

    def sum_start(self) -> tuple[str, Expression | None]:
        """The index of a sum and where it begins."""
        braced = self.takes("group")
        token = self.take()
        if token.kind != "name" or not token.text.isalpha():
            raise self.error("expected an index letter", token)
        lower: Expression | None = None
        if braced:
            if self.next.kind == "relation" and RELATIONS[self.next.text] == "=":
                self.take()
                lower = self.sum()
            self.expect("end-group", "}", "} after the start of the sum")
        return token.text, lower

    def environment(self) -> Expression:
        """Cases with their conditions."""
        begin = self.take()
        if begin.text != "cases":
            raise self.error(rf"\begin{{{begin.text}}} is not read inside a formula", begin)
        branches: list[tuple[Expression, Comparison | None]] = []
        while not self.takes("end", begin.text):
            if self.takes("row"):
                continue
            value = self.sum()
            while self.next.kind in ("comma", "align"):
                self.take()
            condition = None
            if self.takes("text", "otherwise") or self.takes("text", "else"):
                pass
            elif self.next.kind not in ("row", "end"):
                if self.next.kind == "text":
                    self.take()
                condition = self.condition()
            while self.next.kind == "comma":
                self.take()
            branches.append((value, condition))
            if self.next.kind not in ("row", "end"):
                raise self.error(r"expected \\ or \end{cases}")
        if not branches:
            raise self.error("these cases are empty", begin)
        return Cases(tuple(branches), start=begin.start)

    def condition(self) -> Comparison:
        """Two sides and a relation, such as y = 1."""
        left = self.condition_side()
        token = self.next
        if token.kind != "relation":
            raise self.error("expected a condition such as y = 1")
        self.take()
        return Comparison(left, RELATIONS[token.text], self.condition_side(), start=token.start)

    def condition_side(self) -> Expression:
        """One side of a condition, which may be an index."""
        token = self.next
        if token.kind == "name" and self.is_index(token.text):
            self.take()
            return IndexLetter(token.text, start=token.start)
        return self.sum()

    def is_index(self, spelling: str) -> bool:
        """Whether a letter means nothing else here, so that it is an index."""
        taken = spelling in self.words.names or spelling in self.words.sizes or spelling == "e"
        return len(spelling) == 1 and not taken and not self.words.function(spelling)

    def delta(self) -> Expression:
        """The Kronecker delta."""
        token = self.take()
        self.expect("sign", "_", "two indices after δ")
        indices = self.indices()
        if len(indices) != 2:
            raise self.error("δ has two indices", token)
        left, right = (_index_expression(index, token.start) for index in indices)
        return Indicator(Comparison(left, "=", right), start=token.start)

    def indicator(self) -> Expression:
        """1 where a condition holds, else 0."""
        token = self.take()
        opening = self.next
        if not self.takes("open"):
            raise self.error("expected a condition in brackets after the indicator")
        condition = self.condition()
        self.close(opening)
        return Indicator(condition, start=token.start)


def _index_expression(index: Index, start: int) -> Expression:
    if isinstance(index, int):
        return Number(Fraction(index), start=start)
    return IndexLetter(index, start=start)
