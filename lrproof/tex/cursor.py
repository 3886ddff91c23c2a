"""A place in the tokens of one side, and how to move on from it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction

from lrproof.tex.choices import Choices
from lrproof.tex.errors import ReadError
from lrproof.tex.expression import Expression, Number
from lrproof.tex.lexer import DEPTH, PARTNER, Token
from lrproof.tex.vocabulary import Vocabulary

LONGEST_NUMBER = 40


class Cursor(ABC):
    """Reads tokens from left to right; the grammar is in the classes that build on this one.

    Attributes:
        notes: What was taken where two readings were possible, in words.
        open: Of which `Choices` another one would make a difference.
    """

    def __init__(
        self, text: str, tokens: Sequence[Token], vocabulary: Vocabulary, choices: Choices
    ) -> None:
        self.text = text
        self.words = vocabulary
        self.choices = choices
        self.notes: list[str] = []
        self.open: set[str] = set()
        self.bound: dict[str, str] = {}
        self._known = vocabulary.known
        self._longest = max(map(len, self._known), default=1)
        end = tokens[-1].end if tokens else 0
        known = self._decorated(self._joined(tokens))
        self.tokens = [*known, Token("stop", "", end, end)]
        self.at = 0
        self.depth = 0
        self.in_bars = False

    @abstractmethod
    def sum(self) -> Expression:
        """Terms up to a token that ends them."""

    @abstractmethod
    def product(self) -> Expression:
        """Factors up to a plus, a minus, or what ends a term."""

    @abstractmethod
    def term(self) -> Expression:
        """Signs and the product after them."""

    @abstractmethod
    def factor(self) -> Expression:
        """A primary with its powers and primes."""

    @abstractmethod
    def primary(self) -> Expression:
        """A number, a name, a bracket or a command with its arguments."""

    @abstractmethod
    def bracket(self) -> Expression:
        """What stands in the bracket here."""

    @abstractmethod
    def name(self) -> Expression:
        """The quantity or function here, with its indices and arguments."""

    @abstractmethod
    def array(self) -> Expression:
        """What a word such as diag makes of what follows it."""

    @abstractmethod
    def takes_transposition(self) -> bool:
        """Passes `^T` and the like; says whether it stood here."""

    @abstractmethod
    def is_transposition(self, token: Token) -> bool:
        """Whether a sign above a name means the transpose."""

    def _joined(self, tokens: Iterable[Token]) -> list[Token]:
        r"""Adjacent letters cut into known words, longest first; notes in `\text{…}` go."""
        found: list[Token] = []
        run: list[Token] = []
        for token in [*tokens, Token("stop", "", -1, -1)]:
            if (
                token.kind == "name"
                and token.text.isalpha()
                and (not run or run[-1].end == token.start)
            ):
                run.append(token)
                continue
            found += self._cut(run)
            run = []
            if token.kind == "name" and token.text.isalpha():
                run = [token]
            elif token.kind == "name":
                plain = self.words.plain(token.text)
                found.append(Token("name", plain, token.start, token.end))
            elif token.kind == "text":
                name = len(token.text) == 1 and token.text.isalpha()
                if token.text in self._known or name:
                    found.append(Token("name", token.text, token.start, token.end))
                elif token.text.isalpha() and self._is_applied(token):
                    found += self._word(token)
                elif token.text.split(" ")[0] in ("if", "when", "for", "otherwise", "else", "or"):
                    found.append(token)
            elif token.kind == "word":
                found += self._word(token)
            elif token.kind != "stop":
                found.append(token)
        return found

    def _is_applied(self, token: Token) -> bool:
        r"""Whether a bracket stands directly behind a word, so that it is no note: mean(x)."""
        return self.text.startswith(("}(", r"}\left("), token.end - 1)

    def _decorated(self, found: list[Token]) -> list[Token]:
        r"""A name with what is above or below it as one name, where the setting has it: W^{[1]}."""
        if not self.words.decorated:
            return found
        result: list[Token] = []
        at = 0
        while at < len(found):
            below = _index_end(found, at + 1, "_")
            above = _index_end(found, below, "^")
            index, layer = (
                "".join(token.text for token in found[start + 1 : end]).strip("{}")
                for start, end in ((at + 1, below), (below, above))
            )
            higher, lower = f"{found[at].text}^{{{layer}}}", f"{found[at].text}_{{{index}}}"
            if higher in self.words.decorated:
                result.append(Token("name", higher, found[at].start, found[at].end))
                result += found[at + 1 : below]
                at = above
            elif lower in self.words.decorated:
                result.append(Token("name", lower, found[at].start, found[at].end))
                at = below
            else:
                result.append(found[at])
                at += 1
        return result

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
    def next(self) -> Token:
        """The token here; a stop after the last."""
        return self.tokens[self.at]

    def take(self) -> Token:
        """The token here, which is passed."""
        token = self.next
        if token.kind != "stop":
            self.at += 1
        return token

    def takes(self, kind: str, text: str | None = None) -> bool:
        """Passes the token here if it is of this kind; says whether it was."""
        if self.next.kind == kind and (text is None or self.next.text == text):
            self.at += 1
            return True
        return False

    def expect(self, kind: str, text: str, what: str) -> None:
        """Passes this token, or says what was expected."""
        if not self.takes(kind, text):
            raise self.error(f"expected {what}")

    def error(self, message: str, token: Token | None = None) -> ReadError:
        """An error at a token, or here."""
        token = token or self.next
        return ReadError(message, self.text, token.start, token.end)

    def tried(self, read: Callable[[], Expression]) -> Expression | None:
        """What `read` finds here, or None, and then nothing is taken."""
        at, depth, in_bars, notes = self.at, self.depth, self.in_bars, len(self.notes)
        try:
            return read()
        except ReadError:
            self.at, self.depth, self.in_bars = at, depth, in_bars
            del self.notes[notes:]
            return None

    def nested(self, at: int) -> Iterator[tuple[int, int]]:
        """Places from a bracket or group on to its end, with the depth after each.

        Without a bracket at this place it is the place alone, at depth 0.
        """
        depth = 0
        for place in range(at, len(self.tokens)):
            depth += DEPTH.get(self.tokens[place].kind, 0)
            yield place, depth
            if depth == 0:
                return

    def close(self, opening: Token) -> None:
        """Passes the partner of a bracket, or says that it is missing."""
        closing = PARTNER[opening.text]
        self.expect("close", closing, f"{closing} to close the {opening.text} before it")

    def is_evaluated(self) -> bool:
        """Whether `_{z = 0}` stands here: the formula before it is meant at a point."""
        if self.next.text != "_" or self.tokens[self.at + 1].kind != "group":
            return False
        inside = self.nested(self.at + 1)
        return any(self.tokens[at].kind == "relation" and depth == 1 for at, depth in inside)

    @property
    def last_end(self) -> int:
        """Where the token before this place ends in the text."""
        return self.tokens[self.at - 1].end if self.at else 0

    def starts_factor(self) -> bool:
        """Whether a factor begins here, so that it stands beside the one before."""
        token = self.next
        if token.kind == "bar":
            return not self.in_bars and self.tokens[self.at + 1].text != "_"
        if token.kind == "command":
            return token.text != r"\over"
        return token.kind in ("number", "name", "open", "group", "begin")

    def primes(self) -> int:
        """How many primes stand here; they are passed."""
        order = 0
        while self.takes("prime"):
            order += 1
        return order

    def superscript_primes(self) -> int:
        r"""The same for primes after a caret, as in `\sigma^{\prime}`."""
        at = self.at
        braced = self.takes("group")
        order = self.primes()
        if order and (not braced or self.takes("end-group")):
            return order
        self.at = at
        return 0

    def group_tokens(self) -> list[Token]:
        """The tokens of the group (or the single token) here, which are taken."""
        if not self.takes("group"):
            return [self.take()]
        found: list[Token] = []
        depth = 1
        while self.next.kind != "stop":
            token = self.take()
            depth += {"group": 1, "end-group": -1}.get(token.kind, 0)
            if depth == 0:
                return found
            found.append(token)
        return found

    def number(self, digits: str, token: Token) -> Number:
        """The constant that digits stand for."""
        if len(digits) > LONGEST_NUMBER:
            raise self.error(f"a number of more than {LONGEST_NUMBER} digits", token)
        return Number(Fraction(digits), len(digits.partition(".")[2]), start=token.start)

    def argument(self, what: str) -> Expression:
        """The argument of a command: a group, one digit, or one name."""
        token = self.next
        if self.takes("group"):
            found = self.sum()
            self.expect("end-group", "}", f"}} to end {what}")
            return found
        if token.kind == "number" and "." in token.text:
            raise self.error(f"TeX takes one digit here: write {{{token.text}}} for all of it")
        if token.kind == "number" and len(token.text) > 1:
            self.tokens[self.at] = Token("number", token.text[1:], token.start + 1, token.end)
            return self.number(token.text[0], token)
        if token.kind in ("number", "name", "command"):
            return self.primary()
        raise self.error(f"expected {what}")


def _index_end(found: Sequence[Token], at: int, sign: str) -> int:
    """Where the `_…` or `^…` at a place ends; the place itself, if none is there."""
    if at + 1 >= len(found) or found[at].text != sign:
        return at
    depth = 0
    for place in range(at + 1, len(found)):
        depth += {"group": 1, "end-group": -1}.get(found[place].kind, 0)
        if depth <= 0:
            return place + 1
    return at
