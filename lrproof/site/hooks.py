"""What MkDocs does around the pages: fresh modules, and the font."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    from mkdocs.config.defaults import MkDocsConfig

FONT = "assets/lrproof/math.woff2"

_package = Path(__file__).resolve().parent.parent
_loaded: dict[Path, int] = {}
_points: set[int] = set()

log = logging.getLogger("mkdocs.plugins.lrproof")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Forgets modules whose source has changed since the last build, and the last build's pages."""
    stamps = {path: path.stat().st_mtime_ns for path in _package.rglob("*.py")}
    if _loaded and stamps != _loaded:
        for name in [name for name in sys.modules if name.partition(".")[0] == _package.name]:
            del sys.modules[name]
    _loaded.clear()
    _loaded.update(stamps)

    # With --quiet a strict build would not hear its own warnings, and pass.
    if config.strict and log.getEffectiveLevel() > logging.WARNING:
        logging.getLogger("mkdocs").setLevel(logging.WARNING)

    from lrproof.site.book import open_book

    open_book.cache_clear()
    _points.clear()
    options = config.mdx_configs.setdefault("lrproof.site.markdown", {})
    options["docs"] = config.docs_dir
    return config


def on_post_page(output: str, **_: Any) -> str:
    """Notes which characters the font must have."""
    from lrproof.site.font import characters

    _points.update(characters(output))
    return output


def on_post_build(config: MkDocsConfig) -> None:
    """Writes the font."""
    from lrproof.site.font import cut

    cache = Path(config.config_file_path or ".").resolve().parent / ".cache" / "lrproof"
    target = Path(config.site_dir) / FONT
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(cut(_points, cache))
    log.debug("%d characters, %d bytes", len(_points), target.stat().st_size)
