"""The lines that phones show: those of their group, and one's own to take back."""

import datetime
import uuid

import pytest
from django.utils import timezone

from core.fuzzydates import parse
from tests.factories.network import MunicipalityFactory
from tests.factories.workshops import FollowUpFactory, ReflectionFactory, WorkshopFactory
from tests.workshops.pages import text_of
from tests.workshops.phones.hands import JSON, box, send, url
from workshops.enums import Answering, Showing
from workshops.models import Reflection
from workshops.queries.phones import READ_DAYS


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
