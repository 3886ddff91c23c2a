"""Derivatives in every way of writing them: fractions, slashes, primes, `dw`."""

from __future__ import annotations

from dataclasses import replace

from lrproof.tex.cursor import Cursor
from lrproof.tex.expression import (
    At,
    Derivative,
    Expression,
    Matrix,
    Number,
    Symbol,
    multiplied,
)
from lrproof.tex.lexer import Token

HIGHEST_ORDER = 4


class Derivatives(Cursor):
    r"""Reads `\frac{\partial L}{\partial w}`, `dL/dw`, `dw` and primes."""

    def is_derivative(self) -> bool:
        r"""Whether `\frac` is followed by `{∂ …}{∂ …}` or `{d …}{d …}`."""
        at = self.at
        numerator = self.group_tokens()
        denominator = self.group_tokens()
        self.at = at
        return begins_with_differential(numerator) and begins_with_differential(denominator)

    def derivative_fraction(self, token: Token) -> Expression:
        """The `{∂^k L}{∂w_j ∂w_k}` of a fraction, and what it acts on if that stands behind."""
        braced = self.takes("group")
        order = self.differential_order()
        body = self.sum() if braced and self.next.kind != "end-group" else None
        if braced:
            self.expect("end-group", "}", "} to end the numerator")
        self.expect("group", "{", "the denominator of the derivative")
        variables, transposed = self.variables()
        self.expect("end-group", "}", "} to end the denominator")
        if isinstance(body, Symbol) and self.lists_arguments(body):
            self.group_of_brackets()
        found = self.derivative(token, body, variables, order)
        self.open.add("layout")
        return replace(found, layout="row" if transposed and order == 1 else "fraction")

    def lists_arguments(self, body: Symbol) -> bool:
        r"""Whether `(w, b)` behind a derivative says what its quantity depends on."""
        named = [
            self.words.names.get(self.tokens[at].text)
            for at, _ in self.nested(self.at)
            if self.tokens[at].kind != "comma"
        ][1:-1]
        several = len(named) > 1 or named == [self.words.argument]
        depends = self.words.depends.get(body.name, ())
        return self.next.kind == "open" and several and all(name in depends for name in named)

    def group_of_brackets(self) -> None:
        """Passes a bracket."""
        for _ in list(self.nested(self.at)):
            self.take()

    def derivative(
        self, token: Token, body: Expression | None, variables: list[Symbol], order: int
    ) -> Derivative:
        """A derivative; without a body it acts on what stands behind it."""
        if len(variables) != order:
            message = f"a derivative of order {order} by {len(variables)} variables"
            raise self.error(message, token)
        return Derivative(body or self.operand(token), tuple(variables), start=token.start)

    def differential_order(self) -> int:
        """Passes a ∂ or d, and the k of ∂^k."""
        self.take()
        return self.order()

    def order(self) -> int:
        """The exponent here as an order of differentiation; 1 without one."""
        if not self.takes("sign", "^"):
            return 1
        order = self.argument("the order of the derivative")
        if not isinstance(order, Number) or order.value not in range(1, HIGHEST_ORDER + 1):
            raise self.error(f"the order of a derivative is a number from 1 to {HIGHEST_ORDER}")
        return int(order.value)

    def variables(self) -> tuple[list[Symbol], bool]:
        r"""The `\partial w_j \partial w_k` or `dz^2` below; whether one of them is transposed."""
        found: list[Symbol] = []
        transposed = False
        while is_differential(self.next) or self.next.text == r"\delta":
            self.take()
            variable = self.variable()
            if self.takes_transposition():
                transposed = True
                found.append(variable)
            else:
                found += [variable] * self.order()
        if not found:
            raise self.error("expected ∂ and a variable")
        return found, transposed

    def variable(self) -> Symbol:
        """The quantity that a derivative is taken by."""
        start = self.next
        found = self.primary()
        if not isinstance(found, Symbol):
            raise self.error("expected a quantity to differentiate by", start)
        return found

    def operand(self, token: Token) -> Expression:
        """What d/dz acts on: a bracket, or all factors up to a sign of multiplication."""
        if self.next.kind == "times":
            self.take()
        if self.next.kind == "open":
            return self.factor()
        if not self.starts_factor():
            raise self.error("what this derivative acts on is missing", token)
        start = self.next.start
        factors = [self.factor()]
        while self.starts_factor():
            factors.append(self.factor())
        return multiplied(factors, start)

    def slashed_derivative(self) -> Expression:
        r"""`dL/dw` and `\partial L / \partial w`, written with a slash."""
        token = self.next
        order = self.differential_order()
        body = None
        if self.next.text != "/":
            if self.next.text not in self.words.names and not self.words.function(self.next.text):
                raise self.error("expected a quantity after ∂ or d")
            body = self.name()
        if not (self.takes("sign", "/") and is_differential(self.next)):
            raise self.error("expected a derivative such as dL/dw", token)
        self.take()
        variable = self.variable()
        return self.derivative(token, body, [variable] * self.order(), order)

    def differential(self) -> Expression:
        """`dL/dw`, or `dw` as courses write it for ∂L/∂w."""
        found = self.tried(self.slashed_derivative)
        if found is not None:
            return found
        token = self.take()
        if self.next.text not in self.words.names:
            raise self.error("no quantity follows that this d could belong to", token)
        if self.words.objective is None:
            message = "this is short for a derivative, but of what is not known here"
            raise self.error(message, token)
        variable = self.variable()
        losses = self.words.losses
        if (
            losses
            and "m" in self.words.axes.get(variable.name, ())
            and self.moves(losses, variable)
        ):
            return self.slope(losses, variable)
        axes = self.words.axes.get(self.words.objective, ())
        body = Symbol(self.words.objective, variable.indices[: len(axes)], start=token.start)
        return Derivative(body, (variable,), start=token.start)

    def slope(self, losses: str, variable: Symbol) -> Expression:
        r"""`dz^{(i)}` as courses write it: how the loss of an example changes with its logit."""
        axes = self.words.axes[variable.name]
        example = variable.indices[axes.index("m")]
        body = Symbol(losses, (example,), start=variable.start)
        if "" in variable.indices:
            return Matrix("slopes", (body, variable), start=variable.start)
        return Derivative(body, (variable,), start=variable.start)

    def primed(
        self, body: Expression, order: int, token: Token, by: Symbol | None = None
    ) -> Expression:
        """What primes after a formula stand for: a derivative, or of an array its transpose."""
        if isinstance(body, At):
            return replace(body, body=self.primed(body.body, order, token, by))
        usual = [Symbol(self.words.variable, start=token.start)] if self.words.variable else []
        variables = [by] if by else usual
        for variable in variables:
            if any(self.moves_with(part, variable.name) for part in body.walk()):
                return Derivative(body, (variable,) * order, start=body.start)
        alone = self.next.kind == "stop" and self.at == len(("w", "'"))
        if alone and isinstance(body, Symbol) and body.name in self.words.steps:
            return replace(body, name=self.words.steps[body.name])
        if order == 1 and any(isinstance(p, Symbol) and "" in p.indices for p in body.walk()):
            self.notes.append("the prime was read as the transpose")
            return Matrix("transpose", (body,), start=body.start)
        argument = self.words.argument
        if argument and any(self.moves_with(part, argument) for part in body.walk()):
            whole = Symbol(argument, ("",) * len(self.words.axes.get(argument, ())))
            return Derivative(body, (whole,) * order, start=body.start)
        if self.words.variable is None:
            message = "a prime does not say here by what to differentiate: write d/dz or ∂/∂w"
        else:
            message = f"a prime means d/d{self.words.variable} here, and nothing depends on it"
        raise self.error(message, token)

    def moves(self, name: str, variable: Symbol) -> bool:
        """Whether a quantity depends on another one."""
        return variable.name in self.words.depends.get(name, ())

    def moves_with(self, part: Expression, name: str) -> bool:
        """Whether a symbol is a quantity or depends on it."""
        return isinstance(part, Symbol) and (
            part.name == name or name in self.words.depends.get(part.name, ())
        )


def begins_with_differential(tokens: list[Token]) -> bool:
    r"""Whether a numerator or denominator begins with ∂, d, or with a δ that has no index."""
    if tokens and tokens[0].text == r"\delta":
        return len(tokens) == 1 or tokens[1].text != "_"
    return bool(tokens) and is_differential(tokens[0])


def is_differential(token: Token) -> bool:
    """Whether a token is the ∂ or the d of a derivative."""
    return token.text == r"\partial" or (token.kind == "name" and token.text == "d")
