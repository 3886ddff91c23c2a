"""What the symbols of each setting stand for, and the points at which they are tried."""

from __future__ import annotations

import random

import pytest

from lrproof.evaluate import evaluate
from lrproof.numbers import Floats, Rounded
from lrproof.sampling import READABLE_TURNS, SATURATED_TURNS, ZERO_TURN, sample
from lrproof.setting import Key, Setting
from lrproof.settings import SETTINGS
from lrproof.settings.logistic import with_variable
from lrproof.tex import ReadError, read_formula
from lrproof.tex.expression import Symbol

VARIABLE, FEATURE, EXAMPLE, DATASET = (
    SETTINGS[name] for name in ("variable", "feature", "example", "dataset")
)


def value(tex: str, setting: Setting, **numbers: float) -> float:
    """A formula at numbers for the symbols without indices."""
    system = Floats()
    point: dict[Key, Rounded] = {
        (name, ()): system.number(number) for name, number in numbers.items()
    }
    found: float = evaluate(read_formula(tex, setting.vocabulary), setting, point, system).value
    return found


def test_the_settings_are_known_by_their_names() -> None:
    assert list(SETTINGS)[:4] == ["variable", "feature", "example", "dataset"]
    for name, setting in SETTINGS.items():
        assert setting.name == name
        assert setting.title
        for quantity in setting.symbols:
            assert quantity.meaning
            assert quantity.domain
            assert (quantity.definition is None) == (quantity.role != "defined")
            assert {axis.rstrip("+") for axis in quantity.axes} <= set(setting.sizes)


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
def test_every_symbol_reads_as_itself(setting: Setting) -> None:
    for quantity in setting.symbols:
        found = read_formula(quantity.tex, setting.vocabulary)
        assert isinstance(found, Symbol)
        assert found.name == quantity.name
        assert len(found.indices) == len(quantity.axes)


def test_definitions_are_those_of_the_notation() -> None:
    at = {"x": 2.0, "w": 0.5, "b": 0.25, "y": 1.0}
    assert value("z", FEATURE, **at) == 1.25
    assert value("f", FEATURE, **at) == pytest.approx(0.7772998611746911)
    assert value("L", FEATURE, **at) == pytest.approx(0.2519290636526147)
    assert value(r"p(y \mid x)", FEATURE, **at) == pytest.approx(0.7772998611746911)
    at["y"] = 0.0
    assert value("L", FEATURE, **at) == pytest.approx(1.5019290636526147)
    assert value(r"p(y \mid x)", FEATURE, **at) == pytest.approx(1 - 0.7772998611746911)


def test_a_given_value_sets_a_quantity_free_of_its_definition() -> None:
    assert value("f", FEATURE, f=0.9) == 0.9
    assert value(r"L", FEATURE, f=0.5, y=1.0) == pytest.approx(0.6931471805599453)


@pytest.mark.parametrize(
    ("setting", "name", "ancestors"),
    [
        (FEATURE, "z", {"x", "w", "b"}),
        (FEATURE, "L", {"f", "z", "x", "w", "b", "y"}),
        (DATASET, "J", {"L", "f", "z", "x", "w", "b", "y"}),
    ],
)
def test_what_a_quantity_depends_on(setting: Setting, name: str, ancestors: set[str]) -> None:
    assert setting.vocabulary.depends[name] == ancestors


def test_entries_and_indices() -> None:
    assert DATASET.keys(DATASET.quantity("w")) == [("w", (1,)), ("w", (2,)), ("w", (3,))]
    assert len(DATASET.keys(DATASET.quantity("x"))) == 12
    assert DATASET.keys(DATASET.quantity("b")) == [("b", ())]
    side = read_formula("x_j^{(i)} w_j", DATASET.vocabulary)
    assert DATASET.axis("i", side) == "m"
    assert DATASET.axis("j", side) == "n"
    assert len(DATASET.assignments(side)) == 12
    assert DATASET.assignments(read_formula("b", DATASET.vocabulary)) == [{}]


def test_the_index_of_a_sum_is_another_one_outside() -> None:
    side = read_formula(r"w_k + \sum_{k=1}^{m} y^{(k)}", DATASET.vocabulary)
    assert DATASET.axis("k", side) == "n"


def test_an_index_of_a_delta_counts_what_the_other_one_does() -> None:
    for tex in (r"\sum_{k=1}^{n} w_k \delta_{jk}", r"w_k \delta_{kl} \delta_{lj}"):
        side = read_formula(tex, DATASET.vocabulary)
        assert DATASET.axis("j", side) == "n"
    assert DATASET.axis("j", read_formula(r"\delta_{ji} y^{(i)}", DATASET.vocabulary)) == "m"


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        (r"\delta_{kl}", "stands at no symbol"),
        (r"\delta_{kl} + w_j", "stands at no symbol"),
        (r"x_j^{(j)}", "counts examples and features"),
        ("w_a w_c w_e w_g w_h w_i w_k", "too many"),
    ],
)
def test_indices_that_mean_nothing_are_refused(tex: str, words: str) -> None:
    side = read_formula(tex, DATASET.vocabulary)
    with pytest.raises(ValueError, match=words):
        DATASET.assignments(side)


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
def test_points_give_a_number_to_every_free_entry(setting: Setting) -> None:
    rng = random.Random(0)
    wanted = {key for quantity in setting.free for key in setting.keys(quantity)}
    for turn in range(64):
        point = sample(setting, rng, turn)
        assert set(point) == wanted
        for quantity in setting.free:
            numbers = [point[key] for key in setting.keys(quantity)]
            if quantity.role == "label":
                assert set(numbers) <= {0.0, 1.0}
            if quantity.role == "parameter" and turn == ZERO_TURN:
                assert set(numbers) == {0.0}
            if quantity.role == "data":
                assert 0.0 not in numbers
            if turn in READABLE_TURNS:
                assert all(number * 4 == int(number * 4) for number in numbers)


def test_points_go_where_predictions_are_nearly_right_and_nearly_wrong() -> None:
    for seed in range(50):
        rng = random.Random(seed)
        found = set()
        for turn in SATURATED_TURNS:
            numbers = {name: number for (name, _), number in sample(FEATURE, rng, turn).items()}
            z = numbers["w"] * numbers["x"] + numbers["b"]
            assert 15 < abs(z) < 100
            found.add((z > 0, numbers["y"]))
        assert len(found) == 4


@pytest.mark.parametrize("setting", [FEATURE, EXAMPLE, DATASET])
def test_points_try_both_labels_everywhere(setting: Setting) -> None:
    rng = random.Random(0)
    labels = setting.keys(setting.quantity("y"))
    for turns in (range(32), READABLE_TURNS):
        points = [sample(setting, rng, turn) for turn in turns]
        for key in labels:
            assert {point[key] for point in points} == {0.0, 1.0}


def test_random_points_follow_the_seed() -> None:
    one, same, other = (sample(EXAMPLE, random.Random(seed), 40) for seed in (1, 1, 2))
    assert one == same
    assert one != other


def test_another_letter_for_the_variable() -> None:
    setting = with_variable("t")
    assert setting.title == "one real variable t"
    assert read_formula(r"\sigma'(t)", setting.vocabulary)
    with pytest.raises(ReadError, match="one real variable t"):
        read_formula(r"\sigma(z)", setting.vocabulary)
    renamed = with_variable("s")
    assert read_formula("s(1-s)", renamed.vocabulary)
