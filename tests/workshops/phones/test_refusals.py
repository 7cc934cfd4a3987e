"""What the form for phones refuses, in words and without losing anything."""

import pytest

from tests.factories.network import MunicipalityFactory
from tests.factories.workshops import WorkshopDayFactory, WorkshopFactory
from tests.workshops.pages import text_of
from tests.workshops.phones.hands import box, send
from workshops.enums import Answering
from workshops.models import Reflection


def test_municipality_outside_the_network_is_refused(client, day, siuntio):
    answer = send(client, general="Väärä kunta", kunta=MunicipalityFactory().pk)

    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["kunta"])


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", "</textarea><img src=x>", "{{7*7}}{% debug %}", "' OR 1=1 --", "\u202egnp"],
)
def test_hostile_text_is_text(client, day, workshop, siuntio, hostile):
    answer = send(client, headers={}, kunta=siuntio.pk, **{box(workshop): hostile})
    refused = send(client, headers={}, **{box(workshop): hostile, "who": "Joku"})

    line = Reflection.objects.get()
    assert line.text == hostile.replace("\u202e", "")
    for page in (client.get(answer.url), refused):
        assert ("<script>alert" in text_of(page), "<img" in text_of(page)) == (False, False)


def test_long_text_is_refused_with_its_length_and_comes_back(client, day, workshop):
    text = "pitkä " * 1666 + "teksti"

    answer = send(client, **{box(workshop): text})
    plain = send(client, headers={}, **{box(workshop): text})

    assert (answer.status_code, "10002" in answer.json()["errors"][box(workshop)]) == (422, True)
    assert (plain.status_code, f"{text}</textarea>" in text_of(plain)) == (422, True)
    assert not Reflection.objects.exists()


def test_identity_code_is_refused_without_repeating_it(client, day, workshop, identity_code):
    answer = send(client, **{box(workshop): f"Asiakas {identity_code}"})

    assert (answer.status_code, list(answer.json()["errors"])) == (422, [box(workshop)])
    assert identity_code not in text_of(answer)
    assert not Reflection.objects.exists()


def test_what_looks_like_a_client_is_asked_about_once(client, day, workshop):
    typed = {box(workshop): "Ville 7 v tarvitsi tukea"}

    asked = send(client, **typed)
    plain = send(client, headers={}, **typed)
    saved = send(client, save_anyway="1", **typed)

    assert (asked.status_code, asked.json()["asks"]) == (422, True)
    assert 'name="save_anyway"' in text_of(plain)
    assert saved.status_code == 200


def test_one_refused_box_saves_none_and_keeps_all(client, day, workshop, identity_code):
    page = send(client, headers={}, general="Hyvä päivä", **{box(workshop): identity_code})

    assert (page.status_code, Reflection.objects.count()) == (422, 0)
    assert "Hyvä päivä</textarea>" in text_of(page)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"step": "Kokous"}, "topic"),
        ({"topic": "content", "who": "Kuntaryhmä"}, "step"),
        ({"topic": "content", "step": "Kokous", "when": "silloin tällöin"}, "when"),
        ({"content": "6"}, "content"),
        ({}, "__all__"),
        ({"key": "ei avain", "general": "Hyvä"}, "key"),
    ],
)
def test_refusal_says_at_the_field_what_to_do(client, day, typed, field):
    answer = send(client, **typed)

    assert (answer.status_code, list(answer.json()["errors"])) == (422, [field])


def test_workshop_of_another_day_has_no_box(client, day, network):
    other = WorkshopFactory(day=WorkshopDayFactory(network=network, answering=Answering.OPEN))

    answer = send(client, **{box(other): "Toisen päivän"})

    assert (answer.status_code, Reflection.objects.count()) == (422, 0)
