r"""Checkers: each equation of the derivation pages as a function that you can read and call.

The checker of the equation `loss-by-weight` on the page *The chain rule* is
`lrproof.equations.chain_rule.loss_by_weight`: hyphens become underscores, and there is one module
for each page. It takes numbers and returns the sides of the equation, computed as a textbook writes
them. The equation holds at these numbers if its sides agree up to rounding:

>>> from lrproof.equations.chain_rule import loss_by_weight
>>> print("{:.6f} = {:.6f}".format(*loss_by_weight(x=2.0, w=0.5, b=0.1, y=1.0)))
-0.499480 = -0.499480

The checker of an equation returns every side in the order of the page, and the checker of a
derivation its first and its last side. Derivatives are computed from the function that is
differentiated, without any rule of calculus (`lrproof.equations._slope`), so that they are a second
and independent way to the same number.

Textbook formulas lose digits for large logits. Checkers are right to about twelve digits for logits
from -8 to 8; for other logits use `lrproof.logistic`.
"""
