"""The figure: every thing once where it stands, inside the picture, with or without ways to its page."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from structure.figures import MANY, NARROW, WIDE, narrow_figure, structure_svg, wide_figure
from structure.queries import GROUP, MEMBER, Node, Structure

NAMESPACE = "{http://www.w3.org/2000/svg}"


def node(kind, name, *children, number=None):
    return Node(kind, len(name), name, f"/{name}/", number, children)


@pytest.fixture
def structure():
    members = [node(MEMBER, name) for name in ("Hanko", "Vihti", "Pitkäniminen yhdistys ry")]
    theme = node("theme", "Lasten & nuorten arki <kotona>", node(GROUP, "Verstas", *members), number=2)
    area = node("area", "Yhteinen työ", theme, node(GROUP, "Kehittämisryhmä"))
    return Structure("Oma", date(2009, 1, 1), (area,), (node("strand", "Ruotsiksi"),), (node(GROUP, "Ohjaus"),))


@pytest.mark.parametrize(("draw", "width"), [(wide_figure, WIDE), (narrow_figure, NARROW)])
def test_things_are_within_the_picture_and_do_not_cover_each_other(structure, draw, width):
    figure = draw(structure.roots)

    assert len(figure.boxes) == 9
    for box in figure.boxes:
        assert box.x >= 0
        assert box.x + box.width <= width
        assert box.y + box.height <= figure.height
    for one in figure.boxes:
        for other in figure.boxes:
            apart = (
                one is other
                or one.x + one.width <= other.x
                or other.x + other.width <= one.x
                or one.y + one.height <= other.y
                or other.y + other.height <= one.y
            )
            assert apart, (one, other)


def test_figure_is_one_svg_whose_parts_lead_to_their_pages(structure):
    root = ElementTree.fromstring(structure_svg(structure))

    links = {link.get("aria-label"): link.get("href") for link in root.iter(f"{NAMESPACE}a")}
    assert root.get("role") == "group"
    assert links["Teema 2. Lasten & nuorten arki <kotona>"] == "/Lasten & nuorten arki <kotona>/"
    assert len(links) == 9


def test_figure_without_links_is_a_picture(structure):
    svg = structure_svg(structure, links=False, narrow=True)

    root = ElementTree.fromstring(svg)
    assert (root.get("role"), list(root.iter(f"{NAMESPACE}a"))) == ("img", [])
    assert re.sub(r"\s+", " ", "".join(root.find(f"{NAMESPACE}title").itertext())) == "Rakenne: Oma"


def test_kinds_differ_by_outline(structure):
    root = ElementTree.fromstring(structure_svg(structure))

    looks = {
        box.get("class").split("-")[-1]: (box.get("stroke-width"), box.get("stroke-dasharray"), box.get("rx"))
        for box in root.iter(f"{NAMESPACE}rect")
    }
    assert len(set(looks.values())) == len(looks) == 5


def test_nothing_is_drawn_as_an_empty_picture():
    empty = Structure("Oma", date(2009, 1, 1), (), (), ())

    assert ElementTree.fromstring(structure_svg(empty)).find(f"{NAMESPACE}rect") is None


@pytest.mark.parametrize("narrow", [False, True])
def test_groups_and_members_beyond_what_can_be_read_are_counted_in_one_box(narrow):
    groups = [node(GROUP, f"Ryhmä {n}", node(MEMBER, "Hanko")) for n in range(MANY + 1)]
    theme = node("theme", "Arki", *groups, node(MEMBER, "Vihti"), number=2)
    full = node(GROUP, "Neuvottelukunta", *[node(MEMBER, f"Kunta {n}") for n in range(MANY)])
    large = node(GROUP, "Kaikki", *[node(MEMBER, f"Kunta {n}") for n in range(MANY + 2)])
    area = node("area", "Yhteinen työ", theme, full, large)

    svg = structure_svg(Structure("Oma", date(2009, 1, 1), (area,), (), ()), narrow=narrow)

    links = [(link.get("aria-label"), link.get("href")) for link in ElementTree.fromstring(svg).iter(f"{NAMESPACE}a")]
    assert [link for link in links if "Kunta" not in link[0]] == [
        ("Kehittämisalue: Yhteinen työ", "/Yhteinen työ/"),
        ("Teema 2. Arki", "/Arki/"),
        ("31 ryhmää", "/Arki/"),
        ("Mukana: Vihti", "/Vihti/"),
        ("Ryhmä: Neuvottelukunta", "/Neuvottelukunta/"),
        ("Ryhmä: Kaikki", "/Kaikki/"),
        ("32 mukana", "/Kaikki/"),
    ]
    assert len([link for link in links if "Kunta" in link[0]]) == MANY
