"""Functions at their arguments, with or without brackets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from lrproof.tex.derivatives import Derivatives
from lrproof.tex.expression import (
    Call,
    Expression,
    Negative,
    Number,
    Power,
    Quotient,
    Sum,
    Symbol,
    multiplied,
)
from lrproof.tex.lexer import Token
from lrproof.tex.vocabulary import FUNCTIONS

_TWO_ARGUMENTS = {"max", "min"}
_ONE = Number(Fraction(1))
_TEN = Number(Fraction(10))
_WRITTEN_OUT: Mapping[str, Callable[[Expression], Expression]] = {
    "lg": lambda x: Quotient(Call("ln", (x,)), Call("ln", (_TEN,))),
    "softplus": lambda x: Call("ln", (Sum((_ONE, Call("exp", (x,)))),)),
}
"""Functions that are made of others."""


class Functions(Derivatives):
    r"""Reads `\ln f`, `\log_2(1+x)`, `\sigma'(z)`, `\max(z, 0)`."""

    def call(self, token: Token, function: str) -> Expression:
        """What follows the name of a function: primes, a power, a base, its argument."""
        order = self.primes()
        power: Expression | None = None
        base: Expression | None = None
        while self.next.kind == "sign" and self.next.text in "^_":
            if self.take().text == "_":
                base = self.base(function)
            else:
                order = order or self.superscript_primes() or self.superscript_order()
                if not order:
                    power = self.argument("an exponent")
        order = order or self.primes()
        if power == Negative(_ONE) and function == "sigmoid":
            function, power = "logit", None
            self.notes.append("σ^{-1} was read as the inverse function, the logit")
        found: Expression = self.called(token, function, order)
        if base is not None:
            found = Quotient(found, Call("ln", (base,)), start=token.start)
        return found if power is None else Power(found, power, start=token.start)

    def superscript_order(self) -> int:
        r"""The 2 of `\sigma^{(2)}(z)`, which is passed; 0 without one."""
        parts = [self.tokens[at].text for at, _ in self.nested(self.at)]
        if parts[:2] != ["{", "("] or parts[3:] != [")", "}"] or parts[2] not in "1234":
            return 0
        self.group_tokens()
        return int(parts[2])

    def base(self, function: str) -> Expression | None:
        """The base of a logarithm, if it is not e; a subscript of another function goes."""
        if function != "ln":
            self.group_tokens()
            return None
        found = self.argument("the base of the logarithm")
        return None if found == Call("exp", (_ONE,)) else found

    def called(self, token: Token, function: str, order: int) -> Expression:
        """The function at its argument or arguments."""
        if function in _TWO_ARGUMENTS:
            found = self.bracketed_list(token)
            if order:
                raise self.error(f"a prime at {token} does not say by what to differentiate", token)
            if len(found) != 2:
                raise self.error(f"{token} takes two numbers with a comma between them", token)
            return Call(function, found, start=token.start)
        argument = self.function_argument(token, function)
        written = _WRITTEN_OUT.get(function)
        if written:
            if order:
                raise self.error(f"write d/dz instead of a prime at {token}", token)
            return replace(written(argument), start=token.start)
        return Call(function, (argument,), order, start=token.start)

    def bracketed_list(self, token: Token) -> tuple[Expression, ...]:
        """Arguments between commas."""
        opening = self.next
        if opening.kind != "open":
            raise self.error(f"expected a bracket after {token}")
        self.take()
        found = [self.sum()]
        while self.takes("comma"):
            found.append(self.sum())
        self.close(opening)
        return tuple(found)

    def function_argument(self, token: Token, function: str) -> Expression:
        """The argument of a function; σ or A without one is that at the setting's variable."""
        known = function != "sigmoid" and function in FUNCTIONS.values()
        variable = None if known else self.words.variable
        if variable and (self.next.kind not in ("open", "group") or self.mentions_bare(token.text)):
            return Symbol(variable, start=token.start)
        if self.next.kind == "open":
            return self.bracket()
        if self.starts_factor():
            return self.unbracketed()
        raise self.error(f"the argument of {token} is missing")

    def unbracketed(self) -> Expression:
        r"""`\ln 2x` and `\log f^{(i)}`: a number with the names that follow it, or one factor."""
        start = self.next.start
        factors = [self.factor()]
        while isinstance(factors[-1], Number) and self.next.kind == "name":
            factors.append(self.factor())
        return multiplied(factors, start)

    def mentions_bare(self, spelling: str) -> bool:
        """Whether the bracket here holds the function itself without an argument: σ(1-σ)."""
        return any(
            depth
            and self.tokens[at].text == spelling
            and self.tokens[at + 1].kind not in ("open", "prime")
            for at, depth in self.nested(self.at)
            if at + 1 < len(self.tokens)
        )
