"""What the tests of the built site share; one process builds it for all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from lrproof.catalogue import Catalogue, scan
from lrproof.citation import address
from lrproof.site.links import Page
from lrproof.site.links import pages as read
from lrproof.site.machines.build import inputs
from tests.built import DOCS, ROOT
from tests.chromium import Chromium, find

MOST_WAITING = 120


def _is_built(folder: Path) -> bool:
    """Whether a folder holds the site of what stands here."""
    try:
        made_from = json.loads((folder / "build.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return False
    return bool(made_from == inputs(DOCS, address()))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site: that of `make site` if it was built from what stands here, else one of its own.

    One of the processes builds it for all of them.
    """
    if "BUILD_AGAIN" not in os.environ and _is_built(ROOT / "site"):
        return ROOT / "site"
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    target, finished = shared / "the-site", shared / "the-site-is-built"
    try:
        target.mkdir()
    except FileExistsError:
        for _ in range(MOST_WAITING):
            if finished.exists():
                return target
            time.sleep(1)
        pytest.fail("another process did not build the site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    finished.touch()
    return target


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return scan(DOCS)


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Page]:
    """All pages by their address, those that the build adds too."""
    return read(site)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    program = find()
    if program is None:
        pytest.skip("NO CHROMIUM IS INSTALLED: nothing was tried in a browser")
    chromium = Chromium(program, tmp_path_factory.mktemp("profile"))
    yield chromium
    chromium.close()
