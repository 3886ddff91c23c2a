from __future__ import annotations

import io
import json
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

from lrproof.cli import main

DOCS = Path(__file__).parent.parent / "docs"
RIGHT = r"\frac{\partial L}{\partial w} = \frac{\partial L}{\partial z} \cdot x = (f - y)\,x"
WRONG = r"\frac{\partial L}{\partial w} &= \frac{\partial L}{\partial f} \cdot x \\ &= (f - y)\,x"
UNREAD = r"\frac{\partial L}{\partial w} = (f - y) \cdot"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    def call(*arguments: str, text: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        try:
            status = main(arguments)
        except SystemExit as stop:
            status = int(stop.code or 0)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return call


@pytest.fixture
def page(tmp_path: Path) -> Any:
    def write(tex: str, name: str = "prediction-by-logit") -> str:
        folder = tmp_path / "derivation"
        folder.mkdir(exist_ok=True)
        block = f"/// setting | example\n///\n\n/// equation | {name}\n{tex}\n///\n"
        (folder / "chain-rule.md").write_text(block, encoding="utf-8")
        return str(tmp_path)

    return write


@pytest.mark.parametrize(
    ("text", "status"), [(RIGHT, 0), (WRONG, 1), (UNREAD, 2), ("", 2), (r"\frac{", 2)]
)
def test_check_tells_by_its_exit_status(run: Any, text: str, status: int) -> None:
    assert run("check", "-", text=text)[0] == status


def test_check_reads_a_file(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "mine.tex"
    path.write_text(WRONG, encoding="utf-8")
    assert run("check", str(path))[0] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("check",),
        ("check", "no-such-file.tex"),
        ("check", "-", "--setting", "no-such-setting"),
        ("prove", "no-such-id", "--docs", str(DOCS)),
        ("prove", "--docs", "no-such-folder"),
        ("frobnicate",),
    ],
)
def test_wrong_usage_has_a_status_of_its_own_and_a_message(
    run: Any, arguments: tuple[str, ...]
) -> None:
    status, out, error = run(*arguments)
    assert status == 3
    assert "lrproof" in error
    assert not out


def test_the_first_wrong_line_is_shown_with_both_values_at_a_point(run: Any) -> None:
    _, out, _ = run("check", "-", text=WRONG)
    assert "setting: one example with one feature, guessed" in out
    assert "This is the first wrong line: line 1, column 32" in out
    assert "the line before is -0.238406, this one is -2.27067." in out
    assert "missing-chain-factor" in out
    assert "Row 1 is wrong" in out


def test_a_right_derivation_is_said_to_hold_and_how_strongly(run: Any) -> None:
    _, out, _ = run("check", "-", text=RIGHT)
    assert out.endswith("Every line holds: 2 proved.\n")


def test_a_given_setting_is_not_said_to_be_guessed(run: Any) -> None:
    _, out, _ = run("check", "-", "--setting", "feature", text=RIGHT)
    assert "guessed" not in out


def test_what_cannot_be_read_is_shown_with_its_place(run: Any) -> None:
    _, out, _ = run("check", "-", text=UNREAD)
    assert "line 1, column 41" in out
    assert "a factor is missing" in out


def test_check_prints_json(run: Any) -> None:
    status, out, _ = run("check", "-", "--json", text=WRONG)
    found = json.loads(out)
    assert status == 1
    assert found["setting"] == "feature"
    assert found["holds"] is False
    assert found["first_wrong"] == {"row": 1, "relation": 1}
    first, second = found["steps"]
    assert set(first) == {
        "row", "relation", "tex", "verdict", "message", "witness", "line", "column",
    }  # fmt: skip
    assert (first["row"], second["row"]) == (1, 2)
    assert first["verdict"] == "refuted"
    assert first["witness"]["point"] == {"x": 2.0, "w": 0.25, "b": 1.5, "y": 1.0}
    assert first["witness"]["left"] == pytest.approx(-0.238406, abs=1e-6)


@pytest.mark.parametrize(("text", "holds"), [(RIGHT, True), (WRONG, False), (UNREAD, None)])
def test_json_says_whether_all_lines_hold(run: Any, text: str, holds: bool | None) -> None:
    assert json.loads(run("check", "-", "--json", text=text)[1])["holds"] is holds


def test_the_pages_of_the_package_are_proved_where_no_others_are(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, _ = run("prove", "loss-by-weight")
    assert status == 0
    assert "proved" in out
    (tmp_path / "docs").mkdir()
    assert run("prove", "loss-by-weight")[0] == 3


def test_prove_lists_each_equation_and_a_summary(run: Any) -> None:
    status, out, _ = run("prove", "loss-by-weight", "sigmoid-slope-bounds", "--docs", str(DOCS))
    assert status == 0
    lines = out.splitlines()
    assert lines[0].split()[:2] == ["loss-by-weight", "proved"]
    assert lines[1].split()[:2] == ["sigmoid-slope-bounds", "proved"]
    assert lines[-1] == "2 checked: 2 proved"


def test_prove_prints_json(run: Any) -> None:
    _, out, _ = run("prove", "loss-by-weight", "--json", "--docs", str(DOCS))
    found = json.loads(out)
    (equation,) = found["equations"]
    assert {
        "id", "page", "line", "verdict", "method", "points", "max_error", "false_accept", "scope",
        "checker",
    } <= set(equation)  # fmt: skip
    assert equation["page"] == "derivation/chain-rule.md"
    assert equation["checker"] == "lrproof.equations.chain_rule.loss_by_weight"
    assert 0 < equation["false_accept"] < 1e-30
    assert found["summary"]["total"] == found["summary"]["proved"] == 1


@pytest.mark.parametrize(
    ("tex", "status", "words"),
    [
        (r"\frac{\partial f}{\partial z} = f(1-f)", 0, "1 proved"),
        (r"\frac{\partial f}{\partial z} = f(1+f)", 1, "refuted: at "),
        (r"\frac{\partial f}{\partial z} = f(1-q)", 2, "q is not known"),
        (r"1 - f = f(1-f) + (1-f)^2", 1, "disagrees: side 1 disagrees with its checker"),
    ],
)
def test_prove_tells_by_its_exit_status_and_names_the_place(
    run: Any, page: Any, tex: str, status: int, words: str
) -> None:
    found, out, _ = run("prove", "--docs", page(tex))
    assert found == status
    assert words in out
    if status:
        assert "derivation/chain-rule.md:" in out
        assert "prediction-by-logit: " in out


def test_an_equation_without_a_checker_does_not_pass(run: Any, page: Any) -> None:
    status, out, _ = run("prove", "--docs", page("f = f", "no-such-equation"))
    assert status == 1
    assert "it has no checker" in out


def test_colours_are_for_terminals_only(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\033" not in run("check", "-", text=RIGHT)[1]
    monkeypatch.setattr("lrproof.cli.output._is_terminal", lambda: True)
    assert "\033[32mproved" in run("check", "-", text=RIGHT)[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\033" not in run("check", "-", text=RIGHT)[1]


def test_it_runs_as_a_module(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["lrproof", "cite", "no-such-id"])
    with pytest.raises(SystemExit, match="3"):
        runpy.run_module("lrproof", run_name="__main__")
    assert "no-such-id" in capsys.readouterr().err


@pytest.mark.parametrize("command", [(), ("check",), ("prove",)])
def test_help_teaches(run: Any, command: tuple[str, ...]) -> None:
    status, out, _ = run(*command, "--help")
    assert status == 0
    if command:
        assert "example:" in out
        assert "exit status:" in out


@pytest.mark.parametrize(("sign", "status"), [("+", 0), ("-", 1)])
def test_a_mistake_must_be_refuted(run: Any, tmp_path: Path, sign: str, status: int) -> None:
    tex = rf"\frac{{\partial L}}{{\partial b}} = f {sign} y"
    block = f"/// setting | example\n///\n\n/// mistake | flipped-sign\n{tex}\n///\n"
    (tmp_path / "page.md").write_text(block, encoding="utf-8")
    found, out, _ = run("prove", "--json", "--docs", str(tmp_path))
    (mistake,) = json.loads(out)["mistakes"]
    assert found == status
    assert (mistake["id"], mistake["verdict"] == "refuted") == ("flipped-sign", status == 0)
    assert json.loads(out)["summary"]["total"] == 0
    found, out, _ = run("prove", "flipped-sign", "--docs", str(tmp_path))
    assert found == status
    assert ("a mistake must be refuted" in out) == (status == 1)
