"""How a function is called is found out; what it does besides is found too."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from lrproof import assert_gradient, check_gradient
from lrproof.gradient.agreement import Observed, Standard, parts
from lrproof.gradient.data import MODERATE
from lrproof.gradient.search import callings
from tests import signatures
from tests.signatures import MISBEHAVING, OTHER_CALLABLES, RIGHT, plain, sigmoid

Function = Callable[..., Any]


def scaled(result: Any) -> Any:
    """What a function returned, wrong by a tenth of a percent."""
    if isinstance(result, Mapping):
        return {key: scaled(value) for key, value in result.items()}
    if isinstance(result, tuple | list):
        return [scaled(value) for value in result]
    return np.asarray(result) * 1.001


@pytest.mark.parametrize(
    ("function", "layout", "parameters", "labels"), RIGHT, ids=[case[0].__name__ for case in RIGHT]
)
def test_how_it_is_called_is_found_out(
    function: Function, layout: str, parameters: str, labels: str | None
) -> None:
    report = check_gradient(function)
    assert (report.verdict, report.mistakes) == ("right", ()), report.message
    found = report.convention
    assert found is not None
    assert (found.layout, found.parameters, found.labels) == (layout, parameters, labels)

    @functools.wraps(function)
    def wrong(*arguments: Any, **named: Any) -> Any:
        return scaled(function(*arguments, **named))

    for calling in callings(wrong):
        seen = parts(Observed(calling), Standard(found), MODERATE[0])
        assert not seen or not all(part.right().all() for part in seen)


@pytest.mark.parametrize("function", OTHER_CALLABLES)
def test_methods_closures_and_partials_are_functions_too(function: Function) -> None:
    assert check_gradient(function).verdict == "right"


def test_a_closure_may_be_wrong() -> None:
    assert check_gradient(signatures.make(2.0)).verdict == "wrong"


@pytest.mark.parametrize(
    ("function", "mistake"), MISBEHAVING, ids=[case[0].__name__ for case in MISBEHAVING]
)
def test_what_it_does_wrong_is_a_finding(
    function: Function, mistake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    report = check_gradient(function, seconds=0.3)
    assert mistake in report.mistakes
    failed = mistake in ("raises-error", "returns-nothing", "does-not-end", "not-finite")
    assert report.verdict == ("error" if failed else "wrong")
    assert str(report).startswith(f"{function.__name__}: {report.verdict}\n")


def test_the_line_is_shown_that_raises() -> None:
    said = check_gradient(signatures.raises).message
    line = signatures.raises.__code__.co_firstlineno + 2
    assert f'ValueError in line {line}: raise ValueError("no convergence")' in said


def test_what_it_prints_is_dropped(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_gradient(signatures.prints).verdict == "right"
    assert not capsys.readouterr().out


def test_changed_arguments_are_a_remark_where_they_harm_nobody() -> None:
    report = check_gradient(signatures.scales_in_place)
    assert (report.verdict, report.mistakes) == ("right", ())
    assert "It changes its arguments: w." in report.message
    assert "changes" not in check_gradient(plain).message


def test_the_user_may_say_it() -> None:
    def backwards(b: Any, w: Any, y: Any, X: Any) -> Any:
        return plain(w, y, X, b)

    assert check_gradient(backwards).verdict != "right"
    assert check_gradient(backwards, arguments="b, X, y, w").verdict == "right"
    assert check_gradient(plain, reduction="mean").verdict == "right"
    assert check_gradient(plain, reduction="sum").verdict == "wrong"
    assert check_gradient(plain, labels="-1/+1").verdict == "wrong"
    assert check_gradient(plain, layout="columns").verdict == "error"
    assert check_gradient(signatures.octave, penalty="lambda/2 * sum(w^2)").verdict == "wrong"
    assert check_gradient(signatures.bias_last, parameters="theta").verdict == "wrong"
    with pytest.raises(ValueError, match="reduction must be one of 'mean', 'sum'; got 'average'"):
        check_gradient(plain, reduction="average")  # type: ignore[arg-type]


def cost(theta: Any, X: Any, y: Any) -> Any:
    f = sigmoid(X @ theta)
    return -np.mean(y * np.log(f) + (1 - y) * np.log(1 - f))


def gradient(theta: Any, X: Any, y: Any) -> Any:
    return X.T @ (y - sigmoid(X @ theta)) / len(y)


def test_the_report_shows_entries_bars_mistakes_and_code() -> None:
    text = str(check_gradient(gradient, cost))
    bar = "█" * 16
    assert f"✗ dw[0]  expected     -0.842476  {bar}│\n" in text
    assert f"         returned      0.842476  {' ' * 16}│{bar}\n" in text
    assert "flipped-sign" in text.partition("most likely first:")[2].splitlines()[1]
    assert "mistakes/flipped-sign/" in text
    assert "    theta = np.array([-2.0, 0.5])\n" in text
    assert '    print("expected:", {"gradient": [-0.220017, -0.842476]})' in text


def test_a_notebook_shows_a_table_with_formulas() -> None:
    shown = check_gradient(gradient, cost)._repr_html_()
    assert r"$J = \frac{1}{m} \sum_i \left(-y_i \ln f_i - (1 - y_i) \ln(1 - f_i)\right)$" in shown
    assert r"<td>$\partial J/\partial w_{1}$</td><td>-0.842476</td><td>0.842476</td><td>✗</td>" in (
        shown
    )
    assert "&lt;lambda&gt;" in check_gradient(lambda X: X.lost)._repr_html_()


def test_a_test_fails_with_the_report() -> None:
    with pytest.raises(AssertionError) as failure:
        assert_gradient(cost, gradient)
    assert str(failure.value) == str(check_gradient(gradient, cost))
    assert_gradient(cost, lambda theta, X, y: -gradient(theta, X, y))
