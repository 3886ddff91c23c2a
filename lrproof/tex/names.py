"""Names with their indices, and the brackets after them: f(x) or f times (1-f)."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

from lrproof.tex.choices import SUMS
from lrproof.tex.expression import (
    At,
    BigSum,
    Call,
    Derivative,
    Expression,
    Index,
    Negative,
    Number,
    Sum,
    Symbol,
    multiplied,
)
from lrproof.tex.functions import Functions
from lrproof.tex.lexer import DEPTH, Token
from lrproof.tex.vocabulary import ARRAYS

LONGEST_INDEX = 7
PROBABILITIES = ("p", r"\pr")
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
        after = self.tokens[min(self.at + 1, len(self.tokens) - 1)]
        moved = after.kind in ("name", "command", "group") and after.text not in SUMS
        counts = "d" in self.words.sizes and not moved
        if spelling == "d" and "d" not in self.words.names and not counts:
            return self.differential()
        if spelling.lower() in PROBABILITIES and self.is_conditional():
            found = self.probability()
            if found is not None:
                return found
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
        if self.is_slope(name):
            self.take()
            by = self.whole(self.words.names[self.group_tokens()[0].text], token.start)
            return Derivative(Symbol(name, start=token.start), (by,), start=token.start)
        classes = self.words.axes.get(name, ())
        for _ in range(3):
            if (label := self.label_below(classes)) is not None:
                return self.of_class(token, name, label)
            if self.next.text == "_" and not subscripts and not self.is_evaluated():
                subscripts = self.subscripts(name)
            elif self.next.text == "^" and in_layer:
                self.at += _LAYER_LENGTH
                in_layer = False
            elif self.next.text == "^" and example is None:
                example = self.example(name)
        if example is not None and len(classes) > 1 and "K" in classes and "m" not in classes:
            # θ^{(k)} are the weights of class k.
            turned = classes[0] != "K" and subscripts
            subscripts = (*subscripts, example) if turned else (example, *subscripts)
            example = None
        if name in self.words.singles and self.is_single(subscripts, example):
            name = self.words.singles[name]
        axes = self.words.axes.get(name, ())
        label = self.words.names.get(str(subscripts[-1]), "") if subscripts else ""
        free = label not in self.words.depends and not set(subscripts) & self.bound.keys()
        if free and axes[-1:] == self.words.axes.get(label) == ("K",):
            return self.of_class(token, name, label)
        variable = self.one_argument(name) if order else None
        found: Expression | None = None
        if self.next.kind == "open" and self.moves_argument(name):
            found = self.moved(self.indexed(token, name, subscripts, example, axes))
        elif self.opens_arguments(name):
            applied = self.applied(token, name)
            if isinstance(applied, Symbol):
                if example is None and "m" in axes:
                    example = next(iter(applied.indices), None)
            else:
                found = applied
        found = found or self.indexed(token, name, subscripts, example, axes)
        return self.primed(found, order, primes, variable) if order else found

    def label_below(self, axes: tuple[str, ...]) -> str | None:
        """The y of `p_{y_i}` where there is one example, which is passed."""
        if self.next.text != "_" or axes != ("K",):
            return None
        inside = [self.tokens[at].text for at, _ in self.nested(self.at + 1)][1:-1]
        label = self.words.names.get(inside[0], "") if len(inside) == 1 else ""
        if self.words.axes.get(label) != axes or "_" not in inside[0]:
            return None
        self.take()
        self.group_tokens()
        return label

    def of_class(self, token: Token, name: str, label: str) -> Expression:
        """`p_y`: the entry for the class of the example, Σ_k y_k p_k."""
        letter = "k" if "k" not in self.words.names else "c"
        entries = (Symbol(each, (letter,), start=token.start) for each in (label, name))
        self.notes.append(f"`{token}` was read as that of the class of the example")
        return BigSum(letter, None, None, multiplied(tuple(entries), token.start))

    def is_slope(self, name: str) -> bool:
        """Whether the `_w` of `L_w` makes it the derivative by w: of the objective, alone."""
        if self.next.text != "_" or name != self.words.objective or self.words.axes.get(name):
            return False
        inside = [self.tokens[at] for at, _ in self.nested(self.at + 1)]
        named = [token for token in inside if token.kind not in ("group", "end-group")]
        after = self.tokens[min(self.at + 1 + len(inside), len(self.tokens) - 1)]
        by = self.words.names.get(named[0].text, "") if len(named) == 1 else ""
        return (
            named[:1] != []
            and named[0].text.isalpha()
            and by not in ("lambda", "y")
            and by in self.words.depends.get(name, ())
            and after.kind != "open"
        )

    def is_single(self, subscripts: tuple[Index, ...], example: Index | None) -> bool:
        """Whether a cost is that of one example here: by its index, or because it is one of f."""
        if subscripts or example is not None:
            return True
        inside = [self.tokens[at].text for at, _ in self.nested(self.at)]
        return self.next.kind == "open" and any(
            self.words.names.get(text) in {*self.words.logits, *self.words.logits.values()}
            for text in inside
        )

    def one_argument(self, name: str) -> Symbol | None:
        """The w of L'(w): what a prime before it refers to."""
        inside = [self.tokens[at] for at, _ in self.nested(self.at)][1:-1]
        if self.next.kind != "open" or len(inside) != 1:
            return None
        variable = self.words.names.get(inside[0].text)
        if variable is None or variable not in self.words.depends.get(name, ()):
            return None
        return self.whole(variable, inside[0].start)

    def is_conditional(self) -> bool:
        """Whether a bracket follows with a bar in it, as in p(y | x)."""
        return any(
            depth == 1 and self.tokens[at].kind == "bar" for at, depth in self.nested(self.at + 1)
        )

    def probability(self) -> Expression | None:
        """P(y = 1 | x), which is the prediction; None where no value of y is given."""
        inside = [self.tokens[at] for at, _ in self.nested(self.at + 1)]
        kinds = [token.kind for token in inside]
        if "relation" not in kinds[: kinds.index("bar")]:
            return None
        token, _ = self.take(), self.take()
        label = self.tried(self.given_label)
        if not isinstance(label, Symbol):
            raise self.error("expected a label and its value, as in P(y = 1 | x)", token)
        self.take()
        bars, self.in_bars = self.in_bars, True
        value = self.tried(self.sum) or self.class_index()
        self.in_bars = bars
        example = next(iter(label.indices), None)
        depth = 0
        while depth or self.next.kind != "close":
            if self.next.kind == "stop":
                raise self.error("this bracket is never closed", token)
            depth += DEPTH.get(self.next.kind, 0)
            if self.next.text in ("_", "^") and example is None:
                example = self.given_example()
            else:
                self.take()
        self.take()
        return self.prediction(token, value, example)

    def class_index(self) -> Symbol:
        """The k of P(y = k | x)."""
        token = self.next
        return Symbol("", self.indices(), start=token.start)

    def given_label(self) -> Symbol:
        """The y, y_i or y^{(i)} before a relation."""
        token = self.take()
        indices: tuple[Index, ...] = ()
        if self.takes("sign", "_"):
            indices = self.indices()
        elif self.next.text == "^":
            indices = tuple(index for index in (self.example(),) if index is not None)
        if token.kind != "name" or self.next.kind != "relation":
            raise self.error("expected a label and its value")
        return Symbol(token.text, indices, start=token.start)

    def given_example(self) -> Index | None:
        """The index of an example here, which is passed with its sign."""
        found = self.example() if self.next.text == "^" else None
        if found is None and self.takes("sign", "_"):
            names = [part.text for part in self.group_tokens() if part.text.isalnum()]
            found = names[0] if len(names) == 1 and len(names[0]) == 1 else None
        elif found is None:
            self.take()
        return found

    def prediction(self, token: Token, value: Expression, example: Index | None) -> Expression:
        """The probability that the label has a value: f for 1, and otherwise 1 − f."""
        if isinstance(value, Symbol) and value.name == "":
            name = self.words.names.get(token.text.lower(), "")
            axes = self.words.axes.get(name, ())
            if axes[-1:] != ("K",):
                raise self.error("expected P(y = 1 | x) or P(y = 0 | x)", token)
            index = example if "m" in axes else None
            return self.indexed(token, name, value.indices, index, axes)
        name = next(iter(self.words.logits), "")
        if not name or not isinstance(value, Number | Negative):
            raise self.error("expected P(y = 1 | x) or P(y = 0 | x)", token)
        axes = self.words.axes.get(name, ())
        index = None if "m" not in axes else example
        found = self.indexed(token, name, (), index, axes)
        one = Number(Fraction(1), start=token.start)
        if value == one:
            return found
        return Sum((one, Negative(found, start=token.start)), start=token.start)

    def indexed(
        self,
        token: Token,
        name: str,
        subscripts: tuple[Index, ...],
        example: Index | None,
        axes: tuple[str, ...],
    ) -> Symbol:
        """The symbol with one index for each axis, or why that cannot be."""
        if example is not None and "m" not in axes:
            raise self.error(
                f"{token} has no example index in {self.words.title}: only one example is there",
                token,
            )
        if example is not None and len(axes) == 1 and subscripts:
            raise self.error(
                f"{token} has one index, for the example, in {self.words.title}", token
            )
        indices: list[Index] = [""] * len(axes)
        if example is not None:
            indices[axes.index("m")] = example
        left = [at for at, index in enumerate(indices) if index == ""]
        if subscripts and len(subscripts) not in (len(left), len(left) - 1):
            shape = " × ".join(axes) or "one number"
            count = len(subscripts) + (example is not None)
            raise self.error(
                f"{token} is {shape} in {self.words.title} and stands with "
                f"{count or 'no'} {'index' if count < 2 else 'indices'}", token
            )  # fmt: skip
        if len(subscripts) < len(left):
            left = [self.place_of_index(token, subscripts, axes)] if subscripts else []
        elif self.is_turned(subscripts, [axes[at] for at in left]):
            self.notes.append(f"{token} was read with its indices in the other order")
            left.reverse()
        for at, index in zip(left, subscripts, strict=True):
            indices[at] = index
        if not subscripts and example is None:
            self.of_example(token, indices, axes)
        for index, axis in zip(indices, axes, strict=True):
            if index == 0 and not axis.endswith("+"):
                raise self.error(f"the indices of {token} begin with 1", token)
        return Symbol(name, tuple(indices), start=token.start)

    def counted_by(self, index: Index) -> str | None:
        """The axis that an index letter counts, if that can be told."""
        if isinstance(index, int):
            return None
        return self.bound.get(index) or self.choices.counts.get(index)

    def is_turned(self, subscripts: tuple[Index, ...], axes: list[str]) -> bool:
        """Whether two indices stand in the other order than the axes, by what they count."""
        counts = [self.counted_by(index) for index in subscripts]
        plain = [axis.removesuffix("+") for axis in axes]
        return len(set(plain)) > 1 and counts == plain[::-1]

    def place_of_index(
        self, token: Token, subscripts: tuple[Index, ...], axes: tuple[str, ...]
    ) -> int:
        """The axis of the one index of a matrix: x_i is an example or a feature."""
        (index,) = subscripts
        plain = [axis.removesuffix("+") for axis in axes]
        counts = self.counted_by(index)
        if plain.count(counts or "") == 1:
            return plain.index(counts or "")
        if "m" not in plain or len(set(plain)) == 1:
            return 0
        self.open.add("letters")
        as_example = (index == "i") != self.choices.letters
        if as_example:
            self.notes.append(f"`{token}_{index}` was read as example {index}")
        elif self.choices.letters:
            self.notes.append(f"`{token}_{index}` was read as feature {index} of all examples")
        at = plain.index("m")
        return at if as_example else 1 - at

    def of_example(self, token: Token, indices: list[Index], axes: tuple[str, ...]) -> None:
        """Takes x, y and f for those of any one example, where that is the choice.

        It is the question only where x stands, a letter for one example, and not X.
        """
        if "m" not in axes or token.text.isupper():
            return
        if len(axes) > 1:
            self.open.add("generic")
        if self.choices.generic:
            indices[axes.index("m")] = self.choices.generic
            self.notes.append(f"{token} was read as that of any example")

    def moves_argument(self, name: str) -> bool:
        r"""Whether a bracket is the argument of a quantity: J(\theta - \alpha g)."""
        argument = self.words.argument
        if argument is None or self.words.axes.get(name) or name in self.words.logits:
            return False
        if argument not in self.words.depends.get(name, ()):
            return False
        inside = [self.tokens[at] for at, _ in self.nested(self.at)]
        computed = any(
            token.kind == "times"
            or token.text in ("+", "-", "/")
            or (token.kind == "number" and before.text != "_")
            for before, token in pairwise(inside)
        )
        return computed or not self.opens_arguments(name)

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
        if name in self.words.depends and not self.words.axes.get(name) and len(parts) != 1:
            # The CE of L_{CE} and L_{\text{CE}} is a label.
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

    def example(self, name: str = "") -> Index | None:
        """The `^{(i)}` of an example, if that is what stands here; of a quantity also `^i`."""
        at = self.at
        self.take()
        braced = self.next.kind == "group"
        parts = [part.text for part in self.group_tokens()]
        if len(parts) == 3 and braced and (parts[0], parts[2]) == ("(", ")"):
            if parts[1].isdecimal() and 0 < len(parts[1]) < 7:
                return int(parts[1])
            if parts[1].isalpha() and len(parts[1]) == 1:
                return parts[1]
        if len(parts) == 1 and parts[0].isalpha() and "m" in self.words.axes.get(name, ()):
            known = self.words.names.keys() | self.words.sizes.keys() | {"T", "t"}
            if len(parts[0]) == 1 and parts[0] not in known:
                return parts[0]
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
            if token.kind in ("name", "command") and token.text in self.words.names:
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
            if example is None and "m" in axes and found.indices:
                example = found.indices[axes.index("m") if len(found.indices) > 1 else 0] or None
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
            elif (example := self.example(self.words.names[token.text])) is not None:
                indices = (example, *indices)
            else:
                raise self.error("expected a name")
        if self.next.kind not in ("comma", "bar", "close"):
            raise self.error("expected the next argument")
        return Symbol(self.words.names[token.text], indices)
