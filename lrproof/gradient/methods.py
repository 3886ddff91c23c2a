"""Methods whose parameters are attributes of their object, as in `self.w`."""

from __future__ import annotations

import copy
import inspect
import re
import types
from collections.abc import Callable
from typing import Any

from lrproof.gradient.roles import kind_of_result, roles
from lrproof.gradient.source import Source

__all__ = ["Stateful", "owner", "with_state"]

_STATE = ("X", "y", "w", "b", "strength", "C", "rate")


class Stateful:
    """A method as a function that takes the attributes of its object too, by name.

    It is called on a copy of the object. If it returns nothing, what it leaves in attributes such
    as `dw` is what it returns.

    Args:
        method: The method.
        names: The attributes.
    """

    def __init__(self, method: types.MethodType, names: tuple[str, ...]) -> None:
        self.method, self.names, self.silent = method, names, False
        self.__name__, self.__doc__, self.__wrapped__ = method.__name__, method.__doc__, method
        state = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in names]
        given = inspect.signature(method)
        plain = [one for one in given.parameters.values() if one.kind is not one.VAR_KEYWORD]
        self.__signature__ = given.replace(parameters=[*plain, *state])

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Calls the method on an object with these attributes."""
        target = copy.copy(self.method.__self__)
        for name in self.names:
            setattr(target, name, named.pop(name))
        before = dict(vars(target))
        result = types.MethodType(self.method.__func__, target)(*arguments, **named)
        self.silent = result is None
        if not self.silent:
            return result
        after = vars(target)
        left = {
            name: value
            for name, value in after.items()
            if name not in self.names
            and value is not before.get(name)
            and kind_of_result(name) in ("dw", "db", "cost")
        }
        moved = any(after[name] is not before[name] for name in self.names)
        return left or ({name: after[name] for name in self.names} if moved else None)


def with_state(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function; a method that finds its parameters in its object as a function of them all."""
    if not isinstance(function, types.MethodType) or inspect.isclass(function.__self__):
        return function
    if not hasattr(function.__self__, "__dict__"):
        return function
    given = roles(inspect.signature(function).parameters)
    code = _code(function)
    named = list(dict.fromkeys(re.findall(r"\bself\.(\w+)\b(?!\s*\()", code)))[:20]
    found = roles(named)
    state = tuple(
        name for name in named if found[name] in _STATE and found[name] not in given.values()
    )
    return Stateful(function, state) if state else function


def _code(method: types.MethodType) -> str:
    """The text of a method and of those of its object that it calls."""
    known: dict[str, str] = {}
    waiting = [method.__name__]
    while waiting and len(known) < 20:
        name = waiting.pop()
        called = getattr(type(method.__self__), name, None)
        if name not in known and callable(called):
            known[name] = Source.of(called).code
            waiting += re.findall(r"\bself\.(\w+)\s*\(", known[name])
    return "\n".join(known.values())


def owner(function: Callable[..., Any]) -> tuple[str, bool]:
    """The name of the class that a function belongs to, and whether it needs an object of it."""
    method = getattr(function, "method", function)
    if isinstance(method, types.MethodType) and not inspect.isclass(method.__self__):
        return type(method.__self__).__name__, True
    name = getattr(method, "__qualname__", "")
    return ("", False) if "<" in name else (name.rpartition(".")[0], False)
