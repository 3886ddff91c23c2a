"""`lrproof gradient`: a file of somebody else's is run, and whatever it does, there is a report."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

from lrproof.cli import main
from lrproof.gradient import child

SIGMOID = "import numpy as np\n\ndef sigmoid(z):\n    return 1 / (1 + np.exp(-z))\n\n"
COST = """
def cost(X, y, w, b):
    f = sigmoid(X @ w + b)
    return -np.mean(y * np.log(f) + (1 - y) * np.log(1 - f))

"""
GRADIENT = """
def gradient(X, y, w, b):
    r = sigmoid(X @ w + b) - y
    return X.T @ r / len(y), r.mean()

"""
KEYS = ["function", "convention", "verdict", "message", "entries", "mistakes", "example"]


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Writes a file and runs the command: its exit status, and what it printed."""

    def run(code: str, function: str = "", *options: str, name: str = "mine.py") -> Any:
        (tmp_path / name).write_text(code, encoding="utf-8")
        target = f"{tmp_path / name}:{function}" if function else str(tmp_path / name)
        try:
            status = main(["gradient", target, *options])
        except SystemExit as stop:
            status = int(stop.code or 0)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What the child process does, in this one."""

    def run(code: str, function: str | None = None, **job: Any) -> Any:
        monkeypatch.syspath_prepend(str(tmp_path))
        file = tmp_path / job.pop("name", "mine.py")
        file.write_text(code, encoding="utf-8")
        result = tmp_path / "result.json"
        plain: dict[str, Any] = {
            "cost": None,
            "seconds": 5.0,
            "options": {},
            "folder": str(tmp_path),
        }
        child.main(plain | {"file": str(file), "function": function, "result": str(result)} | job)
        return json.loads(result.read_text(encoding="utf-8"))

    return run


def test_a_right_function_that_prints_at_import(command: Any, tmp_path: Path) -> None:
    (tmp_path / "helper.py").write_text(SIGMOID, encoding="utf-8")
    noise = "from helper import np, sigmoid\nprint('x' * 10**6)\n"
    options = ("--cost", "cost", "--reduction", "mean", "--json")
    status, printed, _ = command(noise + COST + GRADIENT, "gradient", *options)
    report = json.loads(printed)
    assert (status, report["verdict"], list(report)) == (0, "right", KEYS)
    assert report["convention"]["parameters"] == "w,b"
    assert not report["mistakes"]


def test_a_wrong_function_and_its_example_as_pasted(
    command: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    wrong = SIGMOID + GRADIENT.replace("- y", "+ y")
    status, text, _ = command(wrong, "gradient")
    assert status == 1
    assert text.startswith(
        "gradient: wrong\nCalled as gradient(X, y, w, b), an example in each row"
    )
    pasted = tmp_path / "pasted.py"
    code = text.partition("paste this:")[2].replace("\n    ", "\n")
    pasted.write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    runpy.run_path(str(pasted))
    returned, expected = capsys.readouterr().out.splitlines()
    assert returned.startswith("returned: (array([")
    assert expected == "expected: {'dw': [-0.842476], 'db': -0.220017}"


@pytest.mark.parametrize(
    ("code", "mistake"),
    [
        (GRADIENT.replace("r =", "import os; os._exit(0)\n    r ="), "raises-error"),
        ("while True: pass\n" + GRADIENT.replace("r =", "while True: pass\n    r ="),
         "does-not-end"),
    ],
)  # fmt: skip
def test_one_that_ends_the_process_or_never_ends(command: Any, code: str, mistake: str) -> None:
    status, printed, _ = command(SIGMOID + code, "gradient", "--json", "--seconds", "0.2")
    report = json.loads(printed)
    assert (status, report["verdict"], report["mistakes"]) == (2, "error", [mistake])


def test_bad_usage(command: Any, tmp_path: Path) -> None:
    status, _, error = command(SIGMOID + COST + GRADIENT, "grad")
    assert status == 3
    assert error.endswith("mine.py: there is no function grad; there is sigmoid, cost, gradient\n")
    assert main(["gradient", str(tmp_path / "other.py")]) == 3
    assert command("", "f", "--seconds", "0")[0] == 3
    assert command("", "f", "--layout", "heaps")[0] == 3


def test_the_function_may_be_left_out(check: Any) -> None:
    assert check(SIGMOID + GRADIENT)["report"]["function"] == "gradient"
    assert check(SIGMOID)["report"]["function"] == "sigmoid"
    two = SIGMOID + GRADIENT + GRADIENT.replace("gradient", "other_gradient")
    assert "which function?; there is sigmoid, gradient" in check(two)["usage"]
    assert "there is no function" in check("x = 1")["usage"]


OF_ITS_OBJECT = """
    def forward(self, X):
        return sigmoid(X @ self.w + self.b)

    def gradient(self, X, y):
        r = self.forward(X) - y
        return X.T @ r / len(y), r.mean()
"""


def test_methods_and_lambdas(check: Any) -> None:
    body = GRADIENT.replace("\n", "\n    ").replace("gradient(X", "gradient(self, X")
    assert check(SIGMOID + "class Model:" + body, "Model.gradient")["report"]["verdict"] == "right"
    needs = "class Model:\n    def __init__(self, size): self.w, self.b = size, 0\n"
    assert check(SIGMOID + needs + body, "Model.gradient")["report"]["verdict"] == "right"
    state = needs + OF_ITS_OBJECT
    assert check(SIGMOID + state, "Model.gradient")["report"]["verdict"] == "right"
    code = "import numpy as np\nsigma = lambda z: 1 / (1 + np.exp(z))"
    report = check(code, "sigma")["report"]
    assert report["function"] == "sigma"
    assert "sigmoid-flipped" in report["mistakes"]


def test_a_file_that_cannot_be_run_as_a_whole(check: Any) -> None:
    code = "import lost_module\n" + SIGMOID + "data = open('lost.txt').read()\n" + GRADIENT
    report = check(code, "gradient")["report"]
    assert report["verdict"] == "right"
    assert "No module named 'lost_module'" in report["message"]
    assert "only its definitions were used" in report["message"]
    line = code.count("\n") + 3
    broken = check(code + "\ndef f(x):\n    return (x\n", "gradient")["report"]
    assert broken["verdict"] == "error"
    assert f"SyntaxError in line {line}: return (x" in broken["message"]
    assert check("1 / 0", "gradient")["usage"].endswith("no function")


def test_a_notebook(check: Any) -> None:
    cells = [
        {"cell_type": "markdown", "source": "gradient"},
        {"cell_type": "code", "source": ["%matplotlib inline\n", "!ls\n", SIGMOID]},
        {"cell_type": "code", "source": "import pandas_is_not_here\n"},
        {"cell_type": "code", "source": GRADIENT.replace("r.mean()", "r.sum()")},
    ]
    report = check(json.dumps({"cells": cells}), name="week3.ipynb")["report"]
    assert (report["function"], report["mistakes"][0]) == ("gradient", "missing-mean")
    assert "import week3" not in report["example"]
    assert check("{}", name="week3.ipynb")["report"]["message"].endswith(
        "no notebook: it has no cells."
    )


def test_an_option_that_is_no_convention_is_bad_usage(check: Any) -> None:
    found = check(SIGMOID + GRADIENT, "gradient", options={"penalty": "much"})
    assert found["usage"].startswith("penalty must be one of 'none',")
