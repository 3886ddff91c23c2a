"""Unicode to TeX: formulas as they are rendered to text, and what copying leaves in them."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from lrproof.tex.traced import Change, Traced

_COMMANDS = {
    "−": "-", "–": "-", "‐": "-", "‑": "-", "·": r"\cdot", "⋅": r"\cdot", "∙": r"\cdot",
    "•": r"\bullet", "×": r"\times", "✕": r"\times", "∗": "*", "⊙": r"\odot", "∘": r"\circ",
    "÷": "/", "⁄": "/", "∕": "/", "√": r"\sqrt", "∂": r"\partial", "∇": r"\nabla",
    "∑": r"\sum", "Σ": r"\sum", "≤": r"\le", "⩽": r"\le", "≥": r"\ge", "⩾": r"\ge",
    "≈": r"\approx", "≃": r"\simeq", "≠": r"\ne", "≡": r"\equiv", "≜": r"\triangleq",
    "≔": ":=", "←": r"\leftarrow", "⇒": r"\Rightarrow", "⟹": r"\Rightarrow", "→": r"\to",
    "⇔": r"\iff", "⟺": r"\iff", "∴": r"\therefore", "⊤": r"\top", "′": "'", "’": "'", "‘": "'",
    "″": "''", "‖": r"\|", "∥": r"\|", "∣": "|", "ℓ": r"\ell", "𝟏": r"\mathbf{1}",
    "𝟙": r"\mathbf{1}", "α": r"\alpha", "β": r"\beta", "γ": r"\gamma", "δ": r"\delta",
    "ε": r"\epsilon", "ϵ": r"\epsilon", "η": r"\eta", "θ": r"\theta", "ϑ": r"\theta",
    "λ": r"\lambda", "μ": r"\mu", "ν": r"\nu", "ξ": r"\xi", "π": r"\pi", "ρ": r"\rho",
    "σ": r"\sigma", "ς": r"\sigma", "τ": r"\tau", "φ": r"\phi", "ϕ": r"\phi", "ψ": r"\psi",
    "ω": r"\omega", "Θ": r"\Theta", "Λ": r"\Lambda", "Φ": r"\Phi", "Ω": r"\Omega",
}  # fmt: skip
_HATS = {"\u0302": r"\hat", "\u0303": r"\tilde", "\u0304": r"\bar", "\u0305": r"\bar"}
_RAISED = {"<super>": "^", "<sub>": "_"}
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_SCRIPT = re.compile(r"<(?:su([pb])|/su[pb])>")
_OTHER = re.compile(r"[^\x00-\x7f]")
_HATTED = re.compile("([^\u0300-\u036f])([" + "".join(_HATS) + "])")


def to_tex(piece: Traced) -> Traced:
    """The piece with all signs of Unicode, and HTML's names of signs, as TeX has them."""
    if "</su" in piece.text:
        piece = piece.sub(_SCRIPT, lambda tag: {"p": "^{", "b": "_{"}.get(tag[1], "}"))
    if "&" in piece.text:
        piece = piece.sub(_ENTITY, _unescaped)
    if piece.text.isascii():
        return piece
    piece = piece.sub(_OTHER, lambda found: _plain(found[0]))
    piece = piece.sub(_HATTED, lambda pair: f"{_HATS[pair[2]]}{{{pair[1]}}}")
    return piece.changed(_grouped(piece.text)).sub(_OTHER, lambda found: _command(found[0]))


def _unescaped(found: re.Match[str]) -> str | None:
    sign = html.unescape(found[0])
    return sign if sign != found[0] else None


def _kind(sign: str) -> str:
    """`<super>`, `<font>` and so on, for a sign that is another one in some form."""
    found = unicodedata.decomposition(sign).partition(" ")[0]
    return found if found.startswith("<") else ""


def _plain(sign: str) -> str | None:
    """A letter without its font or width, an accent on its own; what is not seen goes."""
    if sign in _COMMANDS or _kind(sign) in _RAISED:
        return None
    if _kind(sign) == "<fraction>":
        above, _, below = unicodedata.normalize("NFKD", sign).partition("⁄")
        return rf"\frac{{{above}}}{{{below}}}"
    if unicodedata.category(sign) == "Cf":
        return ""
    return unicodedata.normalize("NFKD", sign)


def _grouped(text: str) -> Iterator[Change]:
    """Raised signs beside each other as one exponent, lowered ones as one index."""
    open_ = ""
    for at, sign in enumerate(text):
        kind = "" if sign.isascii() else _RAISED.get(_kind(sign), "")
        if not kind and not open_:
            continue
        new = unicodedata.normalize("NFKD", sign) if kind else sign
        if kind != open_:
            new = ("}" if open_ else "") + (kind + "{" if kind else "") + new
        open_ = kind
        yield at, at + 1, new
    if open_:
        yield len(text), len(text), "}"


def _command(sign: str) -> str | None:
    if sign in _COMMANDS:
        command = _COMMANDS[sign]
        return command + " " if command[-1].isalpha() else command
    return "" if unicodedata.category(sign) == "Mn" else None
