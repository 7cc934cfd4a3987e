"""The form for phones: found by its code, saved once, light."""

import re
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from tests.factories.network import MunicipalityFactory
from tests.factories.workshops import FollowUpFactory, ReflectionFactory, WorkshopFactory
from tests.workshops.pages import text_of
from tests.workshops.phones.hands import JSON, box, send, url
from workshops.enums import Answering
from workshops.models import DayFeedback, FollowUp, Reflection


def test_code_opens_the_form_however_it_is_typed(client, day):
    assert client.get(url("code", code="", koodi=" kdt-y26 ")).url == url()
    page = client.get(url(code="kdty26"))

    assert (page.status_code, "Työpajapäivä" in text_of(page)) == (200, True)
    assert page["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("address", "status"), [(url("code", code="", koodi="ZZZZZZ"), 422), (url(code="ZZZZZZ"), 404)]
)
def test_wrong_code_is_told_in_words_and_asked_again(client, day, address, status):
    page = client.get(address)

    assert page.status_code == status
    assert "Tällä koodilla ei ole työpajapäivää" in text_of(page)
    assert 'name="koodi"' in text_of(page)


def test_wrong_codes_are_limited_and_right_ones_are_not(client, day):
    codes = [client.get(url(code="ZZZZZZ")).status_code for _time in range(61)]

    assert (set(codes[:60]), codes[60]) == ({404}, 429)
    assert client.get(url()).status_code == 200


def test_page_speaks_the_language_of_its_address(client, day):
    page = client.get(url(kieli="sv"))

    assert 'lang="sv"' in text_of(page)
    assert "Respons på dagen" in text_of(page)
    assert re.findall(r'hreflang="[^"]+"[^>]*>([^<]+)', text_of(page)) == ["suomi", "svenska", "English"]
    assert f'action="{url(kieli="sv")}"' in text_of(page)
    assert not page.cookies.keys() - {"csrftoken"}


@pytest.mark.parametrize(
    ("state", "words"), [(Answering.PLANNED, "ei ole vielä auki"), (Answering.CLOSED, "Lomake on suljettu")]
)
def test_form_that_is_not_open_says_so_and_takes_nothing(client, day, workshop, state, words):
    type(day).objects.update(answering=state)

    page = client.get(url())
    answer = send(client, **{box(workshop): "Selkeä malli"})
    plain = send(client, headers={}, **{box(workshop): "Selkeä malli"})

    assert words in text_of(page)
    assert "<textarea" not in text_of(page)
    assert (answer.status_code, words in answer.json()["errors"]["__all__"]) == (409, True)
    assert (plain.status_code, "Selkeä malli</textarea>" in text_of(plain)) == (409, True)
    assert not Reflection.objects.exists()


def test_everything_that_was_filled_in_is_saved_without_javascript(client, day, workshop, siuntio):
    page = client.get(url())
    typed = {
        "key": re.search(r'name="key" value="([^"]+)"', text_of(page))[1],
        "kunta": siuntio.pk,
        "name": "Aino Esimerkki",
        box(workshop): "Selkeä malli",
        box(workshop, "hinder"): "Ei ole suoraan siirrettävissä",
        "general": "Intoa kehittämiseen",
        "topic": "organising",
        "step": "Viedään johtoryhmään",
        "who": "Kuntaryhmä",
        "when": "syksy 2083",
        "content": "5",
        "feedback": "Hyvä päivä",
    }

    answer = client.post(url(), typed)
    after = client.get(answer.url)

    lines = list(Reflection.objects.values_list("workshop", "kind", "text", "municipality_label", "name_label"))
    assert lines == [
        (workshop.pk, "gain", "Selkeä malli", "Siuntio", "Aino Esimerkki"),
        (workshop.pk, "hinder", "Ei ole suoraan siirrettävissä", "Siuntio", "Aino Esimerkki"),
        (None, "", "Intoa kehittämiseen", "Siuntio", "Aino Esimerkki"),
    ]
    step = FollowUp.objects.get()
    assert (step.topic, step.text, step.who, step.when.text) == (
        "organising", "Viedään johtoryhmään", "Kuntaryhmä", "syksy 2083",
    )  # fmt: skip
    assert DayFeedback.objects.values_list("text", "content").get() == ("Hyvä päivä", 5)
    assert re.search(r"Tallennettu klo \d\d\.\d\d", text_of(after))
    assert [line["text"] for line in after.context["just_saved"]] == [step.text, *[line[2] for line in lines[::-1]]]
    # Sent again after going back: the same is not there twice, and what was changed is.
    client.post(url(), typed | {"general": "Intoa ja vinkkejä"})
    assert Reflection.objects.count() == 4
    assert (FollowUp.objects.count(), DayFeedback.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("corrected", "lines", "steps"),
    [
        ({"name": "Aino Esimerkki"}, 2, 2),
        ({"topic": "organising"}, 1, 2),
        ({"who": "Johtoryhmä"}, 1, 2),
        ({"when": "kevät 2028"}, 1, 2),
        ({}, 1, 1),
    ],
)
def test_line_that_is_corrected_and_sent_again_is_another_one(client, day, workshop, corrected, lines, steps):
    typed = {"key": uuid.uuid4(), box(workshop): "Selkeä malli", "topic": "content", "step": "Kokous", "content": "5"}

    for sent in (typed, typed | corrected):
        assert send(client, headers={}, **sent).status_code == 302

    assert (Reflection.objects.count(), FollowUp.objects.count(), DayFeedback.objects.count()) == (lines, steps, 1)


def test_line_that_is_sent_again_for_another_municipality_is_another_one(client, day, workshop, siuntio):
    typed = {"key": uuid.uuid4(), box(workshop): "Selkeä malli", "topic": "content", "step": "Kokous"}

    for place in ({}, {"kunta": siuntio.pk}):
        send(client, headers={}, **typed, **place)

    for rows in (Reflection, FollowUp):
        assert list(rows.objects.order_by("pk").values_list("municipality", flat=True)) == [None, siuntio.pk]


def test_feedback_alone_is_thanked_for(client, day):
    answer = send(client, headers={}, usefulness="3")

    assert "Tallennettu. Kiitos." in text_of(client.get(answer.url))


def test_line_is_saved_once_however_often_a_phone_sends_it(client, day, workshop, siuntio):
    typed = {"key": uuid.uuid4(), "kunta": siuntio.pk, box(workshop): "Selkeä malli"}

    answers = [send(client, **typed).json() for _time in range(3)]

    line = Reflection.objects.get()
    assert {answer["lines"][0]["id"] for answer in answers} == {f"r{line.pk}"}
    assert answers[0]["lines"][0]["key"] == str(line.key)
    assert re.fullmatch(r"\d\d\.\d\d", answers[0]["saved"])


def test_flood_from_one_address_waits_and_loses_nothing(client, day, workshop, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"workshop_answers": "1/m/ip"}
    send(client, **{box(workshop): "Ensin"})

    answer = send(client, **{box(workshop): "Selkeä malli"})
    plain = send(client, headers={}, **{box(workshop): "Selkeä malli"})

    assert (answer.status_code, "odota" in answer.json()["errors"]["__all__"]) == (429, True)
    assert (plain.status_code, "Selkeä malli</textarea>" in text_of(plain)) == (429, True)
    assert Reflection.objects.count() == 1
    assert client.get(url()).status_code == 200


def test_form_needs_its_token(day):
    client = Client(enforce_csrf_checks=True)

    assert send(client, general="Hyvä").status_code == 403
    page = text_of(client.get(url()))
    token = re.search(r'data-token="([^"]+)"', page)[1]
    assert send(client, headers=JSON | {"x-csrftoken": token}, general="Hyvä").status_code == 200


def test_phone_offers_the_municipalities_of_the_day(client, day, network):
    kerava, other = MunicipalityFactory.create_batch(2)
    MunicipalityFactory(valid_to=day.held_on - timedelta(days=1))
    all_of_them = set(client.get(url()).context["form"].fields["kunta"].queryset)

    network.municipalities.add(kerava)

    assert all_of_them == {kerava, other}
    assert list(client.get(url()).context["form"].fields["kunta"].queryset) == [kerava]


def test_form_is_under_fifty_kilobytes_with_all_it_loads(client, day, network, siuntio):
    for number in range(6):
        WorkshopFactory(day=day, title=f"Perhetyön malli ja sen käyttöönotto kunnassa {number}")
    network.municipalities.add(*MunicipalityFactory.create_batch(12))
    for workshop in day.workshops.all():
        ReflectionFactory.create_batch(5, workshop=workshop, municipality=siuntio, text="Malli sopisi meille. " * 5)

    page = client.get(url(kunta=siuntio.pk))

    loaded = set(re.findall(rf'(?:href|src)="{settings.STATIC_URL}([^"]+)"', text_of(page)))
    assert loaded == {"css/variables.css", "css/pages/phone.css", "js/phone.js", "logo.svg"}
    sizes = {name: Path(finders.find(name)).stat().st_size for name in loaded} | {"page": len(page.content)}
    assert sum(sizes.values()) < 50_000, sizes


@pytest.mark.parametrize("count", [1, 4])
def test_form_asks_the_database_equally_often(client, day, siuntio, count, django_assert_num_queries):
    for workshop in [WorkshopFactory(day=day) for _number in range(count)]:
        ReflectionFactory.create_batch(count, workshop=workshop, municipality=siuntio)
        FollowUpFactory(day=day, municipality=siuntio)

    with django_assert_num_queries(6):  # the day, its workshops, municipalities twice, comments, next steps
        client.get(url(kunta=siuntio.pk))


def test_host_shows_the_code_and_its_address(client_as, secretary, member, day):
    address = reverse("workshops:phone-code", args=["oma", day.pk])
    ReflectionFactory(workshop=WorkshopFactory(day=day))

    page = client_as(secretary).get(address)

    assert ("KDTY26" in text_of(page), "<svg" in text_of(page)) == (True, True)
    assert (page.context["answers"], page.context["url"]) == (1, f"{settings.SITE_URL}{url()}")
    assert client_as(member).get(address).status_code == 403
    assert address in text_of(client_as(secretary).get(day.get_absolute_url()))
