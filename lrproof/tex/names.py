"""Names with their indices, and the brackets after them: f(x) or f times (1-f)."""

from __future__ import annotations

import re
from fractions import Fraction

from lrproof.tex.expression import At, Call, Expression, Index, Number, Symbol
from lrproof.tex.functions import Functions
from lrproof.tex.lexer import Token
from lrproof.tex.vocabulary import ARRAYS

LONGEST_INDEX = 7
_LAYER = re.compile(r"\^\{\[\d\]\}")
_LAYER_LENGTH = 6
"""The tokens of the `^{[1]}` that says to which layer of a network a quantity belongs."""


class Names(Functions):
    """Reads quantities, functions, sizes and e by their names in the setting."""

    def name(self) -> Expression:
        """The quantity, function or size here."""
        token = self.next
        spelling = token.text
        if spelling == "e" and "e" not in self.words.names:
            return self.exponential()
        if spelling == "d" and "d" not in self.words.names:
            return self.differential()
        if spelling in self.words.conditional and self.is_conditional():
            self.take()
            return self.quantity(token, self.words.conditional[spelling])
        if spelling in self.words.names or self.layered() in self.words.names:
            return self.layer_or_quantity()
        function = self.words.function(spelling)
        if function:
            self.take()
            return self.call(token, function)
        if spelling in self.words.sizes:
            self.take()
            return Symbol(self.words.sizes[spelling], start=token.start)
        if spelling in ARRAYS or spelling == "I":
            return self.array()
        raise self.error(f"{spelling} is not known in {self.words.title}")

    def layer_or_quantity(self) -> Expression:
        """A quantity that is known by its name, or by its name and its layer."""
        spelling = self.layered()
        token = self.take()
        if spelling and spelling not in self.words.names:
            raise self.error(f"{spelling} is not known in {self.words.title}", token)
        return self.quantity(token, self.words.names[spelling or token.text], bool(spelling))

    def layered(self) -> str:
        """The name here with its layer, before or after its index: W^{[1]}; empty without one."""
        at = self.at + 1
        if self.tokens[at].text == "_":
            at += 1
            depth = 0
            while True:
                depth += {"group": 1, "end-group": -1}.get(self.tokens[at].kind, 0)
                at += 1
                if depth <= 0 or self.tokens[at].kind == "stop":
                    break
        found = "".join(token.text for token in self.tokens[at : at + _LAYER_LENGTH])
        return self.next.text + found if _LAYER.fullmatch(found) else ""

    def exponential(self) -> Expression:
        """e, or a power of it."""
        token = self.take()
        exponent: Expression = Number(Fraction(1), start=token.start)
        if self.takes("sign", "^"):
            exponent = self.argument("an exponent")
        return Call("exp", (exponent,), start=token.start)

    def quantity(self, token: Token, name: str, in_layer: bool = False) -> Expression:
        """A quantity with primes, indices and what its bracket says."""
        primes = self.next
        order = self.primes()
        subscripts: tuple[Index, ...] = ()
        example: Index | None = None
        for _ in range(2):
            if self.next.text == "_" and not subscripts and not self.is_evaluated():
                subscripts = self.subscripts(name)
            elif self.next.text == "^" and in_layer:
                self.at += _LAYER_LENGTH
                in_layer = False
            elif self.next.text == "^" and example is None:
                example = self.example()
        axes = self.words.axes.get(name, ())
        found: Expression | None = None
        if self.next.kind == "open" and self.moves_argument(name):
            found = self.moved(self.indexed(token, name, subscripts, example, axes))
        elif self.opens_arguments(name):
            applied = self.applied(token, name)
            if isinstance(applied, Symbol):
                if example is None and axes[:1] == ("m",):
                    example = next(iter(applied.indices), None)
            else:
                found = applied
        found = found or self.indexed(token, name, subscripts, example, axes)
        return self.primed(found, order, primes) if order else found

    def is_conditional(self) -> bool:
        """Whether a bracket follows with a bar in it, as in p(y | x)."""
        return any(
            depth == 1 and self.tokens[at].kind == "bar" for at, depth in self.nested(self.at + 1)
        )

    def indexed(
        self,
        token: Token,
        name: str,
        subscripts: tuple[Index, ...],
        example: Index | None,
        axes: tuple[str, ...],
    ) -> Symbol:
        """The symbol with one index for each axis, or why that cannot be."""
        indices = ((example,) if example is not None else ()) + subscripts
        if 0 < len(indices) < len(axes) == 2:
            # x^{(i)} is the column of its features; x_j is feature j of all examples.
            first = example is not None or axes[0] != "m"
            indices = (*indices, "") if first else ("", *indices)
        elif not indices:
            indices = ("",) * len(axes)
        if example is not None and "m" not in axes:
            raise self.error(
                f"{token} has no example index in {self.words.title}: only one example is there",
                token,
            )
        if example is not None and len(axes) == 1 and subscripts:
            raise self.error(
                f"{token} has one index, for the example, in {self.words.title}", token
            )
        if len(indices) != len(axes):
            shape = " × ".join(axes) or "one number"
            raise self.error(
                f"{token} is {shape} in {self.words.title} and stands with "
                f"{len(indices) or 'no'} {'index' if len(indices) < 2 else 'indices'}", token
            )  # fmt: skip
        for index, axis in zip(indices, axes, strict=True):
            if index == 0 and not axis.endswith("+"):
                raise self.error(f"the indices of {token} begin with 1", token)
        return Symbol(name, indices, start=token.start)

    def moves_argument(self, name: str) -> bool:
        r"""Whether a bracket is the argument of a quantity: J(\theta - \alpha g)."""
        if name != self.words.objective or self.words.argument is None:
            return False
        return not self.opens_arguments(name)

    def moved(self, body: Symbol) -> Expression:
        """A quantity where its one argument is what stands in the bracket."""
        argument = self.words.argument
        assert argument is not None
        value = self.bracket()
        return At(body, self.whole(argument, value.start), (), value, start=body.start)

    def whole(self, name: str, start: int) -> Symbol:
        """A quantity without any of its indices."""
        return Symbol(name, ("",) * len(self.words.axes.get(name, ())), start=start)

    def subscripts(self, name: str) -> tuple[Index, ...]:
        """Indices after `_`; the `{w,b}` of f_{w,b} names what f depends on and goes."""
        at = self.at
        self.take()
        parts = self.group_tokens()
        named = [self.words.names.get(part.text) for part in parts if part.kind != "comma"]
        if named and all(part in self.words.depends.get(name, ()) for part in named):
            return ()
        self.at = at + 1
        return self.indices()

    def indices(self) -> tuple[Index, ...]:
        """Index letters and numbers, as in `_{ij}`."""
        token = self.next
        found: list[Index] = []
        for part in self.group_tokens():
            if part.text.isdecimal() and len(part.text) < LONGEST_INDEX:
                found.append(int(part.text))
            elif part.kind == "name" and part.text.isalpha():
                found += list(part.text)
            elif part.kind != "comma":
                raise self.error(f"an index is a letter or a number, not {part}", token)
        if not found:
            raise self.error("an index is a letter or a number", token)
        return tuple(found)

    def example(self) -> Index | None:
        """The `^{(i)}` of an example, if that is what stands here."""
        at = self.at
        self.take()
        group = self.group_tokens() if self.next.kind == "group" else []
        parts = [part.text for part in group]
        if len(parts) == 4 and self.is_transposition(group[3]):
            # x^{(i)T} is the transpose of x^{(i)}.
            self.tokens[self.at : self.at] = [Token("sign", "^", group[3].start, group[3].start),
                                              group[3]]  # fmt: skip
            parts.pop()
        if len(parts) == 3 and (parts[0], parts[2]) == ("(", ")"):
            if parts[1].isdecimal() and 0 < len(parts[1]) < 7:
                return int(parts[1])
            if parts[1].isalpha() and len(parts[1]) == 1:
                return parts[1]
        self.at = at
        return None

    def opens_arguments(self, name: str) -> bool:
        """Whether the bracket after a quantity lists what it depends on: f(x), J(w, b)."""
        depends = self.words.depends.get(name)
        if self.next.kind != "open" or self.next.text not in "([" or not depends:
            return False
        names: list[str] = []
        for at, depth in self.nested(self.at):
            token = self.tokens[at]
            if depth == 0:
                return bool(names) and all(self.words.names[name] in depends for name in names)
            if token.kind == "name" and token.text in self.words.names:
                names.append(token.text)
            elif token.kind == "name" and not token.text.isalpha():
                return False
        return False

    def applied(self, token: Token, name: str) -> Expression:
        """The arguments of a quantity: names only are decoration, a formula replaces the logit."""
        listed = self.tried(lambda: self.listed(name))
        if listed is not None:
            return listed
        logit = self.words.logits.get(name)
        if logit is None:
            raise self.error(f"expected names that {token} depends on")
        argument = self.bracket()
        self.notes.append(
            f"`{token}({self.text[argument.start : self.last_end]}` was read as σ of it"
        )
        return Call("sigmoid", (argument,), start=token.start)

    def listed(self, name: str) -> Symbol:
        """`(x^{(i)}, w)`: the example index of the first name that has one."""
        opening = self.take()
        example: Index | None = None
        while True:
            found = self.tried(self.argument_name) or self.sum()
            if not isinstance(found, Symbol):
                raise self.error("expected a name")
            axes = self.words.axes.get(found.name, ())
            if example is None and axes[:1] == ("m",):
                example = next(iter(found.indices), None)
            if not (self.takes("comma") or self.takes("bar")):
                break
        self.close(opening)
        return Symbol(name, () if example is None else (example,))

    def argument_name(self) -> Symbol:
        """A name as an argument; a whole example such as x^{(i)} may stand here."""
        token = self.take()
        if token.text not in self.words.names:
            raise self.error("expected a name", token)
        indices: tuple[Index, ...] = ()
        while self.next.text in ("_", "^"):
            if self.next.text == "_":
                self.take()
                indices += self.indices()
            elif (example := self.example()) is not None:
                indices = (example, *indices)
            else:
                raise self.error("expected a name")
        if self.next.kind not in ("comma", "bar", "close"):
            raise self.error("expected the next argument")
        return Symbol(self.words.names[token.text], indices)
