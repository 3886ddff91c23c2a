"""Tokens to an Expression: precedence, juxtaposition, and the names of the setting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from lrproof.tex.errors import ReadError
from lrproof.tex.expression import (
    BigSum,
    Call,
    Cases,
    Comparison,
    Derivative,
    Expression,
    Index,
    IndexLetter,
    Indicator,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
)
from lrproof.tex.lexer import PARTNER, RELATIONS, Token
from lrproof.tex.vocabulary import Vocabulary

DEEPEST = 40
LONGEST_NUMBER = 40
_FRACTIONS = {r"\frac", r"\dfrac", r"\tfrac", r"\cfrac"}
_BRACES = {r"\underbrace": "_", r"\overbrace": "^"}
_TRANSPOSED = {"T", r"\top", r"\intercal"}
_TWO_ARGUMENTS = {"max", "min"}


class Parser:
    """Reads one side of a relation.

    Attributes:
        notes: What was taken where two readings were possible, in words.
    """

    def __init__(self, text: str, tokens: Sequence[Token], vocabulary: Vocabulary) -> None:
        self.text = text
        self.words = vocabulary
        self.notes: list[str] = []
        self._known = vocabulary.known()
        self._longest = max(map(len, self._known), default=1)
        end = tokens[-1].end if tokens else 0
        self._stop = Token("stop", "", end, end)
        self._tokens = [*self._joined(tokens), self._stop]
        self._at = 0
        self._depth = 0

    def read(self) -> Expression:
        """The whole side as one formula.

        Raises:
            ReadError: It is not one; the error names the place and what was expected.
        """
        if self._next.kind == "stop":
            raise self._error("a formula is missing here")
        found = self._sum()
        if self._next.kind != "stop":
            raise self._error(f"expected an operator or the end of the formula, not {self._next}")
        return found

    # Tokens

    def _joined(self, tokens: Iterable[Token]) -> list[Token]:
        """Adjacent letters cut into known words, longest first; notes in `\\text{…}` go."""
        found: list[Token] = []
        run: list[Token] = []
        for token in [*tokens, Token("stop", "", -1, -1)]:
            if token.kind == "name" and token.text.isalpha() and (not run or run[-1].end == token.start):
                run.append(token)
                continue
            found += self._cut(run)
            run = []
            if token.kind == "name" and token.text.isalpha():
                run = [token]
            elif token.kind == "text":
                if token.text in self._known:
                    found.append(Token("name", token.text, token.start, token.end))
                elif token.text.split(" ")[0] in ("if", "when", "otherwise", "else", "or"):
                    found.append(token)
            elif token.kind == "word":
                found += self._word(token)
            elif token.kind != "stop":
                found.append(token)
        return found

    def _word(self, token: Token) -> list[Token]:
        if token.text not in self._known:
            raise ReadError(f"the word {token.text!r} is not known in {self.words.title}",
                            self.text, token.start, token.end)  # fmt: skip
        return [Token("name", token.text, token.start, token.end)]

    def _cut(self, run: list[Token]) -> list[Token]:
        found: list[Token] = []
        letters = "".join(token.text for token in run)
        at = 0
        while at < len(letters):
            length = next(
                (
                    size
                    for size in range(min(self._longest, len(letters) - at), 1, -1)
                    if letters[at : at + size] in self._known
                ),
                1,
            )
            last = run[at + length - 1]
            found.append(Token("name", letters[at : at + length], run[at].start, last.end))
            at += length
        return found

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _ahead(self, steps: int) -> Token:
        return self._tokens[min(self._at + steps, len(self._tokens) - 1)]

    def _take(self) -> Token:
        token = self._next
        if token.kind != "stop":
            self._at += 1
        return token

    def _takes(self, kind: str, text: str | None = None) -> bool:
        if self._next.kind == kind and (text is None or self._next.text == text):
            self._at += 1
            return True
        return False

    def _expect(self, kind: str, text: str, what: str) -> Token:
        if self._next.kind != kind or self._next.text != text:
            raise self._error(f"expected {what}")
        return self._take()

    def _error(self, message: str, token: Token | None = None) -> ReadError:
        token = token or self._next
        return ReadError(message, self.text, token.start, token.end)

    def _tried(self, read: Callable[[], Expression]) -> Expression | None:
        """What `read` finds here, or None, and then nothing is taken."""
        at, depth, notes = self._at, self._depth, len(self.notes)
        try:
            return read()
        except ReadError:
            self._at, self._depth = at, depth
            del self.notes[notes:]
            return None

    # Sums and products

    def _sum(self) -> Expression:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._error(f"this formula is nested more than {DEEPEST} deep")
        start = self._next.start
        terms = [self._term(self._sign())]
        while self._next.kind == "sign" and self._next.text in "+-":
            terms.append(self._term(self._sign()))
        self._depth -= 1
        if self._next.text == r"\over":
            return self._over(_sum(terms, start), start)
        return _sum(terms, start)

    def _over(self, numerator: Expression, start: int) -> Expression:
        self._take()
        return Quotient(numerator, self._sum(), start=start)

    def _sign(self) -> bool:
        """Takes signs; true if they make a minus."""
        negative = False
        while self._next.kind == "sign" and self._next.text in "+-":
            negative ^= self._take().text == "-"
        return negative

    def _term(self, negative: bool) -> Expression:
        start = self._next.start
        found = self._product()
        return Negative(found, start=start) if negative else found

    def _product(self) -> Expression:
        start = self._next.start
        factors = [self._factor()]
        while True:
            token = self._next
            if token.kind == "times" or (token.text == "." and token.kind == "comma"):
                self._take()
                factors.append(self._signed_factor(token))
            elif token.kind == "sign" and token.text == "/":
                self._take()
                factors[-1] = Quotient(factors[-1], self._divisor(token), start=factors[-1].start)
            elif self._starts_factor():
                factors.append(self._factor())
            else:
                return factors[0] if len(factors) == 1 else Product(tuple(factors), start=start)

    def _signed_factor(self, after: Token) -> Expression:
        if self._next.kind == "stop":
            raise self._error(f"a factor is missing after `{after}`", after)
        start = self._next.start
        negative = self._sign()
        found = self._factor()
        return Negative(found, start=start) if negative else found

    def _divisor(self, slash: Token) -> Expression:
        """What a slash divides by: one factor, but all of `2m` and `2\\sigma^2`."""
        start, first = self._next.start, self._next
        found = self._signed_factor(slash)
        if first.kind == "number" and self._next.kind == "name" and self._next.start == first.end:
            found = Product((found, self._factor()), start=start)
            self.notes.append(f"`/{self.text[start : self._last_end]}` was read as one denominator")
        return found

    @property
    def _last_end(self) -> int:
        return self._tokens[self._at - 1].end if self._at else 0

    def _starts_factor(self) -> bool:
        token = self._next
        if token.kind in ("number", "name", "open", "group"):
            return True
        if token.kind == "bar":
            return not self._in_bars
        if token.kind == "begin":
            return True
        return token.kind == "command" and token.text not in (r"\over", r"\right", r"\left")

    _in_bars = False

    # Factors

    def _factor(self) -> Expression:
        start = self._next.start
        found = self._primary()
        while True:
            token = self._next
            if token.kind == "sign" and token.text == "^":
                found = self._raised(found, start)
            elif token.kind == "prime":
                found = self._primed(found, self._primes(), token)
            elif token.kind == "sign" and token.text == "_":
                raise self._error("an index can stand at a name only")
            else:
                return found

    def _raised(self, base: Expression, start: int) -> Expression:
        caret = self._take()
        if self._next.kind == "command" and self._next.text == r"\circ":
            raise self._error("an angle means nothing here")
        order = self._superscript_primes()
        if order:
            return self._primed(base, order, caret)
        exponent = self._argument("an exponent")
        if self._next.kind == "sign" and self._next.text == "^":
            raise self._error("two exponents in a row: use braces to say which comes first")
        return Power(base, exponent, start=start)

    def _superscript_primes(self) -> int:
        at = self._at
        braced = self._takes("group")
        order = self._primes()
        if order and (not braced or self._takes("end-group")):
            return order
        self._at = at
        return 0

    def _primes(self) -> int:
        order = 0
        while self._takes("prime"):
            order += 1
        return order

    def _primed(self, body: Expression, order: int, token: Token) -> Expression:
        if self.words.variable is None:
            raise self._error(
                "a prime does not say here by what to differentiate: write d/dz or ∂/∂w", token
            )
        variable = Symbol(self.words.variable, start=token.start)
        if not any(self._moves_with(part, variable.name) for part in body.walk()):
            raise self._error(f"a prime means d/d{variable.name} here, and nothing depends on it", token)
        return Derivative(body, (variable,) * order, start=body.start)

    def _moves_with(self, part: Expression, name: str) -> bool:
        return isinstance(part, Symbol) and (
            part.name == name or name in self.words.depends.get(part.name, ())
        )

    def _argument(self, what: str) -> Expression:
        """The argument of a command: a group, one digit, or one name."""
        token = self._next
        if self._takes("group"):
            found = self._sum()
            self._expect("end-group", "}", f"}} to end {what}")
            return found
        if token.kind == "number" and len(token.text) > 1:
            self._tokens[self._at] = Token("number", token.text[1:], token.start + 1, token.end)
            return self._number(token.text[0], token)
        if token.kind in ("number", "name", "command"):
            return self._primary()
        raise self._error(f"expected {what}")

    def _number(self, digits: str, token: Token) -> Number:
        if len(digits) > LONGEST_NUMBER:
            raise self._error(f"a number of more than {LONGEST_NUMBER} digits", token)
        return Number(
            Fraction(digits), len(digits.partition(".")[2]), start=token.start
        )

    def _primary(self) -> Expression:
        token = self._next
        if token.kind == "number":
            self._take()
            return self._number(token.text, token)
        if token.kind == "name":
            return self._name()
        if token.kind == "open":
            return self._bracket()
        if token.kind == "bar":
            return self._absolute()
        if token.kind == "group":
            self._take()
            found = self._sum()
            self._expect("end-group", "}", "}")
            return found
        if token.kind == "begin":
            return self._environment()
        if token.kind == "command":
            return self._command()
        if token.kind == "stop":
            raise self._error("a formula is missing at the end")
        raise self._error(f"expected a number, a name or a bracket, not {token}")

    def _bracket(self) -> Expression:
        opening = self._take()
        bars, self._in_bars = self._in_bars, False
        found = self._sum()
        self._in_bars = bars
        closing = PARTNER[opening.text]
        self._expect("close", closing, f"{closing} to close the {opening.text} before it")
        if opening.text == r"\lvert":
            return Call("abs", (found,), start=opening.start)
        return found

    def _absolute(self) -> Expression:
        opening = self._take()
        if opening.text != "|":
            raise self._error("a norm needs a vector, and this setting has none", opening)
        bars, self._in_bars = self._in_bars, True
        found = self._sum()
        self._in_bars = bars
        self._expect("bar", "|", "| to close the one before it")
        return Call("abs", (found,), start=opening.start)

    # Commands

    def _command(self) -> Expression:
        token = self._next
        if token.text in _FRACTIONS:
            return self._fraction()
        if token.text == r"\sqrt":
            self._take()
            if self._takes("open", "["):
                raise self._error("roots other than the square root: write a power", token)
            return Call("sqrt", (self._argument("what the root is taken of"),), start=token.start)
        if token.text == r"\sum":
            return self._big_sum()
        if token.text in _BRACES:
            return self._brace()
        if token.text == r"\partial":
            return self._slashed_derivative()
        if token.text == r"\delta":
            return self._delta()
        if token.text == r"\mathbf 1":
            return self._indicator()
        if self.words.function(token.text) or token.text in self.words.names:
            return self._name()
        raise self._error(f"{token.text} is not known in {self.words.title}")

    def _brace(self) -> Expression:
        brace = self._take()
        found = self._argument(f"what {brace} stands under")
        if self._next.text == _BRACES[brace.text]:
            self._take()
            self._skip_group()
        return found

    def _skip_group(self) -> None:
        depth = 0
        while self._next.kind != "stop":
            depth += {"group": 1, "end-group": -1}.get(self._take().kind, 0)
            if depth == 0:
                return

    def _fraction(self) -> Expression:
        token = self._take()
        if self._is_derivative():
            return self._derivative_fraction(token)
        numerator = self._argument("a numerator")
        if self._next.kind == "stop":
            raise self._error(f"{token.text} has only one argument: its denominator is missing", token)
        return Quotient(numerator, self._argument("a denominator"), start=token.start)

    def _delta(self) -> Expression:
        token = self._take()
        self._expect("sign", "_", "two indices after δ")
        indices = self._indices()
        if len(indices) != 2:
            raise self._error("δ has two indices", token)
        left, right = (_index_expression(index, token.start) for index in indices)
        return Indicator(Comparison(left, "=", right), start=token.start)

    def _indicator(self) -> Expression:
        token = self._take()
        opening = self._next
        if opening.kind == "open":
            self._take()
            condition = self._condition()
            self._expect("close", PARTNER[opening.text], f"{PARTNER[opening.text]}")
            return Indicator(condition, start=token.start)
        raise self._error("expected a condition in brackets after the indicator")

    def _big_sum(self) -> Expression:
        token = self._take()
        index, lower, upper = "", None, None
        for _ in range(2):
            if self._takes("sign", "_"):
                index, lower = self._sum_start()
            elif self._takes("sign", "^"):
                upper = self._argument("the upper end of the sum")
        if not index:
            raise self._error("this sum does not say over which index: write \\sum_{i=1}^{m}", token)
        terms = [self._product()]
        while self._term_has(index):
            terms.append(self._term(self._sign()))
        if len(terms) > 1:
            self.notes.append(f"the sum over {index} was read as reaching over all terms with {index}")
        return BigSum(index, lower, upper, _sum(terms, terms[0].start), start=token.start)

    def _term_has(self, index: str) -> bool:
        """Whether a further term follows that has an index and no sum of its own to bind it."""
        if not (self._next.kind == "sign" and self._next.text in "+-"):
            return False
        depth = 0
        has = False
        for token in self._tokens[self._at + 1 :]:
            depth += {"open": 1, "group": 1, "close": -1, "end-group": -1}.get(token.kind, 0)
            if depth < 0 or (depth == 0 and token.kind in ("sign", "comma") and token.text in "+-,"):
                break
            if token.text == r"\sum":
                return False
            has = has or token.text == index
        return has

    def _sum_start(self) -> tuple[str, Expression | None]:
        braced = self._takes("group")
        token = self._take()
        if token.kind != "name" or not token.text.isalpha():
            raise self._error("expected an index letter", token)
        lower: Expression | None = None
        if braced:
            if self._next.kind == "relation" and RELATIONS[self._next.text] == "=":
                self._take()
                lower = self._sum()
            self._expect("end-group", "}", "} after the start of the sum")
        return token.text, lower

    def _environment(self) -> Expression:
        begin = self._take()
        if begin.text != "cases":
            raise self._error(rf"\begin{{{begin.text}}} is not read inside a formula", begin)
        branches: list[tuple[Expression, Comparison | None]] = []
        while not self._takes("end", begin.text):
            if self._takes("row"):
                continue
            value = self._sum()
            while self._next.kind in ("comma", "align"):
                self._take()
            condition = None
            if self._takes("text", "otherwise") or self._takes("text", "else"):
                pass
            elif self._next.kind not in ("row", "end"):
                if self._next.kind == "text":
                    self._take()
                condition = self._condition()
            while self._next.kind == "comma":
                self._take()
            branches.append((value, condition))
            if self._next.kind not in ("row", "end"):
                raise self._error(r"expected \\ or \end{cases}")
        if not branches:
            raise self._error("these cases are empty", begin)
        return Cases(tuple(branches), start=begin.start)

    def _condition(self) -> Comparison:
        left = self._condition_side()
        token = self._next
        if token.kind != "relation":
            raise self._error("expected a condition such as y = 1")
        self._take()
        return Comparison(left, RELATIONS[token.text], self._condition_side(), start=token.start)

    def _condition_side(self) -> Expression:
        token = self._next
        if token.kind == "name" and len(token.text) == 1 and token.text not in self.words.names:
            self._take()
            return IndexLetter(token.text, start=token.start)
        return self._sum()

    # Names

    def _name(self) -> Expression:
        token = self._next
        spelling = token.text
        if spelling == "e" and "e" not in self.words.names:
            return self._exponential()
        if spelling == "d" and "d" not in self.words.names:
            return self._differential()
        if spelling in self.words.names:
            self._take()
            return self._quantity(token, self.words.names[spelling])
        function = self.words.function(spelling)
        if function:
            self._take()
            return self._call(token, function)
        if spelling in self.words.sizes:
            self._take()
            return Symbol(self.words.sizes[spelling], start=token.start)
        raise self._error(f"{spelling} is not known in {self.words.title}")

    def _exponential(self) -> Expression:
        token = self._take()
        exponent: Expression = Number(Fraction(1), start=token.start)
        if self._takes("sign", "^"):
            exponent = self._argument("an exponent")
        return Call("exp", (exponent,), start=token.start)

    def _quantity(self, token: Token, name: str) -> Expression:
        if token.text in self.words.conditional and self._is_conditional():
            name = self.words.conditional[token.text]
        primes = self._next
        order = self._primes()
        subscripts: tuple[Index, ...] = ()
        example: Index | None = None
        for _ in range(2):
            if self._next.text == "_" and not subscripts:
                subscripts = self._subscripts(name)
            elif self._next.text == "^" and example is None:
                example = self._example()
        axes = self.words.axes.get(name, ())
        found: Expression | None = None
        if self._opens_arguments(name):
            applied = self._applied(token, name)
            if isinstance(applied, Symbol):
                if example is None and axes[:1] == ("m",):
                    example = next(iter(applied.indices), None)
            else:
                found = applied
        found = found or self._indexed(token, name, subscripts, example, axes)
        return self._primed(found, order, primes) if order else found

    def _is_conditional(self) -> bool:
        """Whether a bracket follows with a bar in it, as in p(y | x)."""
        depth = 0
        for token in self._tokens[self._at :]:
            depth += {"open": 1, "group": 1, "close": -1, "end-group": -1}.get(token.kind, 0)
            if depth == 0:
                return False
            if depth == 1 and token.kind == "bar":
                return True
        return False

    def _indexed(
        self,
        token: Token,
        name: str,
        subscripts: tuple[Index, ...],
        example: Index | None,
        axes: tuple[str, ...],
    ) -> Symbol:
        indices = ((example,) if example is not None else ()) + subscripts
        if example is not None and "m" not in axes:
            raise self._error(
                f"{token} has no example index in {self.words.title}: only one example is there", token
            )
        if example is not None and len(axes) == 1 and subscripts:
            raise self._error(f"{token} has one index, for the example, in {self.words.title}", token)
        if len(indices) != len(axes):
            shape = " × ".join(axes) or "one number"
            raise self._error(
                f"{token} is {shape} in {self.words.title} and stands with "
                f"{len(indices) or 'no'} {'index' if len(indices) < 2 else 'indices'}", token
            )  # fmt: skip
        return Symbol(name, indices, start=token.start)

    def _subscripts(self, name: str) -> tuple[Index, ...]:
        """Indices after `_`; the `{w,b}` of f_{w,b} names what f depends on and goes."""
        at = self._at
        self._take()
        parts = self._group_tokens()
        named = [self.words.names.get(part.text) for part in parts if part.kind != "comma"]
        if named and all(part in self.words.depends.get(name, ()) for part in named):
            return ()
        self._at = at + 1
        return self._indices()

    def _group_tokens(self) -> list[Token]:
        """The tokens of the group (or the single token) here, which are taken."""
        if not self._takes("group"):
            return [self._take()]
        found: list[Token] = []
        depth = 1
        while self._next.kind != "stop":
            token = self._take()
            depth += {"group": 1, "end-group": -1}.get(token.kind, 0)
            if depth == 0:
                return found
            found.append(token)
        return found

    def _indices(self) -> tuple[Index, ...]:
        token = self._next
        found: list[Index] = []
        for part in self._group_tokens():
            if part.kind == "number":
                found.append(int(part.text) if part.text.isdecimal() and len(part.text) < 7 else 0)
            elif part.kind == "name" and part.text.isalpha():
                found += list(part.text)
            elif part.kind != "comma":
                raise self._error(f"an index is a letter or a number, not {part}", token)
        if not found or 0 in found:
            raise self._error("an index is a letter or a number from 1 on", token)
        return tuple(found)

    def _example(self) -> Index | None:
        """The `^{(i)}` of an example, if that is what stands here."""
        at = self._at
        self._take()
        parts = [part.text for part in self._group_tokens()] if self._next.kind == "group" else []
        if len(parts) == 3 and (parts[0], parts[2]) == ("(", ")"):
            if parts[1].isdecimal() and 0 < len(parts[1]) < 7:
                return int(parts[1])
            if parts[1].isalpha() and len(parts[1]) == 1:
                return parts[1]
        self._at = at
        return None

    # Functions

    def _call(self, token: Token, function: str) -> Expression:
        order = self._primes()
        power: Expression | None = None
        base: Expression | None = None
        while self._next.kind == "sign" and self._next.text in "^_":
            if self._take().text == "_":
                base = self._base(function)
            else:
                order = order or self._superscript_primes()
                if not order:
                    power = self._argument("an exponent")
        order = order or self._primes()
        if power == Negative(Number(Fraction(1))) and function == "sigmoid":
            function, power = "logit", None
            self.notes.append("σ^{-1} was read as the inverse function, the logit")
        found: Expression = self._called(token, function, order)
        if base is not None:
            found = Quotient(found, Call("ln", (base,)), start=token.start)
        return found if power is None else Power(found, power, start=token.start)

    def _base(self, function: str) -> Expression | None:
        if function != "ln":
            self._group_tokens()
            return None
        found = self._argument("the base of the logarithm")
        return None if found == Call("exp", (Number(Fraction(1)),)) else found

    def _called(self, token: Token, function: str, order: int) -> Expression:
        if function in _TWO_ARGUMENTS:
            return Call(function, self._bracketed_list(token), start=token.start)
        argument = self._function_argument(token, function)
        return Call(function, (argument,), order, start=token.start)

    def _bracketed_list(self, token: Token) -> tuple[Expression, ...]:
        opening = self._next
        if opening.kind != "open":
            raise self._error(f"expected a bracket after {token}")
        self._take()
        found = [self._sum()]
        while self._takes("comma"):
            found.append(self._sum())
        closing = PARTNER[opening.text]
        self._expect("close", closing, f"{closing} to close the {opening.text} before it")
        return tuple(found)

    def _function_argument(self, token: Token, function: str) -> Expression:
        own = function == "sigmoid" and self.words.variable is not None
        if self._next.kind in ("open", "group"):
            if own and self._mentions_bare(token.text):
                return Symbol(self.words.variable or "", start=token.start)
            if self._next.kind == "open":
                return self._bracket()
        if self._starts_factor() and not (own and not self._next.kind == "group"):
            return self._unbracketed()
        if own:
            return Symbol(self.words.variable or "", start=token.start)
        raise self._error(f"the argument of {token} is missing")

    def _unbracketed(self) -> Expression:
        r"""`\ln 2x` and `\log f^{(i)}`: a number with the names that follow it, or one factor."""
        start = self._next.start
        factors = [self._factor()]
        while isinstance(factors[-1], Number) and self._next.kind == "name":
            factors.append(self._factor())
        return factors[0] if len(factors) == 1 else Product(tuple(factors), start=start)

    def _mentions_bare(self, spelling: str) -> bool:
        """Whether the bracket here holds the function itself without an argument: σ(1-σ)."""
        depth = 0
        for at in range(self._at, len(self._tokens)):
            token = self._tokens[at]
            depth += {"open": 1, "group": 1, "close": -1, "end-group": -1}.get(token.kind, 0)
            if depth == 0:
                return False
            if token.text == spelling and self._tokens[at + 1].kind not in ("open", "prime"):
                return True
        return False

    def _opens_arguments(self, name: str) -> bool:
        r"""Whether the bracket after a quantity lists what it depends on: f(x), J(w, b), p(y | x)."""
        depends = self.words.depends.get(name)
        if self._next.kind != "open" or self._next.text not in "([" or not depends:
            return False
        depth = 0
        names: list[str] = []
        for at in range(self._at, len(self._tokens)):
            token = self._tokens[at]
            depth += {"open": 1, "close": -1}.get(token.kind, 0)
            if depth == 0:
                return bool(names) and all(self.words.names[name] in depends for name in names)
            if token.kind == "name" and token.text in self.words.names:
                names.append(token.text)
            elif token.kind == "name" and not token.text.isalpha():
                return False
        return False

    def _applied(self, token: Token, name: str) -> Expression:
        """The arguments of a quantity: names only are decoration, a formula replaces the logit."""
        start = self._at
        listed = self._tried(lambda: self._listed(name))
        if listed is not None:
            return listed
        self._at = start
        logit = self.words.logits.get(name)
        if logit is None:
            raise self._error(f"expected names that {token} depends on")
        argument = self._bracket()
        self.notes.append(f"`{token}({self.text[argument.start : self._last_end]}` was read as σ of it")
        return Call("sigmoid", (argument,), start=token.start)

    def _listed(self, name: str) -> Symbol:
        """`(x^{(i)}, w)`: the example index of the first name that has one."""
        opening = self._take()
        index: tuple[Index, ...] = ()
        while True:
            token = self._next
            canonical = self.words.names.get(token.text)
            if token.kind not in ("name", "command") or canonical is None:
                raise self._error("expected a name")
            self._take()
            while self._next.text in ("_", "^"):
                example = self._example() if self._next.text == "^" else None
                if example is not None:
                    index = index or (example,)
                elif self._next.text == "_":
                    self._take()
                    found = self._indices()
                    if self.words.axes.get(canonical, ("",))[0] == "m" and len(found) == 1:
                        index = index or found
                else:
                    raise self._error("expected a name")
            if not (self._takes("comma") or self._takes("bar")):
                break
        self._expect("close", PARTNER[opening.text], "the closing bracket")
        return Symbol(name, index)

    # Derivatives

    def _is_derivative(self) -> bool:
        r"""Whether `\frac` is followed by `{∂ …}{∂ …}` or `{d …}{d …}`."""
        at = self._at
        numerator = self._group_tokens()
        denominator = self._group_tokens()
        self._at = at
        return bool(
            numerator
            and denominator
            and _is_differential(numerator[0])
            and _is_differential(denominator[0])
        )

    def _derivative_fraction(self, token: Token) -> Expression:
        braced = self._takes("group")
        order = self._differential_order()
        body = None
        if braced and self._next.kind != "end-group":
            body = self._sum()
        if braced:
            self._expect("end-group", "}", "} to end the numerator")
        self._expect("group", "{", "the denominator of the derivative")
        variables = self._variables("end-group")
        self._expect("end-group", "}", "} to end the denominator")
        return self._derivative(token, body, variables, order)

    def _derivative(
        self, token: Token, body: Expression | None, variables: list[Symbol], order: int
    ) -> Expression:
        if len(variables) != order:
            raise self._error(
                f"a derivative of order {order} by {len(variables)} variables", token
            )
        if body is None:
            body = self._operand(token)
        return Derivative(body, tuple(variables), start=token.start)

    def _differential_order(self) -> int:
        self._take()
        if not self._takes("sign", "^"):
            return 1
        order = self._argument("the order of the derivative")
        if not isinstance(order, Number) or not 1 <= order.value <= 4 or order.value.denominator != 1:
            raise self._error("the order of a derivative is a number from 1 to 4")
        return int(order.value)

    def _variables(self, stop: str) -> list[Symbol]:
        found: list[Symbol] = []
        while self._next.kind != stop and self._next.kind != "stop":
            if not _is_differential(self._next):
                raise self._error("expected ∂ or d before each variable")
            self._take()
            variable = self._variable()
            count = 1
            if self._takes("sign", "^"):
                power = self._argument("the order of the derivative")
                if not isinstance(power, Number) or power.value not in (1, 2, 3, 4):
                    raise self._error("the order of a derivative is a number from 1 to 4")
                count = int(power.value)
            found += [variable] * count
        if not found:
            raise self._error("expected ∂ and a variable")
        return found

    def _variable(self) -> Symbol:
        start = self._next
        found = self._primary()
        if isinstance(found, Symbol):
            return found
        if isinstance(found, Call) and found.function == "sigmoid" and self.words.variable:
            raise self._error("a derivative by σ itself: use the name of its value", start)
        raise self._error("expected a quantity to differentiate by", start)

    def _operand(self, token: Token) -> Expression:
        """What d/dz acts on: a bracket, or all factors up to a sign of multiplication."""
        if self._next.kind == "times":
            self._take()
        if self._next.kind == "open":
            return self._factor()
        if not self._starts_factor():
            raise self._error("what this derivative acts on is missing", token)
        start = self._next.start
        factors = [self._factor()]
        while self._starts_factor():
            factors.append(self._factor())
        return factors[0] if len(factors) == 1 else Product(tuple(factors), start=start)

    def _slashed_derivative(self) -> Expression:
        r"""`dL/dw` and `\partial L / \partial w`, written with a slash."""
        token = self._next
        order = self._differential_order()
        body = None
        if self._next.text != "/":
            if self._next.text not in self.words.names and not self.words.function(self._next.text):
                raise self._error("expected a quantity after ∂ or d")
            body = self._name()
        if not (self._takes("sign", "/") and _is_differential(self._next)):
            raise self._error("expected a derivative such as dL/dw", token)
        self._take()
        variables = [self._variable()] * order
        if order > 1:
            self._expect("sign", "^", "the order of the derivative once more")
            self._argument("the order of the derivative")
        return self._derivative(token, body, variables, order)

    def _differential(self) -> Expression:
        """`dL/dw`, or `dw` as courses write it for ∂L/∂w."""
        found = self._tried(self._slashed_derivative)
        if found is not None:
            return found
        token = self._take()
        if self._next.text not in self.words.names:
            raise self._error("d is not known here, and no quantity follows that it could differentiate", token)
        if self.words.objective is None:
            raise self._error("a differential is short for a derivative, but of what is not known here", token)
        variable = self._variable()
        axes = self.words.axes.get(self.words.objective, ())
        body = Symbol(self.words.objective, variable.indices[: len(axes)], start=token.start)
        return Derivative(body, (variable,), start=token.start)


def _sum(terms: list[Expression], start: int) -> Expression:
    return terms[0] if len(terms) == 1 else Sum(tuple(terms), start=start)


def _is_differential(token: Token) -> bool:
    return token.text == r"\partial" or (token.kind == "name" and token.text == "d")


def _index_expression(index: Index, start: int) -> Expression:
    if isinstance(index, int):
        return Number(Fraction(index), start=start)
    return IndexLetter(index, start=start)
