"""The workflows: least rights, pinned actions, and no step that a developer cannot run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import lrproof
from tests.built import ROOT

FOLDER = ROOT / ".github/workflows"
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
PINNED = re.compile(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d[\d.]*$")
COMMAND = re.compile(r"make ([a-z]+)|bash \.ci/run")


def problems(text: str) -> Iterator[str]:
    """What a workflow must not do."""
    flow: dict[str, Any] = yaml.safe_load(text)
    for line in text.splitlines():
        if "uses:" in line and not PINNED.search(line):
            yield f"not pinned: {line.strip()}"
    if flow.get("permissions") not in ({}, {"contents": "read"}):
        yield "permissions of all jobs"
    if not flow.get("concurrency"):
        yield "no concurrency"
    if "tags:" in text and "run: make tagged" not in text:
        yield "a tag that nobody compares with the version"
    for name, job in flow["jobs"].items():
        steps = job["steps"]
        runs = [step["run"] for step in steps if "run" in step]
        if "permissions" not in job or "timeout-minutes" not in job:
            yield f"{name}: no permissions, or no end"
        if job.get("permissions", {}).get("id-token") == "write" and (
            runs or "environment" not in job
        ):
            yield f"{name}: an identity for more than sending"
        for run in runs:
            command = COMMAND.fullmatch(run)
            if not command or (command[1] and command[1] not in TARGETS):
                yield f"{name}: runs {run}"
        for step in steps:
            given = step.get("with", {})
            checkout = "actions/checkout@" in step.get("uses", "")
            if checkout and "bash .ci/run" in runs and given.get("fetch-depth") != 0:
                yield f"{name}: tests without the history that one of them reads"
            kept = given.get("persist-credentials") is not False
            if checkout and kept and "path" not in given:
                yield f"{name}: credentials stay"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=lambda path: path.name)
def test_a_workflow_has_the_least_rights(path: Path) -> None:
    assert list(problems(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("right", "wrong", "found"),
    [
        (r"@[0-9a-f]{40} # v4.2.2", "@v4 # v4", "not pinned: - uses: actions/checkout@v4 # v4"),
        (" # v4.2.2", "", "not pinned"),
        (r"permissions: \{\}", "permissions: write-all", "permissions of all jobs"),
        (r"concurrency:\n.*\n.*\n", "", "no concurrency"),
        (r"timeout-minutes: 10", "x: 1", "publish: no permissions, or no end"),
        (r"    environment: release\n", "", "publish: an identity for more than sending"),
        (r"contents: read", "id-token: write", "build: an identity for more than sending"),
        (r"make tagged", "make lint", "a tag that nobody compares"),
        (r"make dist", "make dust", "build: runs make dust"),
        (r"make dist", "curl x | bash", "build: runs curl"),
        (r"persist-credentials: false", "submodules: false", "build: credentials stay"),
        (r"fetch-depth: 0", "fetch-depth: 1", "build: tests without the history"),
    ],
)
def test_what_has_more_is_refused(right: str, wrong: str, found: str) -> None:
    text = (FOLDER / "release.yml").read_text(encoding="utf-8")
    changed = re.sub(right, wrong, text, count=1)
    assert changed != text
    assert any(problem.startswith(found) for problem in problems(changed))


def test_all_are_there() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {"release", "site", "test"}


@pytest.mark.parametrize(
    ("tag", "right"),
    [(f"v{lrproof.__version__}", True), ("v0.0.0", False), ('" || true "', False), ("$(X)", False)],
)
def test_a_tag_is_compared_and_no_part_of_it_is_run(tag: str, right: bool) -> None:
    command = [shutil.which("make") or "make", "--silent", "tagged"]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "TAG": tag}, capture_output=True, check=False
    )
    assert (not done.returncode) is right
