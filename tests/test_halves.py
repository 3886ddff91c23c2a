"""The half that reads and proves needs the standard library alone; imports point one way."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import lrproof

PACKAGE = Path(lrproof.__file__).parent
ROOT = PACKAGE.parent
MODULES = {
    path.relative_to(ROOT).with_suffix("").as_posix().replace("/", "."): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
PLAIN = ("tex", "numbers", "setting", "settings", "sampling", "evaluate", "evidence",
         "points", "identity", "signs", "certificate", "prove", "derivation",
         "conventions", "existence", "published", "wording", "mistakes", "explain",
         "tables")  # fmt: skip

MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "tex": (),
    "numbers": (),
    "existence": (),
    "shapes": (),
    "logistic": ("shapes",),
    "linear": ("shapes",),
    "softmax": ("shapes",),
    "descent": ("logistic", "shapes"),
    "evidence": (),
    "tables": ("evidence",),
    "setting": ("tex",),
    "settings": ("setting", "tex"),
    "evaluate": ("numbers", "setting", "tex"),
    "points": ("evaluate", "evidence", "numbers", "sampling", "setting", "tex"),
    "sampling": ("setting",),
    "identity": ("evaluate", "numbers", "setting", "signs", "tex"),
    "signs": ("tex",),
    "certificate": ("evaluate", "identity", "numbers", "setting", "tex"),
    "prove": ("certificate", "evidence", "identity", "points", "setting", "tex"),
    "mistakes": ("evaluate", "numbers", "setting", "settings", "tex"),
    "explain": (
        "evaluate",
        "evidence",
        "mistakes",
        "numbers",
        "points",
        "prove",
        "sampling",
        "setting",
        "settings",
        "tex",
    ),
    "conventions": ("points", "prove", "sampling", "setting", "settings", "tex"),
    "derivation": (
        "conventions",
        "evidence",
        "explain",
        "prove",
        "sampling",
        "setting",
        "settings",
        "tables",
        "tex",
    ),
    "equations": ("descent", "existence", "linear", "logistic", "softmax"),
    "gradient": ("linear", "logistic", "mistakes", "shapes", "softmax"),
    "checker": ("evaluate", "numbers", "sampling", "setting", "tex"),
    "premises": (),
    "published": (),
    "records": ("catalogue", "published", "wording"),
    "wording": ("tex",),
    "citation": ("catalogue", "evidence", "records", "wording"),
    "rows": ("tex",),
    "catalogue": (
        "certificate",
        "checker",
        "evidence",
        "mistakes",
        "premises",
        "prove",
        "rows",
        "setting",
        "settings",
        "tex",
    ),
}
"""Which parts each part may import besides itself; a part that is not named may not be cli."""


def run(code: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


BLOCK = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {names!r}:
            raise ModuleNotFoundError(f"blocked: {{name}}", name=name)
sys.meta_path.insert(0, Blocked())
"""
USE = r"""
import lrproof
from lrproof.settings import SETTINGS
found = lrproof.prove(r"\frac{\partial L}{\partial w} = (f - y)\,x", SETTINGS["feature"])
report = lrproof.check_derivation(r"\sigma'(z) &= \sigma(z)(1-\sigma(z)) \\ &= \sigma(z)")
print(found.verdict, report.holds, report.first_wrong.row)
"""


def test_proving_works_where_numpy_is_not() -> None:
    others = {"numpy", "markdown", "mkdocs", "scipy", "sympy", "yaml", "pymdownx"}
    assert run(BLOCK.format(names=others) + USE) == "proved False 2\n"


def test_numpy_is_blocked_there() -> None:
    code = BLOCK.format(names={"numpy"}) + "import lrproof.logistic"
    with pytest.raises(AssertionError, match="blocked: numpy"):
        run(code)


def test_importing_it_is_light() -> None:
    code = "import sys, lrproof; print(sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = ast.literal_eval(run(code))
    assert "lrproof" in loaded
    assert not {"numpy", "markdown", "mkdocs", "scipy", "sympy", "hypothesis"} & set(loaded)


@cache
def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def imported(path: Path) -> set[str]:
    """All modules that a file imports, also inside functions."""
    found: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            assert node.module is not None
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def part(module: str) -> str:
    """The part of the package that a module belongs to: `tex` for `lrproof.tex.reader`."""
    return module.removeprefix("lrproof").removeprefix(".").partition(".")[0]


PARTS = {part(module) for module in MODULES} - {"", "__init__"}
COMMAND = {"cli", "__main__"}


def ours(module: str) -> set[str]:
    """The other parts that a module imports."""
    inside = {part(name) for name in imported(MODULES[module]) if name.startswith("lrproof.")}
    return (inside & PARTS) - {part(module)}


def test_imports_point_one_way() -> None:
    for module in MODULES:
        found = ours(module)
        assert "cli" not in found or part(module) in COMMAND, module
        assert "site" not in found or part(module) == "cli", module
        if part(module) in MAY_IMPORT:
            assert found <= set(MAY_IMPORT[part(module)]), module


def test_the_plain_half_imports_the_standard_library_alone() -> None:
    for module in MODULES:
        outside = {name.partition(".")[0] for name in imported(MODULES[module])} - {"lrproof"}
        assert part(module) not in PLAIN or outside <= sys.stdlib_module_names, module


def test_every_part_is_known_here() -> None:
    assert set(MAY_IMPORT) | {*COMMAND, "site"} == PARTS
    assert ours("lrproof.prove") >= {"setting", "tex"}


def test_the_readme_says_where_every_part_is() -> None:
    said = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Where things are")[2]
    parts = PARTS - {"__main__"}
    assert not [part for part in parts if f"`{part}.py`" not in said and f"`{part}/`" not in said]


def calls(path: Path) -> set[str]:
    return {
        node.func.id
        for node in nodes(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }


def test_only_the_command_prints_and_nothing_evaluates_text() -> None:
    for module, path in MODULES.items():
        assert not calls(path) & {"eval", "exec", "compile", "__import__"}, module
        if part(module) != "cli":
            assert "print" not in calls(path), module
            assert "sys.stdout" not in path.read_text(encoding="utf-8"), module


def test_the_public_names_are_there() -> None:
    assert lrproof.__all__ == sorted(lrproof.__all__, key=lambda name: (not name.isupper(), name))
    for name in lrproof.__all__:
        assert getattr(lrproof, name).__doc__ or name == "SETTINGS"
    assert (PACKAGE / "py.typed").exists()
