"""Sums over an index, cases, indicators: what has a scope or conditions of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from lrproof.tex.choices import SUMS
from lrproof.tex.expression import (
    BigProduct,
    BigSum,
    Cases,
    Comparison,
    Expression,
    Index,
    IndexLetter,
    Indicator,
    Matrix,
    Negative,
    Number,
    Sum,
    Symbol,
    added,
    multiplied,
)
from lrproof.tex.lexer import DEPTH, RELATIONS, Token
from lrproof.tex.names import Names
from lrproof.tex.shapes import index_formula

ZERO, ONE = Number(Fraction(0)), Number(Fraction(1))


class Structures(Names):
    r"""Reads `\sum_{i=1}^{m}`, cases, `\delta_{jk}` and `\mathbf 1[…]`."""

    def big_sum(self) -> Expression:
        """Σ or Π over one index or more, and the terms that it reaches."""
        token = self.take()
        is_sum = token.text == r"\sum"
        starts: list[_Start] = []
        conditions: list[Comparison] = []
        upper: Expression | None = None
        for _ in range(2):
            if self.takes("sign", "_"):
                starts, conditions = self.sum_starts()
            elif self.takes("sign", "^"):
                upper = self.upper_end()
        if conditions and not starts:
            free = frozenset[str]().union(*(condition.free for condition in conditions))
            starts = [_Start(letter, None) for letter in sorted(free)]
        # Below a sum without an index may stand what is summed: the vector of labels, of losses.
        over = [self.words.names.get(start.letter, "") for start in starts if not start.lower]
        if not starts or (over and "m" in self.words.axes.get(over[0], ()) and is_sum):
            if not is_sum:
                raise self.error("this product does not say over which index", token)
            return self.total(token)
        upper = self.from_one(starts, upper)
        before = dict(self.bound)
        size = upper.name if isinstance(upper, Symbol) else ""
        self.bound |= {start.letter: size for start in starts}
        terms = self.terms({start.letter for start in starts} if is_sum else set())
        self.bound = before
        body = added(terms, terms[0].start)
        if conditions:
            kept = [Indicator(condition, start=condition.start) for condition in conditions]
            body = multiplied([*kept, body], body.start)
            if not is_sum:
                raise self.error("conditions below a product are not read", token)
        kind = BigSum if is_sum else BigProduct
        for start in reversed(starts):
            body = kind(start.letter, start.lower, upper, body, start=token.start)
        return body

    def from_one(self, starts: list[_Start], upper: Expression | None) -> Expression | None:
        """As programs count, from 0 to m − 1: the same numbers, counted from 1 as elsewhere."""
        if not isinstance(upper, Sum) or any(start.lower != ZERO for start in starts):
            return upper
        size, *less = upper.terms
        if less != [Negative(ONE)] or not isinstance(size, Symbol):
            return upper
        starts[:] = [replace(start, lower=ONE) for start in starts]
        self.notes.append(f"0, …, {size.name} − 1 were read as 1, …, {size.name}")
        return size

    def upper_end(self) -> Expression:
        """The size or formula above a sum; a size goes before a quantity of its name."""
        at = self.at
        parts = self.group_tokens()
        if len(parts) == 1 and parts[0].text in self.words.sizes:
            return Symbol(self.words.sizes[parts[0].text], start=parts[0].start)
        self.at = at
        return self.argument("the upper end of the sum")

    def terms(self, letters: set[str]) -> list[Expression]:
        """The term of a sum, and those behind it that have its index."""
        terms = [self.term()]
        while letters and self.term_has(letters):
            terms.append(self.term())
        if len(terms) > 1:
            named = ", ".join(sorted(letters))
            self.notes.append(f"the sum over {named} was read as reaching over all terms with it")
        return terms

    def total(self, token: Token) -> Expression:
        r"""`\sum` without an index: over the examples that stand behind it, or all entries."""
        at, before = self.at, self.choices
        term = self.term()
        if "generic" in self.open and not before.generic:
            # x is that of one example: its sum is over the examples.
            generic = next(iter(before.others({"generic"})))
            self.at, self.choices = at, generic
            again = self.term()
            self.choices = before
            if generic.generic in again.free:
                self.notes.append("the sum was read as that over the examples")
                return BigSum(generic.generic, None, None, again, start=token.start)
            self.at = at
            term = self.term()
        counts = [letter for letter in sorted(term.free) if self.counted_by(letter) == "m"]
        whole = any(isinstance(part, Symbol) and "" in part.indices for part in term.walk())
        if len(counts) == 1 and not whole:
            terms = [term]
            while self.term_has({counts[0]}):
                terms.append(self.term())
            self.notes.append(f"the sum was read as that over {counts[0]}")
            return BigSum(counts[0], None, None, added(terms, term.start), start=token.start)
        if not whole:
            message = "this sum does not say over which index: write \\sum_{i=1}^{m}"
            raise self.error(message, token)
        everything = [term]
        columns = {name for name, known in self.words.names.items() if self.words.axes.get(known)}
        while self.term_has(columns):
            everything.append(self.term())
        self.notes.append("the sum was read as that of all entries")
        body = added(everything, term.start)
        return Matrix("total", (body,), start=token.start)

    def term_has(self, letters: set[str]) -> bool:
        """Whether a further term follows that has an index and no sum of its own to bind it."""
        if not (self.next.kind == "sign" and self.next.text in "+-"):
            return False
        depth = 0
        has = False
        for at, token in enumerate(self.tokens[self.at + 1 :], start=self.at + 1):
            depth += DEPTH.get(token.kind, 0)
            if depth < 0 or (
                depth == 0 and token.kind in ("sign", "comma") and token.text in "+-,"
            ):
                break
            if token.text in SUMS and any(
                self.tokens[inside].text in letters for inside, _ in self.nested(at + 2)
            ):
                return False
            has = has or token.text in letters
        return has

    def sum_starts(self) -> tuple[list[_Start], list[Comparison]]:
        r"""What stands below a sum: `i=1`, `i`, `i,j`, `k \ne i`, `i: y_i = 1`, `i \in D`."""
        braced = self.takes("group")
        starts: list[_Start] = []
        conditions: list[Comparison] = []
        while True:
            token = self.next
            if not self.is_index_here(token):
                conditions.append(self.condition())
            elif not braced:
                self.take()
                starts.append(_Start(token.text, None))
            else:
                self.take()
                self.sum_start(token, starts, conditions)
            if not (braced and self.takes("comma")):
                break
        if braced:
            self.expect("end-group", "}", "} after the start of the sum")
        return starts, conditions

    def is_index_here(self, token: Token) -> bool:
        """Whether an index of a sum begins here; otherwise it is a condition, as in y_i = 1."""
        if token.kind != "name" or not token.text.isalpha():
            raise self.error("expected an index letter", token)
        return self.tokens[self.at + 1].text not in ("_", "^")

    def sum_start(self, token: Token, starts: list[_Start], conditions: list[Comparison]) -> None:
        """Where one index begins, or what is said of it."""
        relation = RELATIONS.get(self.next.text) if self.next.kind == "relation" else None
        known = any(start.letter == token.text for start in starts)
        if relation == "=" and not known:
            self.take()
            starts.append(_Start(token.text, self.sum()))
        elif relation == "!=":
            self.take()
            if not known:
                starts.append(_Start(token.text, None))
            left = IndexLetter(token.text, start=token.start)
            conditions.append(Comparison(left, relation, self.condition_side(), start=token.start))
        elif self.takes("command", r"\in"):
            starts.append(_Start(token.text, None))
            while self.next.kind in ("name", "command"):
                self.take()
        else:
            starts.append(_Start(token.text, None))

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
        return self.delta_indices(self.take())

    def delta_indices(self, token: Token) -> Expression:
        """1 where the two indices here are equal, else 0."""
        self.expect("sign", "_", "two indices after δ")
        indices = self.indices()
        if len(indices) != 2:
            raise self.error("δ has two indices", token)
        left, right = map(index_formula, indices)
        return Indicator(Comparison(left, "=", right), start=token.start)

    def is_indicator(self) -> bool:
        """Whether a condition in a bracket stands here, or one as an index."""
        at = self.at + (self.next.text == "_")
        first, second = ([token.kind for token in self.tokens[at : at + 2]] + [""])[:2]
        if first not in ("open", "group"):
            return False
        inside = 2 if (first, second) == ("group", "open") else 1
        return any(
            depth == inside and self.tokens[place].kind == "relation"
            for place, depth in self.nested(at)
        )

    def condition_of_indicator(self, token: Token) -> Expression:
        """1 where the condition in the bracket here holds, else 0."""
        closing = 0
        if self.takes("sign", "_"):
            closing += self.takes("group")
        opening = self.next
        bracketed = self.takes("open")
        found = self.tried(self.chosen_class)
        if found is None:
            found = Indicator(self.condition(), start=token.start)
        if bracketed:
            self.close(opening)
        if closing:
            self.expect("end-group", "}", "} to end the condition")
        return found

    def chosen_class(self) -> Expression:
        """`y = k` where y has a 1 for its class: that is y_k."""
        token = self.take()
        name = self.words.names.get(token.text, "")
        axes = self.words.axes.get(name, ())
        subscripts: tuple[Index, ...] = ()
        if axes[-1:] != ("K",):
            raise self.error("expected the class of an example", token)
        if self.takes("sign", "_"):
            subscripts = self.indices()
        elif self.next.text == "^":
            subscripts = tuple(filter(None, [self.example(name)]))
        if len(subscripts) != len(axes) - 1 or not (
            self.next.kind == "relation" and RELATIONS[self.take().text] == "="
        ):
            raise self.error("expected = and a class")
        (index,) = self.indices()
        return Symbol(name, (*subscripts, index), start=token.start)


@dataclass(frozen=True)
class _Start:
    """The index of a sum and where it begins."""

    letter: str
    lower: Expression | None
