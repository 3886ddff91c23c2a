"""Why a formula has no value in a kind of number."""


class Undefined(ArithmeticError):
    """No value at this point: a division by zero, say, or the logarithm of a negative number."""


class Inapplicable(ArithmeticError):
    """This kind of number cannot follow the formula: |x| in a field, say."""
