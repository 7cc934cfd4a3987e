import copy
import itertools
import random
import re

import pytest

from core.richtext import plain_text
from meetings.enums import Layer, PublicPeople
from meetings.layers import layered
from meetings.redaction import EMAIL


def item(heading="Asia", **fields):
    entry = {
        "number": "1",
        "heading": heading,
        "heading_in_body": False,
        "body_html": "<p>Keskusteltiin.</p>",
        "presenter": None,
        "area": None,
        "quotation": None,
        "outcomes": [],
        "goals": [],
        "attachments": [],
        "children": [],
    }
    return entry | fields


def outcome(text="Sovittiin.", **fields):
    return {"kind": "decision", "text": text, "in_body": False, "owner": None, "due": None} | fields


def attendee(name="Maija Esimerkki", **fields):
    entry = {
        "name": name,
        "printed_name": name,
        "title": "perhetyöntekijä",
        "organisation": "Järvikunta",
        "roles": ["secretary"],
        "role_text": "sihteeri",
        "state": "present",
    }
    return entry | fields


def attachment(title="Selvitys", **fields):
    return {"number": 1, "title": title, "item": None, "state": "received", "note": None, "in_body": False} | fields


def minutes(*items, **fields):
    labels = ["time", "place", "subject", "attendees", "meeting_goals", "items", "goals", "measures", "attachments"]
    data = {
        "format": "verkosto-minutes/1",
        "language": "en",
        "document_kind": "muistio",
        "title": "Kokous",
        "printed": {"document_kind": "MUISTIO", "time": "Tänään", "labels": dict.fromkeys(labels, "Otsikko")},
        "group": {"name": "Ryhmä", "kind": None},
        "subject": None,
        "starts": "2083-01-14T09:30",
        "ends": None,
        "place": {"name": "Kirjasto", "address": None},
        "meeting_goals": [],
        "attendees": [attendee()],
        "items": list(items),
        "attachments": [],
        "themes": [],
        "next_meeting": None,
        "recorded": {"by": "Maija Esimerkki", "on": "2083-01-14", "text": "Muistion kirjasi Maija Esimerkki"},
        "signatures": [],
    }
    return data | fields


def headings(items):
    return [(entry["heading"], headings(entry["children"])) for entry in items]


def strings(value):
    if isinstance(value, dict):
        return [text for one in value.values() for text in strings(one)]
    if isinstance(value, list):
        return [text for one in value for text in strings(one)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize(
    ("layer", "left"),
    [
        (Layer.PUBLIC, [("a", [("d", [])])]),
        (Layer.PARTICIPANTS, [("a", [("c", []), ("d", [])]), ("f", [("g", [])])]),
        (Layer.SECRETARY, [("a", [("b", []), ("c", []), ("d", [])]), ("e", []), ("f", [("g", [])])]),
    ],
)
def test_each_layer_holds_its_items_and_those_below(layer, left):
    data = minutes(
        item("a", children=[item("b", layer="secretary"), item("c", layer="participants"), item("d")]),
        item("e", layer="secretary"),
        item("f", layer="participants", children=[item("g")]),
    )

    assert headings(layered(data, layer)["items"]) == left


def test_attachments_of_left_out_items_go_and_the_others_follow_their_items():
    data = minutes(
        item("a", layer="participants"),
        item("b", children=[item("c", layer="participants"), item("d")]),
        attachments=[
            attachment("Piilo", item="1"),
            attachment("Kätkö", item="2/1"),
            attachment("Näkyvä", item="2/2"),
            attachment("Irto"),
        ],
    )

    result = layered(data, Layer.PUBLIC)

    assert [(one["title"], one["item"]) for one in result["attachments"]] == [("Näkyvä", "1/1"), ("Irto", None)]


def test_themes_of_left_out_items_go():
    marked = '<p><mark data-theme="{0}">{0}</mark></p>'
    data = minutes(
        item(body_html=marked.format("perhetyö")), item(body_html=marked.format("salaisuus"), layer="participants")
    )

    assert layered(data, Layer.PUBLIC)["themes"] == ["perhetyö"]


def test_the_participants_get_all_words_as_they_are():
    data = minutes(item(body_html="<p>maija@esimerkki.fi</p>", outcomes=[outcome("Maija Esimerkki kysyy.")]))

    assert layered(data, Layer.PARTICIPANTS) == data


def test_names_of_the_public_layer_are_as_chosen():
    people = [attendee(), attendee("Olli Osallistuja"), attendee("Vilma Vieras", organisation=None)]
    data = minutes(item(presenter="Maija Esimerkki"), attendees=people)

    results = {choice: layered(data, Layer.PUBLIC, people=choice) for choice in PublicPeople}

    assert {choice: [one["name"] for one in result["attendees"]] for choice, result in results.items()} == {
        "names": ["Maija Esimerkki", "Olli Osallistuja", "Vilma Vieras"],
        "organisations": [None],
        "nobody": [],
    }
    assert results["organisations"]["attendees"][0]["organisation"] == "Järvikunta"
    assert [result["recorded"] is None for result in results.values()] == [False, True, True]
    assert [result["items"][0]["presenter"] for result in results.values()] == ["Maija Esimerkki", None, None]


@pytest.mark.parametrize(
    "written",
    [
        "Maija Esimerkki",
        "Maija Esimerkin",
        "Esimerkki Maija",
        "maija  esimerkille",
        "Maija <strong>Esimerkki</strong>",
        "Mai<em>ja Esi</em>merkki",
    ],
)
def test_a_listed_name_is_taken_out_of_texts_however_it_is_written(written):
    data = minutes(item(body_html=f"<p>Alussa {written} kertoi.</p>"))

    [entry] = layered(data, Layer.PUBLIC)["items"]

    assert plain_text(entry["body_html"]).split() == ["Alussa", "[name", "left", "out]", "kertoi."]


@pytest.mark.parametrize(
    "written",
    [
        "maija.esimerkki@jarvi.fi",
        "maija@jarvi",
        "maija＠jarvi.fi",
        "maija(at)jarvi.fi",
        "maija [ät] jarvi.fi",
        "mai<strong>ja@jar</strong>vi.fi",
        '<a href="mailto:maija@jarvi.fi">maija@jarvi.fi</a>',
        "maija&#64;jarvi.fi",
    ],
)
def test_an_address_is_taken_out_of_texts_however_it_is_written(written):
    data = minutes(item(body_html=f"<p>Vastaukset: {written} heti.</p>"))

    [entry] = layered(data, Layer.PUBLIC, people=PublicPeople.NAMES)["items"]

    assert plain_text(entry["body_html"]) == "Vastaukset: [e-mail address left out] heti."


@pytest.mark.parametrize(
    "href", ["mailto:maija@jarvi.fi", "mailto:maija%40jarvi.fi", "https://x.fi/?to=maija@jarvi.fi"]
)
def test_a_link_to_an_address_becomes_its_words(href):
    data = minutes(item(body_html=f'<p><a href="{href}">Ota yhteyttä</a></p>'))

    [entry] = layered(data, Layer.PUBLIC)["items"]

    assert entry["body_html"] == "<p>Ota yhteyttä</p>"


def test_other_links_and_words_stay():
    body = '<p>Katso <a href="https://jarvi.fi/a">sivu</a>: 5 € / kpl &amp; muuta.</p><ul><li>Maija</li></ul>'
    data = minutes(item(body_html=body, outcomes=[outcome("Esimerkki riittää.")]))

    [entry] = layered(data, Layer.PUBLIC)["items"]

    assert (entry["body_html"], entry["outcomes"][0]["text"]) == (body, "Esimerkki riittää.")


def test_what_is_not_known_stays_inside():
    data = minutes(item(internal_note="Muistiin", outcomes=[outcome(reminder="Muistiin")]), notes="Muistiin")

    assert "Muistiin" not in strings(layered(data, Layer.PUBLIC))


ADDRESS = "kaisa.kirjuri@jarvi.fi"


def anything(chance, depth=0):
    """An item with an address, a name and a mark of its own layer in every text."""
    layer = chance.choice(["public", "participants", "secretary"])
    words = f"{layer.upper()} {ADDRESS} Maija Esimerkki"
    entry = item(
        words,
        body_html=f"<p>{words}</p><ul><li><em>{words}</em></li></ul>",
        area=words,
        quotation={"from": words, "text_html": f"<p>{words}</p>"},
        outcomes=[outcome(words, owner={"kind": "person", "name": "Maija Esimerkki"})],
        goals=[{"number": "1", "text": words, "points": [words], "measures": [outcome(words)]}],
        internal_note="SIHTEERIN MUISTIINPANO",
        children=[anything(chance, depth + 1) for _n in range(chance.randrange(3))] if depth < 2 else [],
    )
    return entry | ({} if layer == "public" else {"layer": layer})


def visible(items, shown):
    """How many items are within the layers, counted another way."""
    return sum(1 + visible(one["children"], shown) for one in items if one.get("layer", "public") in shown)


@pytest.mark.parametrize("seed", range(40))
def test_the_public_layer_holds_nothing_that_is_not_public(seed):
    chance = random.Random(seed)
    everything = [anything(chance) for _n in range(4)]
    data = minutes(*everything, subject=ADDRESS, meeting_goals=[f"Kysy: {ADDRESS}"], title=f"Kokous {ADDRESS}")
    before = copy.deepcopy(data)

    result = layered(data, Layer.PUBLIC)

    words = " ".join(plain_text(text) for text in strings(result))
    assert [bad for bad in ("PARTICIPANTS", "SECRETARY", "MUISTIINPANO", "Esimerkki") if bad in words] == []
    assert EMAIL.search(words) is None
    assert "@" not in words
    # Each public item is there with all its ten texts, and the data themselves did not change.
    assert len(re.findall("PUBLIC", words)) == 10 * visible(everything, {"public"})
    assert data == before


def test_layers_are_within_each_other():
    chance = random.Random(7)
    data = minutes(*(anything(chance) for _n in range(6)))

    counts = [
        len(list(walk(layered(data, layer)["items"]))) for layer in (Layer.PUBLIC, Layer.PARTICIPANTS, Layer.SECRETARY)
    ]

    assert counts == sorted(counts)
    assert counts[-1] == len(list(walk(data["items"])))


def walk(items):
    return itertools.chain(items, *(walk(one["children"]) for one in items))
