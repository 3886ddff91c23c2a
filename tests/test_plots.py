"""The figures: what they show, in words and in the drawing, and how the page can dress them."""

from __future__ import annotations

import math
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as etree
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from markdown import Markdown
from numpy.typing import NDArray

from lrproof import logistic
from lrproof.catalogue import BLOCKS
from lrproof.descent import gradient_descent
from lrproof.site import plots
from lrproof.site.plots import PLOTS, error, growth, minima, style, surface
from tests.built import ROOT, project, warnings_of

every_figure = pytest.mark.parametrize("name", PLOTS)
CSS = (ROOT / "lrproof/site/theme/assets/lrproof/lrproof.css").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def drawn() -> dict[str, tuple[style.Plot, etree.Element]]:
    """Each figure, and its SVG as a tree."""
    made = {name: plots.plot(name) for name in PLOTS}
    return {name: (plot, etree.fromstring(style.svg(plot, name))) for name, plot in made.items()}


Drawn = dict[str, tuple[style.Plot, etree.Element]]


# What every figure must be


@every_figure
def test_a_figure_says_what_is_to_be_seen(name: str, drawn: Drawn) -> None:
    plot, svg = drawn[name]
    assert svg.get("role") == "img"
    title, text = (svg.find(f".//*[@id='{x}']") for x in svg.attrib["aria-labelledby"].split())
    assert title is not None
    assert text is not None
    assert (title.tag, text.tag) == ("title", "desc")
    assert title.text == plot.title
    assert text.text == plot.description
    assert len(plot.description) > 150
    assert re.search(r"\d", plot.description)
    assert plot.caption


@every_figure
def test_text_is_text_and_large_enough(name: str, drawn: Drawn) -> None:
    _, svg = drawn[name]
    texts = svg.findall(".//text")
    assert len(texts) > 3
    left, top, width, height = map(float, svg.attrib["viewBox"].split())
    for text in texts:
        assert "".join(text.itertext()).strip()
        # A phone of 360 pixels leaves 328 for the figure.
        size = float(text.attrib["font-size"].removesuffix("px")) * 328 / width
        assert size >= 11
        if text.find("tspan[@class='lr-index']") is not None:
            index = re.search(r"\.lr-plot \.lr-index \{\s*font-size: ([\d.]+)em", CSS)
            assert index is not None
            assert size * float(index[1]) >= 11
        assert left <= float(text.attrib["x"]) <= width
        assert top <= float(text.attrib["y"]) <= height
        assert "font-family" not in text.attrib
    assert "a" not in " ".join("".join(text.itertext()) for text in texts).split()


@every_figure
def test_the_page_gives_the_colours(name: str, drawn: Drawn) -> None:
    for node in drawn[name][1].iter():
        assert "style" not in node.attrib
        for key in ("fill", "stroke", "color", "stop-color"):
            value = node.get(key, "none")
            assert value in {"none", "currentColor"} or value.startswith(("var(--lr-", "url(#")), (
                value
            )
            for variable in re.findall(r"var\((--[\w-]+)", value):
                # Once for the light, once for the dark.
                assert CSS.count(f"{variable}:") == 2, variable
    assert drawn[name][1].get("fill") == "currentColor"


@every_figure
def test_curves_differ_without_colour(name: str, drawn: Drawn) -> None:
    figure = drawn[name][0].figure
    for axes in figure.axes:
        looks: dict[str, set[object]] = {}
        for line in axes.lines:
            if np.size(line.get_xydata()) > 6:
                looks.setdefault(str(line.get_color()), set()).add(line.get_linestyle())
        kinds = [kind for found in looks.values() for kind in found]
        assert len(kinds) == len(set(kinds)), looks


@every_figure
def test_a_figure_asks_for_nothing_and_runs_nothing(name: str, drawn: Drawn) -> None:
    _, svg = drawn[name]
    tags = {node.tag for node in svg.iter()}
    assert not tags & {"script", "style", "image", "foreignObject", "a", "metadata"}
    ids = {node.attrib["id"] for node in svg.iter() if "id" in node.attrib}
    for node in svg.iter():
        for key, value in node.attrib.items():
            assert not key.startswith("on")
            assert "//" not in value
            for reference in re.findall(r"#([^)]+)", value):
                assert reference in ids
            if key in ("href", "clip-path"):
                assert "#" in value


def test_ids_stand_once_on_a_page_with_all_figures(drawn: Drawn) -> None:
    ids = [x.attrib["id"] for _, svg in drawn.values() for x in svg.iter() if "id" in x.attrib]
    assert len(ids) == len(set(ids))
    assert all(any(x.startswith(f"plot-{name}-") for name in PLOTS) for x in ids)


@every_figure
def test_a_figure_is_small_and_the_same_each_time(name: str, drawn: Drawn) -> None:
    again = style.svg(plots.plot(name), name)
    assert again == etree.tostring(drawn[name][1], encoding="unicode")
    assert len(again) < 45_000


def test_a_figure_is_the_same_in_another_process() -> None:
    code = (
        "import sys; from lrproof.site import plots; from lrproof.site.plots import style;"
        "sys.stdout.reconfigure(encoding='utf-8');"
        "sys.stdout.write(style.svg(plots.plot('loss-by-prediction'), 'loss-by-prediction'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo"},
        capture_output=True,
        check=True,
    ).stdout
    assert done.decode() == style.svg(plots.plot("loss-by-prediction"), "loss-by-prediction")


def test_a_colour_that_the_page_cannot_change_is_refused() -> None:
    plot = plots.plot("loss-by-prediction")
    plot.figure.axes[0].axhline(1, color="#123456")
    with pytest.raises(ValueError, match="#123456"):
        style.svg(plot, "loss-by-prediction")


# The numbers


def curves(plot: style.Plot) -> list[NDArray[np.float64]]:
    """The points of each line in a figure, as two rows."""
    lines = [line for axes in plot.figure.axes for line in axes.lines]
    return [np.asarray(line.get_xydata(), dtype=float).T for line in lines]


def seen_sigmoid(plot: style.Plot) -> list[float]:
    (z, f), (_, slope), *_ = curves(plot)
    np.testing.assert_allclose(f, 1 / (1 + np.exp(-z)))
    np.testing.assert_allclose(slope, f * (1 - f), atol=1e-12)
    assert slope.max() == 0.25
    assert z[slope.argmax()] == 0
    return [z[0], f[0], z[-1], slope.max(), slope[-1], f[len(f) // 2]]


def seen_loss(plot: style.Plot) -> list[float]:
    (f, one), (_, zero), *_ = curves(plot)
    np.testing.assert_allclose(one, -np.log(f))
    np.testing.assert_allclose(zero, one[::-1])
    crossing = np.argmin(abs(one - zero))
    assert f[crossing] == 0.5
    return [f[0], one[0], f[-1], one[-1], f[crossing], math.log(2)]


def seen_minima(plot: style.Plot) -> list[float]:
    (w, squared), (dips, depths), *_, (_, J), (dip, depth) = curves(plot)
    X, y = minima.X, minima.Y
    for k in (0, 100, -1):
        f = logistic.sigmoid(w[k] * X)
        assert squared[k] == pytest.approx(np.mean((f - y) ** 2) / 2)
        assert J[k] == pytest.approx(logistic.cost(X[:, np.newaxis], y, [w[k]], 0.0))
    assert len(dips) == 2
    assert len(dip) == 1
    for at in dips:
        f = logistic.sigmoid(at * X)
        slope = np.mean((f - y) * f * (1 - f) * X)
        step = 0.001
        assert abs(slope) < step
    by_w, _ = logistic.gradient(X[:, np.newaxis], y, dip, 0.0)
    assert abs(by_w[0]) < 0.01
    assert dips[0] == pytest.approx(-math.log(2), abs=1e-3)
    return [*dips, *depths, *dip, *depth, J[0]]


def seen_error(plot: style.Plot) -> list[float]:
    (z, bad), (_, good), *_ = curves(plot)
    assert max(good) < 2.3e-16
    assert bad[z == -40.5] == 1
    assert min(bad) > 1e-16
    assert bad[-1] > 1e-3
    return [max(good), bad[z == 0.5][0], -37.43, 36.74, error.PER_UNIT]


def seen_growth(plot: style.Plot) -> list[float]:
    (t, free), (_, logarithm), (_, tied) = curves(plot)
    np.testing.assert_allclose(logarithm, np.log(t))
    return [free[-1], tied[-1], t[-1], 6.91]


def seen_surface(plot: style.Plot) -> list[float]:
    (w, b), (w_end, b_end), (v, c), *_ = curves(plot)
    assert (w[0], b[0]) == (v[0], c[0])
    end = logistic.gradient(surface.X, surface.Y, w_end, float(b_end[0]))
    np.testing.assert_allclose([*end[0], end[1]], 0, atol=1e-6)
    lowest = logistic.cost(surface.X, surface.Y, w_end, float(b_end[0]))
    return [len(w) - 1, len(v) - 1, w_end[0], b_end[0], lowest, w[0], b[0]]


def seen_delta(plot: style.Plot) -> list[float]:
    texts = [text.get_text() for text in plot.figure.axes[0].texts]
    assert [text for text in texts if text in ("0", "1")].count("1") == 2  # δ = 1, and k = 1
    assert texts.count("w_3") == 2
    return [1, 2, 4, 5]


SEEN: dict[str, Callable[[style.Plot], list[float]]] = {
    "cost-surface": seen_surface,
    "kronecker-delta": seen_delta,
    "loss-by-prediction": seen_loss,
    "relative-error": seen_error,
    "separable-growth": seen_growth,
    "sigmoid-and-slope": seen_sigmoid,
    "two-minima": seen_minima,
}


@every_figure
def test_the_words_tell_the_numbers_that_are_drawn(name: str, drawn: Drawn) -> None:
    plot, _ = drawn[name]
    for value in SEEN[name](plot):
        told = {style.number(value), style.number(value, 4)}
        assert any(re.search(rf"(?<![\d.]){t}(?!\.?\d)", plot.description) for t in told), told


def test_the_words_follow_the_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(minima, "X", np.array([1.0, 1.0, 1.0, 25.0]))
    assert "0.116" not in plots.plot("two-minima").description
    monkeypatch.setattr(surface, "START", (0.0, 0.0))
    assert (
        "Two paths begin at w = 0, b = 0, where J = 0.693" in plots.plot("cost-surface").description
    )


@pytest.mark.parametrize("penalty", [0.0, 0.1])
def test_the_weight_on_separable_data_is_that_of_gradient_descent(
    penalty: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(growth, "STEPS", 50)
    path = gradient_descent([[-1.0], [1.0]], [0, 1], penalty=penalty, rate=1.0, steps=50)
    weights = [(at.w[0], at.b) for at in path]
    np.testing.assert_allclose([w for w, _ in weights], growth.descend(penalty), rtol=1e-12)
    assert max(abs(b) for _, b in weights) < 1e-15


# The cache


def test_a_figure_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = plots.picture("loss-by-prediction", tmp_path)
    assert len(list(tmp_path.iterdir())) == 1

    def refuse(name: str) -> style.Plot:
        raise AssertionError(name)

    monkeypatch.setattr(plots, "plot", refuse)
    assert plots.picture("loss-by-prediction", tmp_path) == first
    monkeypatch.setattr(plots, "_TOOLS", ("matplotlib",))
    with pytest.raises(AssertionError, match="loss-by-prediction"):
        plots.picture("loss-by-prediction", tmp_path)


@pytest.mark.parametrize(
    ("changed", "redrawn"),
    [
        ("lrproof/site/plots/minima.py", {"two-minima"}),
        ("lrproof/site/plots/style.py", set(PLOTS)),
        ("lrproof/site/letters.py", set(PLOTS)),
        ("lrproof/logistic.py", {"cost-surface", "sigmoid-and-slope", "two-minima"}),
        ("lrproof/descent.py", {"cost-surface"}),
        ("lrproof/equations/loss.py", set()),
    ],
)
def test_a_change_draws_what_depends_on_it(
    changed: str, redrawn: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {name: list(plots._origins(name)) for name in PLOTS}
    read = Path.read_text
    target = ROOT / changed
    assert target.exists()

    def edited(path: Path, encoding: str) -> str:
        return read(path, encoding) + "\n#" * (path == target)

    monkeypatch.setattr(Path, "read_text", edited)
    assert {name for name in PLOTS if list(plots._origins(name)) != before[name]} == redrawn


def test_a_kept_figure_needs_no_matplotlib(tmp_path: Path) -> None:
    plots.picture("loss-by-prediction", tmp_path)
    code = (
        "import sys, pathlib; import lrproof.site.markdown; from lrproof.site import plots;"
        f"plots.picture('loss-by-prediction', pathlib.Path({str(tmp_path)!r}));"
        "assert 'matplotlib' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


# On a page


def test_a_page_shows_the_figure_and_its_code(tmp_path: Path) -> None:
    options = {"lrproof.site.markdown": {"docs": str(tmp_path)}}
    md = Markdown(extensions=["lrproof.site.markdown"], extension_configs=options)
    page = md.convert("/// figure | two-minima\n///\n")
    assert '<figure class="lr-figure" id="figure-two-minima">' in page
    assert page.count("<svg") == 1
    assert "<figcaption>" in page
    code = re.sub(r"<[^>]*>", "", page.partition("<details")[2])
    assert "def two_minima()" in code


def test_an_unknown_figure_stops_the_build(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    found = warnings_of(project(tmp_path, "/// figure | three-minima\n///\n"), caplog)
    assert "derivation/chain-rule.md: figure three-minima is not known; there are " in found


@pytest.mark.parametrize("block", ["figure", "graph"])
@pytest.mark.parametrize("text", ["/// {} two-minima\n///\n", "/// {} | two-minima\n"])
def test_a_malformed_block_stops_the_build(
    block: str, text: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert block in BLOCKS
    found = warnings_of(project(tmp_path, text.format(block)), caplog)
    assert "derivation/chain-rule.md:6: two-minima: " in found
