"""Calendars: weeks of a month, and the file of a subscription."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar

from core.calendars import Entry, calendar_feed, in_time_order, month_span, months_after, weeks_of

HELSINKI = ZoneInfo("Europe/Helsinki")
MARCH = date(2027, 3, 1)


def entry(first, last=None, **facts):
    return Entry(uid=f"thing-{first:%d}", kind="thing", first=first, last=last or first, when="", **facts)


def test_month_span_is_whole_weeks():
    assert month_span(date(2027, 4, 1)) == (date(2027, 3, 29), date(2027, 5, 2))


def test_months_after_goes_over_the_year_both_ways():
    assert (months_after(date(2027, 12, 1), 1), months_after(MARCH, -3)) == (date(2028, 1, 1), date(2026, 12, 1))


def test_weeks_of_puts_an_entry_on_each_of_its_days_in_the_month():
    trip = entry(date(2027, 3, 31), date(2027, 4, 20))

    weeks = weeks_of(MARCH, [trip], today=date(2027, 3, 2))

    on = [day.day for week in weeks for day in week if day.entries]
    assert on == [date(2027, 3, 31), *(date(2027, 4, number) for number in (1, 2, 3, 4))]
    assert [day.day for week in weeks for day in week if day.is_today] == [date(2027, 3, 2)]
    assert {len(week) for week in weeks} == {7}


def test_weeks_of_leaves_out_what_has_no_exact_day():
    weeks = weeks_of(MARCH, [entry(MARCH, date(2027, 3, 31), is_exact=False)], today=MARCH)

    assert [day for week in weeks for day in week if day.entries] == []


def test_in_time_order_puts_what_has_no_time_first():
    timed = entry(MARCH, starts_at=datetime(2027, 3, 1, 9, tzinfo=HELSINKI))
    whole = entry(MARCH)

    assert in_time_order([entry(date(2027, 3, 2)), timed, whole]) == [whole, timed, entry(date(2027, 3, 2))]


def test_feed_holds_times_whole_days_and_no_inexact_entry(settings):
    settings.SITE_URL = "https://verkosto.example"
    timed = entry(
        MARCH,
        title="Kokous",
        place="Kirjasto",
        url="https://verkosto.example/v/oma/",
        starts_at=datetime(2027, 3, 1, 9, tzinfo=HELSINKI),
        ends_at=datetime(2027, 3, 1, 11, tzinfo=HELSINKI),
    )
    whole = entry(date(2027, 3, 4), date(2027, 3, 5), title="Koulutus")
    vague = entry(date(2027, 3, 8), date(2027, 3, 9), title="Syksyllä", is_exact=False)

    events = Calendar.from_ical(calendar_feed([timed, whole, vague], name="Kalenteri")).walk("VEVENT")

    assert [(str(one["uid"]), str(one["summary"]), one["dtstart"].dt, one["dtend"].dt) for one in events] == [
        ("thing-01@verkosto.example", "Kokous", timed.starts_at, timed.ends_at),
        ("thing-04@verkosto.example", "Koulutus", date(2027, 3, 4), date(2027, 3, 6)),
    ]
    assert [str(one.get("location", "")) for one in events] == ["Kirjasto", ""]
