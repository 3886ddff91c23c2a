"""How each sign of TeX is written in a line of text, and how it is said."""

from __future__ import annotations

SIGNS = {
    "+": ("+", "plus"),
    "-": ("−", "minus"),
    r"\pm": ("±", "plus or minus"),
}
"""Between terms, and before the first."""

TIMES = {
    "": ("", "times"),
    r"\cdot": ("·", "times"),
    "*": ("·", "times"),
    r"\times": ("×", "by"),
    r"\odot": ("⊙", "entrywise times"),
    r"\circ": ("∘", "composed with"),
    "/": ("/", "divided by"),
}
"""Between factors."""

RELATIONS = {
    "=": ("=", "equals"),
    ":=": (":=", "becomes"),
    r"\leftarrow": ("←", "becomes"),
    r"\approx": ("≈", "is approximately"),
    r"\ne": ("≠", "is not"),
    r"\neq": ("≠", "is not"),
    "<": ("<", "is less than"),
    ">": (">", "is greater than"),
    r"\le": ("≤", "is at most"),
    r"\leq": ("≤", "is at most"),
    r"\ge": ("≥", "is at least"),
    r"\geq": ("≥", "is at least"),
    r"\to": ("→", "tends to"),
    r"\in": ("∈", "is in"),
    r"\mid": ("|", "given"),
}

FUNCTIONS = {
    r"\ln": ("ln", "the natural logarithm"),
    r"\log": ("log", "the logarithm"),
    r"\exp": ("exp", "the exponential"),
    r"\tanh": ("tanh", "the hyperbolic tangent"),
    r"\cosh": ("cosh", "the hyperbolic cosine"),
    r"\max": ("max", "the maximum"),
    r"\min": ("min", "the minimum"),
    r"\operatorname{diag}": ("diag", "the diagonal matrix"),
    r"\operatorname{log1p}": ("log1p", "log1p"),
}
"""Functions that have a name, and act on the one factor behind them."""

BIG = {
    r"\sum": ("Σ", "the sum"),
    r"\int": ("∫", "the integral"),
    r"\max": ("max", "the maximum"),
    r"\min": ("min", "the minimum"),
    r"\arg\min": ("arg min", "the argument of the minimum"),
}
"""What has a range below it, and acts on the whole term behind it."""

ACCENTS = {
    r"\hat": ("\u0302", "hat"),
    r"\tilde": ("\u0303", "tilde"),
    r"\bar": ("\u0304", "bar"),
}

BRACKETS = {
    "(": ("(", ")"),
    "[": ("[", "]"),
    r"\{": ("{", r"\}"),
    r"\lvert": ("|", r"\rvert"),
    r"\lVert": ("‖", r"\rVert"),
    "|": ("|", "|"),
    r"\|": ("‖", r"\|"),
}
"""How an opening bracket is written, and what closes it."""
CLOSING = {")": ")", "]": "]", r"\}": "}", r"\rvert": "|", r"\rVert": "‖", "|": "|", r"\|": "‖"}

LETTERS = {
    r"\alpha": ("α", "alpha"),
    r"\beta": ("β", "beta"),
    r"\delta": ("δ", "delta"),
    r"\varepsilon": ("ε", "epsilon"),
    r"\eta": ("η", "eta"),
    r"\theta": ("θ", "theta"),
    r"\lambda": ("λ", "lambda"),
    r"\mu": ("μ", "mu"),
    r"\pi": ("π", "pi"),
    r"\sigma": ("σ", "sigma"),
    r"\phi": ("φ", "phi"),
    r"\ell": ("ℓ", "script l"),
}
OTHERS = {
    r"\partial": ("∂", "partial"),
    r"\nabla": ("∇", "the gradient"),
    r"\infty": ("∞", "infinity"),
    r"\dots": ("…", "and so on"),
    r"\ldots": ("…", "and so on"),
    r"\top": ("ᵀ", "transposed"),
    r"\Sigma": ("Σ", "capital sigma"),
    r"\mathbf 1": ("𝟏", "the vector of ones"),
    r"\mathbb R": ("ℝ", "the real numbers"),
    r"\mathcal L": ("ℒ", "script L"),
}
SYMBOLS = {**LETTERS, **OTHERS}


def sign(tex: str) -> str:
    """How a letter, a number or the name of a function is written."""
    return {**FUNCTIONS, **SYMBOLS}.get(tex, (tex,))[0]


def word(tex: str) -> str:
    """How it is said."""
    return {**FUNCTIONS, **SYMBOLS}.get(tex, ("", tex))[1]


def letter(tex: str) -> bool:
    """Whether it is one letter, Latin or Greek."""
    return tex in LETTERS or (len(tex) == 1 and tex.isalpha())


def number(tex: str) -> bool:
    """Whether it is a number in digits."""
    return tex[:1].isdecimal()
