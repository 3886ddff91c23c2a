"""Tokens to an Expression: sums, products, powers, brackets and fractions."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product

from lrproof.tex.arrays import DOTS, ENVIRONMENTS, Arrays
from lrproof.tex.choices import SUMS
from lrproof.tex.expression import (
    BigSum,
    Call,
    Expression,
    Matrix,
    Negative,
    Number,
    Power,
    Quotient,
    Symbol,
    added,
    multiplied,
    renamed,
)
from lrproof.tex.lexer import Token

DEEPEST = 40
_FRACTIONS = {r"\frac", r"\dfrac", r"\tfrac", r"\cfrac"}
_BRACES = {r"\underbrace": "_", r"\overbrace": "^"}


class Parser(Arrays):
    """Reads one side of a relation.

    Juxtaposition is a product, a slash divides by one factor, and a minus binds less than both.
    """

    def read(self) -> Expression:
        """The whole side as one formula.

        Raises:
            ReadError: It is not one; the error names the place and what was expected.
        """
        if self.next.kind == "stop":
            raise self.error("a formula is missing here")
        found = self.sum()
        if self.next.kind != "stop":
            raise self.error(f"expected an operator or the end of the formula, not {self.next}")
        return found

    def sum(self) -> Expression:
        start = self.next.start
        terms = [self.term()]
        while self.next.kind == "sign" and self.next.text in "+-":
            if self.tokens[self.at + 1].text in DOTS:
                terms = self.continued(terms)
            else:
                terms.append(self.term())
        found = added(terms, start)
        if self.takes("command", r"\over"):
            return Quotient(found, self.sum(), start=start)
        return found

    def continued(self, terms: list[Expression]) -> list[Expression]:
        r"""`w_1 x_1 + w_2 x_2 + \dots + w_n x_n` is a sum over an index."""
        _, dots = self.take(), self.take()
        if not (self.next.kind == "sign" and self.next.text == "+"):
            raise self.error("expected + and the last term after the dots")
        self.take()
        last = self.product()
        for size in sorted(last.free & self.words.sizes.keys()):
            for count, first in product(range(len(terms), 0, -1), (0, 1)):
                written = [renamed(last, size, first + at) for at in range(count)]
                if terms[-count:] != written:
                    continue
                letter = next(x for x in "kljicqr" if x not in last.free)
                found = BigSum(
                    letter,
                    Number(Fraction(first)),
                    Symbol(self.words.sizes[size]),
                    renamed(last, size, letter),
                    start=terms[-count].start,
                )
                return [*terms[:-count], found]
        raise self.error("it cannot be told how these terms go on", dots)

    def minus(self) -> bool:
        """Passes signs; true if they make a minus."""
        negative = False
        while self.next.kind == "sign" and self.next.text in "+-":
            negative ^= self.take().text == "-"
        return negative

    def signed(self, read: Callable[[], Expression]) -> Expression:
        """Signs and what is read after them."""
        start = self.next.start
        negative = self.minus()
        found = read()
        return Negative(found, start=start) if negative else found

    def term(self) -> Expression:
        return self.signed(self.product)

    def product(self) -> Expression:
        start = self.next.start
        factors = [self.factor()]
        signs = [""]
        while True:
            token = self.next
            if token.kind == "times" or self.is_full_stop_product():
                self.take()
                factors.append(self.signed_factor(token))
                signs.append(token.text)
            elif token.kind == "sign" and token.text == "/":
                self.take()
                factors[-1] = Quotient(factors[-1], self.divisor(token), start=factors[-1].start)
            elif self.starts_factor():
                factors.append(self.factor())
                signs.append("")
            else:
                found = multiplied(factors, start, signs)
                if (
                    token.kind == "bar"
                    and not self.in_bars
                    and self.tokens[self.at + 1].text == "_"
                ):
                    self.take()
                    return self.evaluated(found)
                return found

    def is_full_stop_product(self) -> bool:
        """Whether a full stop stands between two factors."""
        if self.next.text != "." or self.next.kind != "comma":
            return False
        return self.tokens[self.at + 1].kind in ("name", "number", "open", "group", "command")

    def signed_factor(self, after: Token) -> Expression:
        """The factor after a sign of multiplication or a slash."""
        if self.next.kind == "stop":
            raise self.error(f"a factor is missing after `{after}`", after)
        return self.signed(self.factor)

    def divisor(self, slash: Token) -> Expression:
        r"""What a slash divides by: one factor, but all of `2m` and `2\sigma^2`."""
        start, first = self.next.start, self.next
        found = self.signed_factor(slash)
        if first.kind == "number" and self.next.kind == "name" and self.next.start == first.end:
            found = multiplied((found, self.factor()), start)
            self.notes.append(f"`/{self.text[start : self.last_end]}` was read as one denominator")
        return found

    def factor(self) -> Expression:
        start = self.next.start
        found = self.primary()
        while True:
            token = self.next
            if self.takes_transposition():
                found = Matrix("transpose", (found,), start=start)
            elif token.kind == "sign" and token.text == "^":
                found = self.raised(found, start)
            elif token.kind == "prime":
                found = self.primed(found, self.primes(), token)
            elif self.is_evaluated():
                found = self.evaluated(found)
            elif token.kind == "sign" and token.text == "_":
                found = self.entry_of(found)
            else:
                return found

    def raised(self, base: Expression, start: int) -> Expression:
        """A power, or a derivative where primes are raised."""
        caret = self.take()
        order = self.superscript_primes()
        if order:
            return self.primed(base, order, caret)
        exponent = self.argument("an exponent")
        if self.next.kind == "sign" and self.next.text == "^":
            raise self.error("two exponents in a row: use braces to say which comes first")
        return Power(base, exponent, start=start)

    def primary(self) -> Expression:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.error(f"this formula is nested more than {DEEPEST} deep")
        found = self.unnested()
        self.depth -= 1
        return found

    def unnested(self) -> Expression:
        """What stands here, by the kind of its first token."""
        token = self.next
        if token.kind == "number":
            self.take()
            if token.text == "1" and self.is_indicator():
                return self.condition_of_indicator(token)
            return self.number(token.text, token)
        if token.kind == "name":
            return self.name()
        if token.kind == "open":
            return self.bracket()
        if token.kind == "bar":
            return self.absolute()
        if token.kind == "group":
            self.take()
            found = self.sum()
            self.expect("end-group", "}", "}")
            return found
        if token.kind == "begin":
            return self.blocks() if token.text in ENVIRONMENTS else self.environment()
        if token.kind == "command":
            return self.command()
        if token.kind == "stop":
            raise self.error("a formula is missing at the end")
        raise self.error(f"expected a number, a name or a bracket, not {token}")

    def bracket(self) -> Expression:
        if self.next.text == "[" and self.is_indicator():
            return self.condition_of_indicator(self.next)
        opening = self.take()
        bars, self.in_bars = self.in_bars, False
        found = self.sum()
        if opening.text == r"\langle":
            if not (self.takes("comma") or self.takes("bar")):
                raise self.error("expected a comma between two columns")
            found = multiplied((found, self.sum()), opening.start, ("", r"\cdot"))
        self.in_bars = bars
        self.close(opening)
        if opening.text == r"\lvert":
            return Call("abs", (found,), start=opening.start)
        return self.norm(found, opening) if opening.text == r"\lVert" else found

    def absolute(self) -> Expression:
        """`|z|` with plain bars, or with double ones."""
        opening = self.take()
        double = opening.text == "|" and self.takes("bar", "|")
        bars, self.in_bars = self.in_bars, True
        found = self.sum()
        self.in_bars = bars
        for _ in range(1 + double):
            self.expect("bar", opening.text, f"{opening.text} to close the one before it")
        if double or opening.text != "|":
            return self.norm(found, opening)
        return Call("abs", (found,), start=opening.start)

    def command(self) -> Expression:
        """A command with its arguments."""
        token = self.next
        if token.text in _FRACTIONS:
            return self.fraction()
        if token.text == r"\sqrt":
            self.take()
            if self.takes("open", "["):
                raise self.error("roots other than the square root: write a power", token)
            return Call("sqrt", (self.argument("what the root is taken of"),), start=token.start)
        if token.text in SUMS:
            return self.big_sum()
        if token.text in _BRACES:
            return self.brace()
        if token.text == r"\partial":
            below = self.tokens[self.at + 1].text == "_"
            return self.nabla() if below else self.slashed_derivative()
        if token.text == r"\delta" and token.text not in self.words.names:
            return self.delta()
        if token.text == r"\mathbf 1":
            self.take()
            return self.condition_of_indicator(token) if self.is_indicator() else self.ones(token)
        if token.text == r"\nabla":
            return self.nabla()
        if token.text == r"\arg":
            self.take()
            self.expect("command", r"\min", r"\min after \arg")
            return self.minimizer(token)
        if self.words.function(token.text) or token.text in self.words.names:
            return self.name()
        raise self.error(f"{token.text} is not known in {self.words.title}")

    def brace(self) -> Expression:
        """What an underbrace or overbrace stands at; its label goes."""
        brace = self.take()
        found = self.argument(f"what {brace} stands under")
        if self.next.text == _BRACES[brace.text]:
            self.take()
            self.group_tokens()
        return found

    def fraction(self) -> Expression:
        """A quotient or a derivative."""
        token = self.take()
        if self.is_derivative():
            return self.derivative_fraction(token)
        numerator = self.argument("a numerator")
        if self.next.kind == "stop":
            raise self.error(
                f"{token.text} has only one argument: its denominator is missing", token
            )
        return Quotient(numerator, self.argument("a denominator"), start=token.start)
