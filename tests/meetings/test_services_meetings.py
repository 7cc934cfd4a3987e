from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from core.errors import DomainError, EditConflict
from core.fuzzydates import parse
from core.models import LogEntry
from meetings.enums import DocumentKind, MeetingState
from meetings.models import Meeting
from meetings.services import edit_meeting, open_meeting, set_next_meeting
from network.services import rename_group
from tests.factories.meetings import STARTS
from tests.factories.network import GroupFactory, GroupMembershipFactory


@pytest.fixture
def facts(network):
    return {
        "group": GroupFactory(network=network, name="Nuorten talon työryhmä"),
        "document_kind": DocumentKind.SUMMARY,
        "title": "Nuorten talon suunnittelu",
        "subject": "",
        "starts_at": STARTS,
        "ends_at": STARTS + timedelta(hours=2),
        "place_name": "Kirjasto",
        "place_address": "",
        "language": "fi",
    }


def test_open_meeting_copies_the_name_of_the_group(network, facts, secretary, last_entry):
    meeting = open_meeting(network, facts=facts, actor=secretary)

    assert (meeting.group_label, meeting.title) == ("Nuorten talon työryhmä", "Nuorten talon suunnittelu")
    assert last_entry(meeting) == ("meetings.meeting.opened", {})


def test_open_meeting_without_a_title_takes_the_name_of_the_group(network, facts, secretary):
    meeting = open_meeting(network, facts=facts | {"title": ""}, actor=secretary)

    assert meeting.title == "Nuorten talon työryhmä"


def test_open_meeting_refuses_a_group_of_another_network(network, other_network, facts, secretary):
    with pytest.raises(DomainError, match="The group is not in this network"):
        open_meeting(network, facts=facts | {"group": GroupFactory(network=other_network)}, actor=secretary)

    assert not Meeting.objects.exists()


@pytest.mark.parametrize("length", [timedelta(0), timedelta(hours=-1)])
def test_open_meeting_refuses_an_end_before_the_start(network, facts, secretary, length):
    with pytest.raises(DomainError, match="must end after it starts"):
        open_meeting(network, facts=facts | {"ends_at": STARTS + length}, actor=secretary)

    assert not Meeting.objects.exists()


def test_open_meeting_refuses_an_identity_code(network, facts, secretary):
    with pytest.raises(ValidationError) as refusal:
        open_meeting(network, facts=facts | {"subject": "131052-308T"}, actor=secretary)

    assert set(refusal.value.message_dict) == {"subject"}
    assert "131052" not in str(refusal.value)


def test_a_renamed_group_leaves_the_label_of_older_minutes(network, facts, secretary):
    meeting = open_meeting(network, facts=facts, actor=secretary)

    rename_group(facts["group"], name="Nuorten tila", valid_from=date(2009, 1, 16), actor=secretary)
    facts["group"].refresh_from_db()
    meeting = edit_meeting(meeting, facts=facts, version=0, actor=secretary)

    assert (meeting.group.name, meeting.group_label) == ("Nuorten tila", "Nuorten talon työryhmä")


def test_edit_meeting_changes_the_label_with_the_group(meeting, secretary, last_entry):
    other = GroupFactory(network=meeting.network, name="Ohjausryhmä")

    meeting = edit_meeting(meeting, facts={"group": other}, version=0, actor=secretary)

    assert (meeting.group_label, meeting.version) == ("Ohjausryhmä", 1)
    assert last_entry(meeting) == (
        "meetings.meeting.edited",
        {"group": ["Perhetyön kehittämisryhmä", "Ohjausryhmä"]},
    )


def test_edit_meeting_refuses_an_older_version(meeting, secretary):
    edit_meeting(meeting, facts={"subject": "Ensimmäisen aihe"}, version=0, actor=secretary)

    with pytest.raises(EditConflict) as refusal:
        edit_meeting(meeting, facts={"subject": "Toisen aihe"}, version=0, actor=secretary)

    assert refusal.value.current.subject == "Ensimmäisen aihe"


def test_set_next_meeting_keeps_the_words(meeting, secretary, last_entry):
    when = parse("ke 3.3.2083 klo 13–15", today=STARTS.date())

    meeting = set_next_meeting(meeting, when=when, place="Rantakylä", version=0, actor=secretary)

    assert (meeting.next_meeting, meeting.next_meeting_place) == (when, "Rantakylä")
    assert (meeting.version, meeting.next_meeting_version) == (0, 1)
    assert last_entry(meeting) == (
        "meetings.meeting.next_set",
        {"next_meeting": ["", "ke 3.3.2083 klo 13–15, Rantakylä"]},
    )


def test_set_next_meeting_clears(meeting, secretary):
    when = parse("maaliskuu 2083", today=STARTS.date())
    meeting = set_next_meeting(meeting, when=when, place="", version=0, actor=secretary)

    meeting = set_next_meeting(meeting, when=None, place="", version=1, actor=secretary)

    assert (meeting.next_meeting, meeting.next_meeting_text) == (None, "")


def test_set_next_meeting_refuses_a_place_without_a_date(meeting, secretary):
    with pytest.raises(DomainError, match="Write when the next meeting is"):
        set_next_meeting(meeting, when=None, place="Rantakylä", version=0, actor=secretary)

    assert not LogEntry.objects.of(meeting).exists()


def test_set_next_meeting_refuses_an_older_version(meeting, secretary):
    set_next_meeting(meeting, when=parse("tulossa", today=STARTS.date()), place="", version=0, actor=secretary)

    with pytest.raises(EditConflict) as refusal:
        set_next_meeting(meeting, when=None, place="", version=0, actor=secretary)

    assert refusal.value.current.next_meeting_text == "tulossa"


def test_the_facts_and_the_next_meeting_do_not_conflict(meeting, secretary):
    edit_meeting(meeting, facts={"subject": "Toinen aihe"}, version=0, actor=secretary)

    meeting = set_next_meeting(
        meeting, when=parse("tulossa", today=STARTS.date()), place="", version=0, actor=secretary
    )

    assert (meeting.subject, meeting.next_meeting_text) == ("Toinen aihe", "tulossa")


def test_a_meeting_may_begin_with_the_members_of_its_group(network, facts, secretary):
    member = GroupMembershipFactory(group=facts["group"])
    GroupMembershipFactory(group=facts["group"], valid_to=date(2008, 1, 1))

    bare = open_meeting(network, facts=facts, actor=secretary)
    meeting = open_meeting(network, facts=facts, with_members=True, actor=secretary)

    assert [one.person for one in meeting.attendances.all()] == [member.person]
    assert bare.attendances.count() == 0


@pytest.mark.parametrize(
    ("changes", "is_old"), [({"place_name": "Muualla"}, True), ({"title": "Toinen otsikko"}, False)]
)
def test_what_people_were_told_grows_old_with_the_facts(meeting, secretary, changes, is_old):
    meeting.state = MeetingState.INVITED
    meeting.save()

    edited = edit_meeting(meeting, facts=changes, version=0, actor=secretary)

    assert edited.invitation_is_old is is_old


def test_the_same_facts_make_no_version(meeting, secretary):
    edited = edit_meeting(meeting, facts={"title": meeting.title}, version=0, actor=secretary)

    assert (edited.version, LogEntry.objects.of(meeting).count()) == (0, 0)
