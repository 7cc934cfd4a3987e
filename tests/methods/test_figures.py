import pytest
from django.utils import translation

from methods.figures import zone_figure
from methods.queries import zones

ROW = {"name": "Läheisneuvonpito", "url": "/", "parent": ""}


def test_bars_stand_on_their_steps():
    row = ROW | {"bars": [{"first": 2, "last": 3, "primary": False}, {"first": 5, "last": 7, "primary": True}]}

    figure = zone_figure(zones()["zones"], [row])

    assert [(bar["x"], bar["width"]) for bar in figure["rows"][0]["bars"]] == [("25%", "25%"), ("62.5%", "37.5%")]


def test_steps_share_the_width_of_their_zone():
    figure = zone_figure(zones()["zones"], [])

    assert [(step["step"], step["x"]) for step in figure["steps"]] == [
        (1, "0%"),
        (2, "25%"),
        (3, "37.5%"),
        (4, "50%"),
        (5, "62.5%"),
        (6, "75%"),
        (7, "87.5%"),
    ]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_names_of_zones_fit_a_quarter_of_a_phone(language):
    with translation.override(language):
        figure = zone_figure(zones()["zones"], [])

    lines = [line for zone in figure["zones"] for line in zone["lines"]]
    assert max(len(line["text"]) for line in lines) <= 11
    assert max(line["y"] for line in lines) < figure["head"]


def test_rows_do_not_overlap_and_the_figure_holds_them():
    rows = [ROW | {"bars": []} for _ in range(3)]

    figure = zone_figure(zones()["zones"], rows)

    tops = [row["y"] for row in figure["rows"]]
    assert tops == [figure["body"], figure["body"] + 46, figure["body"] + 92]
    assert figure["height"] > tops[-1] + 46
