"""What is written of vectors and matrices: transposes, norms, ∇, blocks, argmin, ones."""

from __future__ import annotations

from dataclasses import replace

from lrproof.tex.expression import (
    At,
    Blocks,
    Derivative,
    Expression,
    Matrix,
    Minimizer,
    Symbol,
    renamed,
)
from lrproof.tex.lexer import RELATIONS, Token
from lrproof.tex.shapes import index_formula
from lrproof.tex.structures import Structures

DOTS = {r"\ldots", r"\dots", r"\cdots", "…"}
ENVIRONMENTS = {"bmatrix", "pmatrix", "matrix", "smallmatrix"}
_WEIGHTS = ("w", "theta")
"""What a ∇ is taken by that does not say it, first choice first."""


class Arrays(Structures):
    r"""Reads `X^\top`, `\nabla_w^2 J`, `\lVert w\rVert^2`, `\operatorname{diag}(s)`, blocks."""

    def array(self) -> Expression:
        """`diag(…)`, `softmax(…)`, `tr(…)`, `argmin` and I, by their names."""
        token = self.take()
        if token.text == "argmin":
            return self.minimizer(token)
        if token.text == "I":
            return self.identity(token)
        if self.next.kind != "open":
            raise self.error(f"expected a bracket after {token}")
        name = {"tr": "trace"}.get(token.text, token.text)
        inside = self.listed_diagonal() if name == "diag" else self.bracket()
        return Matrix(name, (inside,), start=token.start)

    def identity(self, token: Token) -> Expression:
        """I, its entry I_{jk}, or an indicator I(j = k)."""
        if self.is_indicator():
            return self.condition_of_indicator(token)
        at = self.at
        if self.takes("sign", "_"):
            letters = [part.text for part in self.group_tokens() if part.kind != "comma"]
            self.at = at
            if len(letters) == 2 and all(map(self.is_index, letters)):
                return self.delta_indices(token)
        return Matrix("identity", size=self.length(), start=token.start)

    def listed_diagonal(self) -> Expression:
        r"""What stands in `diag(…)`: a column, one entry for all, or the first and the last one."""
        opening = self.take()
        first = self.sum()
        if not self.takes("comma"):
            self.close(opening)
            return first
        last = first
        dots = False
        while True:
            if self.next.text in DOTS:
                self.take()
                dots = True
            else:
                last = self.sum()
            if not self.takes("comma"):
                break
        self.close(opening)
        for letter in sorted(last.free):
            if dots and renamed(last, letter, 1) == first:
                return last
        raise self.error(r"write the first entry, \ldots, and the last one in diag", opening)

    def entry_of(self, found: Expression) -> Expression:
        r"""`(X\theta)_i` and `\operatorname{softmax}(z)_k`."""
        if not any(isinstance(p, Matrix) or "" in getattr(p, "indices", ()) for p in found.walk()):
            raise self.error("an index can stand at a name only")
        start = self.take().start
        indices = (index_formula(index) for index in self.indices())
        return Matrix("entry", (found, *indices), start=start)

    def ones(self, token: Token) -> Expression:
        r"""`\mathbf 1` as a column of ones, with its length if that is written."""
        return Matrix("ones", size=self.length(), start=token.start)

    def length(self) -> str:
        """The size that is written below ones and identities."""
        if self.next.text != "_":
            return ""
        token = self.take()
        parts = [part.text for part in self.group_tokens()]
        size = self.words.sizes.get(parts[0]) if parts else None
        if size is None or parts[1:] not in ([], ["+", "1"]):
            raise self.error("expected a size such as m or n", token)
        return size + "+" * (len(parts) > 1)

    def takes_transposition(self) -> bool:
        """Passes `^T` and the like; says whether it stood here."""
        at = self.at
        if self.takes("sign", "^"):
            braced = self.takes("group")
            if self.is_transposition(self.take()) and (not braced or self.takes("end-group")):
                return True
        self.at = at
        return False

    def is_transposition(self, token: Token) -> bool:
        """Whether a sign above a name means the transpose."""
        if token.text in (r"\top", r"\intercal"):
            return True
        return token.text in ("T", "t") and token.text not in self.words.names

    def norm(self, found: Expression, opening: Token) -> Expression:
        """The Euclidean norm of what stood between double bars."""
        if self.takes("sign", "_"):
            kind = "".join(part.text for part in self.group_tokens())
            if kind not in ("2", "F"):
                raise self.error(f"of all norms only the Euclidean one is read, not {kind}")
        return Matrix("norm", (found,), start=opening.start)

    def nabla(self) -> Expression:
        r"""`\nabla_w J` and `\nabla_w^2 J`."""
        token = self.take()
        order = 1
        while token.text == r"\nabla" and self.takes("command", r"\nabla"):
            order += 1
        variable: Symbol | None = None
        for _ in range(2):
            if self.takes("sign", "_"):
                variable = self.gradient_variable()
            else:
                order = max(order, self.order())
        if variable is None:
            weights = (name for name in _WEIGHTS if self.words.axes.get(name))
            by = self.words.argument or next(weights, None)
            if by is None:
                message = r"this ∇ does not say by what to differentiate: write \nabla_w"
                raise self.error(message, token)
            if self.words.argument is None:
                self.notes.append(f"∇ was read as the gradient by {by}")
            variable = self.whole(by, token.start)
        # In ∇J^T g the transpose and the product are of the gradient.
        alone = self.next.kind in ("name", "open")
        body = self.primary() if alone else self.operand(token)
        if isinstance(body, At):
            slope = Derivative(body.body, (variable,) * order, start=token.start)
            return replace(body, body=slope)
        return Derivative(body, (variable,) * order, start=token.start)

    def gradient_variable(self) -> Symbol:
        """The quantity below a ∇."""
        token = self.next
        found = self.argument("what the gradient is taken by")
        if not isinstance(found, Symbol):
            raise self.error("expected one quantity to differentiate by", token)
        return found

    def minimizer(self, token: Token) -> Expression:
        r"""`\arg\min_b J`."""
        if not self.takes("sign", "_"):
            raise self.error(r"by what? write \arg\min_b", token)
        variable = self.gradient_variable()
        return Minimizer(self.operand(token), variable, start=token.start)

    def blocks(self) -> Expression:
        """A matrix that is put together from others."""
        begin = self.take()
        rows: list[Blocks] = []
        cells: list[Expression] = []
        while not self.takes("end", begin.text):
            if self.takes("row"):
                if cells:
                    rows.append(Blocks(tuple(cells), start=cells[0].start))
                cells = []
            elif self.next.kind == "align" and cells:
                self.take()
            else:
                cells.append(self.sum())
                if self.next.kind not in ("row", "end", "align"):
                    raise self.error(rf"expected &, \\ or \end{{{begin.text}}}")
        if cells:
            rows.append(Blocks(tuple(cells), start=cells[0].start))
        if not rows or len({len(row.cells) for row in rows}) != 1:
            raise self.error("the rows of this matrix have different lengths", begin)
        return Matrix("blocks", tuple(rows), start=begin.start)

    def evaluated(self, body: Expression) -> Expression:
        """A formula at the point that the index here names."""
        self.take()
        self.take()
        while True:
            symbol = self.variable()
            token = self.take()
            if token.kind != "relation" or RELATIONS[token.text] != "=":
                raise self.error("expected = and a value", token)
            body = At(body, symbol, (), self.sum(), start=body.start)
            if not self.takes("comma"):
                break
        self.expect("end-group", "}", "} to close the { before it")
        return body
