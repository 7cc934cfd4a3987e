"""The calendar: what is coming, for whom, as a month, a list and a subscription."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from core.fuzzydates import FuzzyDate, Precision
from meetings.enums import MeetingState
from network.models import Role
from network.services import close_feed, open_feed
from tests.factories.bank import MemberFactory, OrderFactory, ParticipantFactory, TrainingFactory, on_day
from tests.factories.bank_life import SessionFactory
from tests.factories.meetings import MeetingFactory

MARCH = "2027-03"
DAY = date(2027, 3, 10)
BARE = [("training", "Koulutus", "", "", ""), ("session", "Verkostopankin tapaaminen", "", "", "")]


@pytest.fixture(autouse=True)
def _no_rate_limits():
    cache.clear()


def at(day, hour=9):
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo("Europe/Helsinki"))


def meeting(network, day=DAY, **facts):
    return MeetingFactory(network=network, starts_at=at(day), ends_at=at(day, 11), **facts)


def session(network, **order):
    return SessionFactory(
        order=OrderFactory(network=network, wished=on_day(DAY), summary="Läheisneuvonpito Salassa", **order),
        place="Salon sosiaalitoimisto",
    )


@pytest.fixture
def page(network, client_as):
    def open_page(user, **asked):
        response = client_as(user).get(reverse("calendar", args=[network.slug]), {"kuukausi": MARCH, **asked})
        assert response.status_code == 200
        return response

    return open_page


def facts(entries):
    return [(one.kind, one.title, one.place, one.people, one.url) for one in entries]


def test_calendar_shows_a_member_of_the_bank_the_time_alone(page, member, network):
    session(network)
    TrainingFactory(network=network, date=on_day(DAY), place="Salo")

    response = page(member)

    assert sorted(facts(response.context["entries"])) == sorted(BARE)
    assert "Salo" not in response.content.decode()


def test_calendar_shows_the_coordinator_place_and_names(page, coordinator, network):
    facilitator = MemberFactory(network=network)
    held = session(network, slots=[facilitator])
    training = TrainingFactory(network=network, date=on_day(DAY), place="Salo")

    entries = page(coordinator).context["entries"]

    order = held.order
    assert sorted(facts(entries)) == sorted(
        [
            (
                "session",
                f"{order} {order.summary}",
                "Salon sosiaalitoimisto",
                facilitator.person.name,
                order.get_absolute_url(),
            ),
            ("training", training.name, "Salo", "", training.get_absolute_url()),
        ]
    )


def test_calendar_shows_an_orderer_own_sessions_whole_and_others_bare(page, orderer, network):
    own = session(network, contact__user=orderer)
    session(network)

    entries = page(orderer).context["entries"]

    assert {one.url for one in entries} == {own.order.get_absolute_url(), ""}


@pytest.mark.parametrize("form", [{}, {"nakyma": "lista"}])
def test_calendar_names_the_trainings_in_which_one_takes_part(page, member, network, form):
    own, other = TrainingFactory.create_batch(2, network=network, date=on_day(DAY), place="Salo")
    ParticipantFactory(training=own, person__user=member)
    ParticipantFactory(training=other)

    response = page(member, **form)

    # Its page is for coordinators, so nothing leads there.
    assert facts(response.context["entries"]) == [("training", own.name, "Salo", "", ""), BARE[0]]
    assert (own.name in response.content.decode(), other.name in response.content.decode()) == (True, False)


def test_calendar_names_no_training_in_a_network_where_one_has_no_role(page, member, network, other_network):
    elsewhere = TrainingFactory(network=other_network, date=on_day(DAY))
    ParticipantFactory(training=elsewhere, person__user=member)

    assert page(member).context["entries"] == []


def test_calendar_shows_a_coordinator_who_takes_part_the_training_once(page, coordinator, network):
    training = TrainingFactory(network=network, date=on_day(DAY))
    ParticipantFactory(training=training, person__user=coordinator)
    ParticipantFactory(training=training)

    assert [one.url for one in page(coordinator).context["entries"]] == [training.get_absolute_url()]


def test_calendar_holds_nothing_of_another_network(page, coordinator, other_network):
    meeting(other_network)
    session(other_network)
    TrainingFactory(network=other_network, date=on_day(DAY))

    assert page(coordinator).context["entries"] == []


def test_calendar_leaves_out_what_will_not_be(page, coordinator, network):
    meeting(network, state=MeetingState.CANCELLED)
    for ended in ({"cancelled": True}, {"postponed": True}):
        session(network, **ended)
    for gone in ("cancelled_at", "waived_at"):
        one = session(network)
        setattr(one, gone, timezone.now())
        one.waived_reason = "Sovittiin puhelimessa." if gone == "waived_at" else ""
        one.save()

    assert page(coordinator).context["entries"] == []


def test_calendar_puts_what_has_no_exact_day_under_the_month(page, member, network):
    sure = meeting(network)
    spring = FuzzyDate(date(2027, 3, 1), date(2027, 5, 31), Precision.SEASON, "kevät 2027")
    vague = MeetingFactory(network=network, starts_at=at(date(2027, 3, 1)), ends_at=None, inexact=spring)

    context = page(member).context

    assert [one.title for one in context["inexact"]] == [vague.title]
    on = [(day.day, one.title) for week in context["weeks"] for day in week for one in day.entries]
    assert on == [(DAY, sure.title)]


def test_calendar_list_shows_three_months_by_month(page, member, network):
    for day in (date(2027, 2, 28), date(2027, 3, 1), date(2027, 5, 31), date(2027, 6, 1)):
        meeting(network, day, title=f"{day:%d.%m.}")

    context = page(member, nakyma="lista").context

    assert [(first, [one.title for one in rows]) for first, rows in context["months"]] == [
        (date(2027, 3, 1), ["01.03."]),
        (date(2027, 5, 1), ["31.05."]),
    ]
    assert (context["previous_month"], context["next_month"]) == (date(2026, 12, 1), date(2027, 6, 1))


@pytest.mark.parametrize(
    ("kind", "kinds"), [("kokoukset", {"meeting"}), ("tapaamiset", {"session"}), ("x", {"meeting", "session"})]
)
def test_calendar_is_narrowed_by_kind(page, coordinator, network, kind, kinds):
    meeting(network)
    session(network)

    assert {one.kind for one in page(coordinator, laji=kind).context["entries"]} == kinds


@pytest.mark.parametrize("month", ["", "2027-13", "0001-01", "9999-12", "kevät"])
def test_calendar_of_no_month_is_that_of_today(page, member, month):
    assert page(member, kuukausi=month).context["month"] == timezone.localdate().replace(day=1)


def test_calendar_asks_the_same_number_of_queries(page, coordinator, network, django_assert_max_num_queries):
    def fill():
        meeting(network)
        session(network, slots=[MemberFactory(network=network)])
        TrainingFactory(network=network, date=on_day(DAY))

    fill()
    page(coordinator)
    with django_assert_max_num_queries(100) as few:
        page(coordinator)
    for _number in range(3):
        fill()

    with django_assert_max_num_queries(len(few.captured_queries)):
        page(coordinator)


# --- The subscription ---


def tomorrow():
    return timezone.localdate() + timedelta(days=1)


def feed(secret):
    return Client().get(reverse("calendar-file", args=[secret]))


def events(response):
    return [
        {name: str(event[name]) for name in ("summary", "location", "url") if name in event}
        for event in Calendar.from_ical(response.content).walk("VEVENT")
    ]


def test_feed_shows_meetings_and_of_orders_only_that_one_is_booked(facilitator, network, settings):
    settings.SITE_URL = "https://verkosto.example"
    booked = OrderFactory(
        network=network, slots=[MemberFactory(network=network, person__user=facilitator)], concern="Huoli Q7Z"
    )
    SessionFactory(order=booked, date=on_day(tomorrow()), place="Salo")
    SessionFactory(order__network=network, date=on_day(tomorrow()), place="Pori")
    coming = meeting(network, tomorrow())

    response = feed(open_feed(facilitator, actor=facilitator))

    assert sorted(events(response), key=len) == [
        {"summary": "Varattu"},
        {
            "summary": coming.title,
            "location": f"{coming.place_name}, {coming.place_address}",
            "url": f"https://verkosto.example{coming.get_absolute_url()}",
        },
    ]
    text = response.content.decode()
    assert [word for word in ("Salo", "Pori", "Q7Z", booked.summary, str(booked)) if word in text] == []


def test_feed_names_the_trainings_in_which_one_takes_part_and_leads_to_none(member, network, other_network):
    own, _other = TrainingFactory.create_batch(2, network=network, date=on_day(tomorrow()), place="Salo")
    ParticipantFactory(training=own, person__user=member)
    elsewhere = TrainingFactory(network=other_network, date=on_day(tomorrow()))
    ParticipantFactory(training=elsewhere, person__user=member)

    assert events(feed(open_feed(member, actor=member))) == [{"summary": own.name, "location": "Salo"}]


def test_feed_leads_a_coordinator_to_the_page_of_a_training(coordinator, network, settings):
    settings.SITE_URL = "https://verkosto.example"
    training = TrainingFactory(network=network, date=on_day(tomorrow()))

    (event,) = events(feed(open_feed(coordinator, actor=coordinator)))

    assert event == {"summary": training.name, "url": f"https://verkosto.example{training.get_absolute_url()}"}


def test_feed_is_private_and_not_kept(member):
    response = feed(open_feed(member, actor=member))

    assert (response["Cache-Control"], response["Content-Type"]) == (
        "private, no-store",
        "text/calendar; charset=utf-8",
    )


def test_feed_is_in_the_language_of_its_owner(as_role, network):
    swede = as_role("coordinator", language="sv")
    SessionFactory(order__network=network, date=on_day(tomorrow()))

    assert events(feed(open_feed(swede, actor=swede))) == [{"summary": "Upptagen"}]


def test_feed_of_an_unknown_or_old_secret_does_not_exist(member):
    old = open_feed(member, actor=member)
    newer = open_feed(member, actor=member)
    assert [feed(secret).status_code for secret in ("tuntematon", old, newer)] == [404, 404, 200]

    close_feed(member, actor=member)

    assert feed(newer).status_code == 404


def test_feed_ends_with_the_roles(member):
    secret = open_feed(member, actor=member)
    Role.objects.filter(user=member).update(valid_to=timezone.localdate() - timedelta(days=1))

    assert feed(secret).status_code == 404


def test_feed_holds_only_the_networks_of_today(as_role, network, other_network):
    user = as_role("member")
    meeting(network, tomorrow(), title="Oma")
    meeting(other_network, tomorrow(), title="Toisen")

    assert [event["summary"] for event in events(feed(open_feed(user, actor=user)))] == ["Oma"]


def test_feed_is_rate_limited(member, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "calendar_feed": "2/h/key"}
    secret = open_feed(member, actor=member)

    assert [feed(secret).status_code for _time in range(3)] == [200, 200, 429]


def test_feed_page_shows_the_address_once(client_as, member):
    browser, url = client_as(member), reverse("calendar-feed")

    made = browser.post(url, {"act": "new"})
    address = made.context["address"]

    assert made["Cache-Control"] == "private, no-store"
    assert address in made.content.decode()
    assert address not in browser.get(url).content.decode()
    assert Client().get(address.partition("/kalenteri/")[1] + address.partition("/kalenteri/")[2]).status_code == 200


def test_feed_page_switches_it_off(client_as, member):
    browser, url = client_as(member), reverse("calendar-feed")
    secret = open_feed(member, actor=member)

    browser.post(url, {"act": "off"})
    again = browser.post(url, {"act": "off"}, follow=True)

    assert feed(secret).status_code == 404
    assert [str(one) for one in again.context["messages"]][-1] == "Kalenteritilaus on jo pois päältä."
