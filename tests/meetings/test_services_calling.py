from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from core.errors import DomainError
from core.fuzzydates import parse
from core.models import LogEntry
from meetings.enums import ActionState, ItemState, MeetingState, OutcomeKind
from meetings.services import call_meetings, latest_meeting
from network.services import rename_group
from tests.factories.meetings import STARTS, ItemFactory, MeetingFactory, OutcomeFactory
from tests.factories.network import GroupFactory, GroupMembershipFactory, OrganisationFactory, PositionFactory

HELSINKI = ZoneInfo("Europe/Helsinki")
TODAY = date(2083, 1, 15)
EXACT = "18.3.2083"


def dates(*texts):
    return [parse(text, today=TODAY) for text in texts]


@pytest.fixture
def previous(network):
    group = GroupFactory(network=network, name="Nuorten talo")
    return MeetingFactory(network=network, group=group, title="Nuorten talo", language="en", surname_first=True)


@pytest.fixture
def call(previous, secretary):
    def make(*texts, **facts):
        facts = {"group": previous.group, "previous": previous, "place_name": "Kirjasto", **facts}
        return call_meetings(previous.network, dates=dates(*texts), **facts, actor=secretary)

    return make


def test_the_next_meeting_has_group_time_of_day_and_looks_of_the_one_before(call, previous, last_entry):
    (meeting,) = call(EXACT)

    assert (meeting.group, meeting.previous, meeting.title) == (previous.group, previous, "Nuorten talo")
    assert meeting.starts_at == datetime(2083, 3, 18, 9, 30, tzinfo=HELSINKI)
    assert meeting.ends_at == datetime(2083, 3, 18, 12, 0, tzinfo=HELSINKI)
    assert (meeting.place_name, meeting.surname_first, meeting.state) == ("Kirjasto", True, MeetingState.PLANNED)
    assert [row.action for row in LogEntry.objects.of(meeting)] == ["meetings.meeting.called"]


def test_a_time_that_is_written_counts(call):
    (meeting,) = call("18.3.2083 klo 13–15")

    assert timezone.localtime(meeting.starts_at).hour == 13
    assert timezone.localtime(meeting.ends_at).hour == 15


def test_an_inexact_date_stands_at_its_first_day_and_is_shown_as_said(call):
    (meeting,) = call("vuoden kuluttua helmikuussa")

    assert timezone.localtime(meeting.starts_at).date() == date(2084, 2, 1)
    assert (meeting.inexact_text, meeting.when_text) == ("vuoden kuluttua helmikuussa", "Vuoden kuluttua helmikuussa")


def test_an_inexact_date_expires_visibly(previous):
    previous.inexact = parse("helmikuu 2009", today=TODAY)
    gone = previous.date_has_passed
    previous.state = MeetingState.HELD

    assert (gone, previous.date_has_passed) == (True, False)


def test_several_dates_make_a_chain_of_meetings(call, previous):
    ItemFactory(meeting=previous, heading="Kesken jäänyt", state=ItemState.POSTPONED)
    ItemFactory(meeting=previous, heading="Muut asiat", standing=True, body="<p>Ei ollut.</p>")

    first, second = call("20.5.2083", "18.3.2083")

    assert (first.starts_at < second.starts_at, second.previous) == (True, first)
    assert [item.heading for item in first.items.all()] == ["Kesken jäänyt", "Muut asiat"]
    assert [(item.heading, item.body, item.standing) for item in second.items.all()] == [("Muut asiat", "", True)]


def test_unfinished_and_postponed_items_come_along_without_what_was_dealt_with(call, previous):
    ItemFactory(meeting=previous, heading="Valmis", state=ItemState.TREATED)
    ItemFactory(meeting=previous, heading="Siirretty", state=ItemState.POSTPONED, body="<p>Valmisteltu.</p>")
    ItemFactory(meeting=previous, heading="Ehtimättä", state=ItemState.OPEN)

    (meeting,) = call(EXACT)

    assert [(item.heading, item.number, item.state) for item in meeting.items.all()] == [
        ("Siirretty", "1", ItemState.OPEN),
        ("Ehtimättä", "2", ItemState.OPEN),
    ]
    assert meeting.items.first().body == "<p>Valmisteltu.</p>"


def test_where_nobody_marks_items_those_with_text_are_over(call, previous):
    ItemFactory(meeting=previous, heading="Kirjattu")
    ItemFactory(meeting=previous, heading="Ehtimättä", body="")

    (meeting,) = call(EXACT)

    assert [item.heading for item in meeting.items.all()] == ["Ehtimättä"]


def test_open_actions_are_listed_with_who_when_and_where(call, previous):
    item = ItemFactory(meeting=previous, number="3")
    action = {"item": item, "kind": OutcomeKind.ACTION}
    OutcomeFactory(**action, text="Kutsutaan <koulut>", owner_label="Järvikunta", due=dates("syksy 2083")[0])
    OutcomeFactory(**action, text="Tehty jo", state=ActionState.DONE)
    OutcomeFactory(item=item, text="Päätös")
    OutcomeFactory(item__meeting__network=previous.network, kind=OutcomeKind.ACTION, text="Toisen ryhmän")

    (meeting,) = call(EXACT)

    agenda = meeting.items.get()
    assert agenda.heading == "Actions of earlier meetings"
    assert agenda.body == "<ul><li>Kutsutaan &lt;koulut&gt; (Järvikunta; syksy 2083; 14.1.2083, item 3)</li></ul>"


def test_without_items_only_the_standing_ones_come(call, previous):
    item = ItemFactory(meeting=previous, state=ItemState.POSTPONED)
    OutcomeFactory(item=item, kind=OutcomeKind.ACTION)
    ItemFactory(meeting=previous, heading="Muut asiat", standing=True)

    (meeting,) = call(EXACT, with_items=False)

    assert [item.heading for item in meeting.items.all()] == ["Muut asiat"]


def test_minutes_that_are_approved_get_their_item_first_and_once(call, previous):
    previous.group.minutes_are_approved = True
    previous.group.save()
    ItemFactory(meeting=previous, heading="Ehtimättä", body="")
    (second,) = call(EXACT)

    (third,) = call("20.5.2083", previous=second)

    headings = [[item.heading for item in meeting.items.all()] for meeting in (second, third)]
    assert headings == [["Approval of the previous minutes", "Ehtimättä"]] * 2


def test_members_of_the_day_are_expected(call, previous):
    town = OrganisationFactory(network=previous.network, name="Järvikunta")
    chair = GroupMembershipFactory(group=previous.group, role="chair", organisation=town, person__last_name="Ylinen")
    PositionFactory(person=chair.person, organisation=town, title="johtaja")
    plain = GroupMembershipFactory(group=previous.group, person__last_name="Aalto")
    GroupMembershipFactory(group=previous.group, valid_to=date(2083, 3, 17))
    GroupMembershipFactory(group=previous.group, person=None, organisation=town)

    (meeting,) = call(EXACT)

    assert [(row.person, row.role, row.title_label, row.organisation_label) for row in meeting.attendances.all()] == [
        (chair.person, "chair", "johtaja", "Järvikunta"),
        (plain.person, "", "", ""),
    ]


def test_the_label_is_the_groups_name_on_the_day_of_the_meeting(call, previous, secretary):
    rename_group(previous.group, name="Nuorten tila", valid_from=date(2083, 4, 1), actor=secretary)

    before, after = call("18.3.2083", "20.5.2083")

    assert [meeting.group_label for meeting in (before, after)] == ["Nuorten talo", "Nuorten tila"]


@pytest.mark.parametrize(
    ("text", "facts", "message"),
    [
        ("tulossa", {}, "Write at least the month or the season"),
        ("14.1.2083", {}, "is not after the meeting before it"),
        ("helmikuu 2026", {}, "is not after the meeting before it"),
        ("18.3.2083", {"previous": None}, "Write also when it starts"),
    ],
)
def test_dates_on_which_no_meeting_can_be_are_refused(call, previous, text, facts, message):
    with pytest.raises(DomainError, match=message) as refusal:
        call(text, **facts)

    assert refusal.value.field == "dates"
    assert previous.following.count() == 0


def test_the_same_date_twice_and_no_date_are_refused(call):
    with pytest.raises(DomainError, match="is not after"):
        call(EXACT, EXACT)
    with pytest.raises(DomainError, match="at least one date"):
        call()


def test_a_group_or_meeting_of_another_network_is_refused(call, other_network):
    for facts in ({"group": GroupFactory(network=other_network)}, {"previous": MeetingFactory(network=other_network)}):
        with pytest.raises(DomainError, match="not in this network"):
            call(EXACT, **facts)


def test_latest_meeting_passes_over_cancelled_ones(previous):
    MeetingFactory(
        network=previous.network,
        group=previous.group,
        starts_at=STARTS + timedelta(days=30),
        ends_at=None,
        state=MeetingState.CANCELLED,
    )

    assert latest_meeting(previous.group) == previous
