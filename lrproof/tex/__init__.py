"""TeX to Expression; knows no numbers."""

from lrproof.tex.errors import Misfit, ReadError
from lrproof.tex.expression import Expression
from lrproof.tex.lexer import RELATION
from lrproof.tex.reader import Reading, Relation, Side, read, read_formula
from lrproof.tex.vocabulary import Vocabulary

__all__ = [
    "RELATION",
    "Expression",
    "Misfit",
    "ReadError",
    "Reading",
    "Relation",
    "Side",
    "Vocabulary",
    "read",
    "read_formula",
]
