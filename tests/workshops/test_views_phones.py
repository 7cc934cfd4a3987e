"""The form for phones: without an account, small, with nothing lost, and nothing told to whoever has no code."""

import datetime
import re
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.fuzzydates import parse
from tests.factories.network import MunicipalityFactory
from tests.factories.workshops import (
    FollowUpFactory,
    ReflectionFactory,
    WorkshopDayFactory,
    WorkshopFactory,
)
from tests.workshops.pages import text_of
from workshops.enums import Answering, Showing
from workshops.models import DayFeedback, FollowUp, Reflection
from workshops.queries.phones import READ_DAYS

JSON = {"accept": "application/json"}


@pytest.fixture(autouse=True)
def _no_rate_limits():
    cache.clear()


@pytest.fixture
def siuntio(network):
    place = MunicipalityFactory(name_fi="Siuntio", name_sv="Sjundeå")
    network.municipalities.add(place)
    return place


@pytest.fixture
def day(network):
    facts = {"title": "Työpajapäivä", "starts_at": timezone.now(), "ends_at": None}
    return WorkshopDayFactory(
        network=network, answering=Answering.OPEN, code="KDTY26", **{f"meeting__{name}": facts[name] for name in facts}
    )


def url(name="form", code="KDTY26", **query):
    return reverse(f"phones:{name}", args=[code] if code else [], query=query)


def send(client, /, code="KDTY26", *, headers=JSON, **data):
    return client.post(url(code=code), {"key": uuid.uuid4(), **data}, headers=headers)


def box(workshop, kind="gain"):
    return f"w{workshop.pk}_{kind}"


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
        "when": "syksy 2027",
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
        "organising", "Viedään johtoryhmään", "Kuntaryhmä", "syksy 2027",
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


def test_choosing_the_municipality_shows_what_its_group_has_written(client, day, workshop, siuntio):
    ReflectionFactory(workshop=workshop, municipality=siuntio, text="Oman kunnan")
    ReflectionFactory(workshop=workshop, municipality=siuntio, text="Pois jätetty", showing=Showing.HIDDEN)
    ReflectionFactory(workshop=workshop, municipality=MunicipalityFactory(), text="Toisen kunnan")

    answer = send(client, headers={}, kunta=siuntio.pk, part="who")
    page = client.get(answer.url)

    assert answer.url == url(kunta=siuntio.pk)
    assert [line["text"] for line in page.context["lines"]] == ["Oman kunnan"]
    assert not page.context["lines"][0]["key"]


def test_unsigned_comment_has_no_municipality_and_no_group(client, day):
    send(client, general="Ilman kuntaa")

    assert Reflection.objects.values_list("municipality", "municipality_label").get() == (None, "")
    assert client.get(url("lines")).json()["lines"] == []


def test_municipality_outside_the_network_is_refused(client, day, siuntio):
    answer = send(client, general="Väärä kunta", kunta=MunicipalityFactory().pk)

    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["kunta"])


def test_lines_are_given_when_they_have_changed(client, day, workshop, siuntio):
    first = ReflectionFactory(workshop=workshop, municipality=siuntio, text="Ensin", kind="use")
    FollowUpFactory(day=day, municipality=siuntio, text="Sitten", who="Kuntaryhmä")

    answer = client.get(url("lines", kunta=siuntio.pk)).json()
    same = client.get(url("lines", kunta=siuntio.pk, tunniste=answer["tag"]))
    ReflectionFactory(workshop=workshop, municipality=siuntio)
    changed = client.get(url("lines", kunta=siuntio.pk, tunniste=answer["tag"]))

    assert [(line["text"], line["more"]) for line in answer["lines"]] == [("Sitten", "Kuntaryhmä"), ("Ensin", "")]
    assert answer["lines"][1]["about"] == f"{workshop} · {first.get_kind_display()}"
    assert answer["answering"] == "open"
    assert str(first.key) not in str(answer)
    assert (same.status_code, same.content) == (204, b"")
    assert len(changed.json()["lines"]) == 3


def hold(day, *, days_ago, inexact=None):
    day.meeting.starts_at, day.meeting.inexact = timezone.now() - datetime.timedelta(days=days_ago), inexact
    day.meeting.save()


def shown(client, siuntio):
    """What the page and its script are given, and how often the script asks in vain."""
    page = client.get(url(kunta=siuntio.pk))
    answer = client.get(url("lines", kunta=siuntio.pk)).json()
    again = client.get(url("lines", kunta=siuntio.pk, tunniste=answer["tag"]))
    return (
        [line["text"] for line in page.context["lines"]],
        [line["text"] for line in answer["lines"]],
        again.status_code,
    )


@pytest.mark.parametrize(("days_ago", "texts"), [(READ_DAYS, ["Oman kunnan"]), (READ_DAYS + 1, [])])
def test_code_gives_no_lines_of_others_when_the_day_is_long_over(client, day, workshop, siuntio, days_ago, texts):
    ReflectionFactory(workshop=workshop, municipality=siuntio, text="Oman kunnan", showing=Showing.WAITING)
    hold(day, days_ago=days_ago)

    assert shown(client, siuntio) == (texts, texts, 204)


def test_phone_that_had_lines_is_told_that_there_are_none_any_more(client, day, workshop, siuntio):
    ReflectionFactory(workshop=workshop, municipality=siuntio)
    tag = client.get(url("lines", kunta=siuntio.pk)).json()["tag"]
    hold(day, days_ago=READ_DAYS + 1)

    answer = client.get(url("lines", kunta=siuntio.pk, tunniste=tag)).json()

    assert (answer["lines"], answer["answering"]) == ([], "closed")


def test_day_whose_date_is_not_exact_is_over_after_its_last_one(client, day, workshop, siuntio):
    ReflectionFactory(workshop=workshop, municipality=siuntio, text="Oman kunnan")
    today = timezone.localdate()
    hold(day, days_ago=400, inexact=parse(f"syksy {today.year + 1}", today=today))
    coming = shown(client, siuntio)[1]
    hold(day, days_ago=400, inexact=parse(f"syksy {today.year - 2}", today=today))

    assert (coming, shown(client, siuntio)[1]) == (["Oman kunnan"], [])


def test_code_gives_no_lines_of_others_before_the_form_was_ever_open(client, day, workshop, siuntio):
    ReflectionFactory(workshop=workshop, municipality=siuntio)
    type(day).objects.update(answering=Answering.PLANNED)

    assert shown(client, siuntio) == ([], [], 204)


def test_own_lines_are_given_also_when_the_day_is_long_over(client, day, workshop, siuntio):
    own = ReflectionFactory(workshop=workshop, municipality=siuntio, text="Oma rivi")
    ReflectionFactory(workshop=workshop, municipality=siuntio, text="Toisen rivi")
    hold(day, days_ago=READ_DAYS + 1)

    page = client.get(url(kunta=siuntio.pk, omat=own.key.hex))

    assert [line["text"] for line in page.context["lines"]] == ["Oma rivi"]


def test_form_of_a_day_that_is_long_over_is_closed(client, day, workshop):
    hold(day, days_ago=READ_DAYS + 1)

    page = text_of(client.get(url()))
    answer = send(client, **{box(workshop): "Selkeä malli"})

    assert ("Lomake on suljettu" in page, 'data-answering="closed"' in page, "<textarea" in page) == (
        True,
        True,
        False,
    )
    assert "Päivä on ohi. Sen rivit ovat sen koonnissa" in page
    assert (answer.status_code, "Lomake on suljettu" in answer.json()["errors"]["__all__"]) == (409, True)
    assert not Reflection.objects.exists()


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


def test_own_line_is_taken_back_with_its_key(client, day, siuntio):
    saved = send(client, headers={}, general="Turha", kunta=siuntio.pk)
    key = Reflection.objects.get().key

    page = client.get(saved.url)
    answer = client.post(url("withdraw", kunta=siuntio.pk), {"key": key})

    assert f'value="{key}"' in text_of(page)
    assert answer.url == url(kunta=siuntio.pk)
    assert Reflection.objects.get().showing == Showing.HIDDEN
    assert client.get(answer.url).context["lines"] == []


@pytest.mark.parametrize("key", ["", "ei avain", str(uuid.UUID(int=7))])
def test_no_line_is_taken_back_without_its_key(client, day, key):
    line = ReflectionFactory(workshop=WorkshopFactory(day=day))

    answer = client.post(url("withdraw"), {"key": key}, headers=JSON)

    line.refresh_from_db()
    assert (answer.status_code, line.showing) == (409, Showing.SHOWN)


def test_line_of_a_closed_form_stays_on_the_phone(client, day):
    line = ReflectionFactory(workshop=WorkshopFactory(day=day))
    day.answering = Answering.CLOSED
    day.save()

    answer = client.post(url("withdraw"), {"key": line.key}, headers=JSON)

    line.refresh_from_db()
    assert (answer.status_code, line.showing) == (423, Showing.SHOWN)
    assert answer.json()["message"]


def test_phone_gets_the_newest_lines_of_a_flood(client, day, workshop, siuntio):
    facts = {"day": day, "workshop": workshop, "municipality": siuntio}
    Reflection.objects.bulk_create(Reflection(text=f"Rivi {number}", **facts) for number in range(310))

    lines = client.get(url("lines", kunta=siuntio.pk)).json()["lines"]

    assert (len(lines), lines[0]["text"]) == (300, "Rivi 309")


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


def test_phone_that_asks_again_costs_two_queries(client, day, workshop, siuntio, django_assert_num_queries):
    ReflectionFactory.create_batch(3, workshop=workshop, municipality=siuntio)
    tag = client.get(url("lines", kunta=siuntio.pk)).json()["tag"]

    with django_assert_num_queries(2):
        answer = client.get(url("lines", kunta=siuntio.pk, tunniste=tag))

    assert answer.status_code == 204


@pytest.mark.parametrize("change", [{"showing": Showing.HIDDEN}, {"showing": Showing.WAITING}, {"version": 1}])
def test_phone_learns_of_a_line_that_was_changed(client, day, workshop, siuntio, change):
    line = ReflectionFactory(workshop=workshop, municipality=siuntio)
    tag = client.get(url("lines", kunta=siuntio.pk)).json()["tag"]

    Reflection.objects.filter(pk=line.pk).update(**change)

    assert client.get(url("lines", kunta=siuntio.pk, tunniste=tag)).status_code == 200


def test_host_shows_the_code_and_its_address(client_as, secretary, member, day):
    address = reverse("workshops:phone-code", args=["oma", day.pk])
    ReflectionFactory(workshop=WorkshopFactory(day=day))

    page = client_as(secretary).get(address)

    assert ("KDTY26" in text_of(page), "<svg" in text_of(page)) == (True, True)
    assert (page.context["answers"], page.context["url"]) == (1, f"{settings.SITE_URL}{url()}")
    assert client_as(member).get(address).status_code == 403
    assert address in text_of(client_as(secretary).get(day.get_absolute_url()))
