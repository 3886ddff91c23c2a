"""A formula in words that can be read aloud."""

from __future__ import annotations

from functools import lru_cache

from lrproof.wording.operators import say
from lrproof.wording.parser import statements
from lrproof.wording.speech import spoken
from lrproof.wording.symbols import RELATIONS

__all__ = ["words"]

_VERBS = tuple(verb for _, verb in RELATIONS.values())


@lru_cache(maxsize=4096)
def words(tex: str) -> str:
    r"""Says a formula so that it can be understood by ear.

    "The quantity" opens a bracket. A comma closes the innermost that is open; where several
    close together, or one with a comma inside, "end quantity" says so.

    Args:
        tex: The body of a block, whose rows are joined by semicolons, or the inside of an inline
            formula. Reasons and notes below braces are left out.

    Raises:
        Unspeakable: A piece of it cannot be said; the message names it.

    Examples:
        >>> words(r"\frac{\partial L}{\partial w_j} = (f-y)\,x_j")
        'the derivative of L with respect to w sub j equals the quantity f minus y, times x sub j'
        >>> words(r"\sigma'(z) &= e^{-z} && \text{why} \\ &= \frac{1}{2}")
        'sigma prime of z equals e to the power minus z; this equals one half'
    """
    said = [spoken(say(node)) for node in statements(tex)]
    return "; ".join(
        f"this {row}" if at and row.startswith(_VERBS) else row for at, row in enumerate(said)
    )
