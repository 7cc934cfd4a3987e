"""The real minutes stand beside the checkout and not in it; everything else is shown with minutes of our own."""

import copy
import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from pypdf import PdfWriter

from core.fuzzydates import Precision
from meetings.enums import ActionState, AttendanceRole, AttendanceState, DocumentKind, Layer, MeetingState
from meetings.exchange import MinutesRefused, as_bytes, minutes_in_file, minutes_to_json, read_minutes
from meetings.models import Meeting
from meetings.services import edit_meeting, import_minutes
from network.enums import GroupKind
from network.models import Group, Theme
from network.services import add_group, rename_group
from tests.factories.meetings import AttendanceFactory, ItemFactory, MeetingFactory, OutcomeFactory

NO_MINUTES = "The PDF carries no minutes: the file verkosto-minutes.json is not in it."
SHARED = Path(settings.BASE_DIR).parent / "shared" / "domain"


@pytest.fixture(params=["minutes_000.json", "minutes_001.json"])
def real_minutes(request):
    path = SHARED / request.param
    if not path.exists():
        pytest.skip(f"{path} is not there: the real minutes are not part of the repository")
    return json.loads(path.read_text())


def written(meeting, **options):
    return minutes_to_json(Meeting.objects.get(pk=meeting.pk), **options)


def problems_of(network, data):
    with pytest.raises(MinutesRefused) as refused:
        import_minutes(network, data, actor=None)
    return refused.value.problems


def test_the_real_minutes_come_back_as_they_came(network, secretary, real_minutes):
    meeting = import_minutes(network, real_minutes, actor=secretary)

    assert written(meeting) == real_minutes


def test_every_field_comes_back_as_it_came(network, data):
    meeting = import_minutes(network, copy.deepcopy(data), actor=None)

    assert written(meeting) == data


def test_rows_hold_what_the_data_say(network, data):
    meeting = import_minutes(network, data, actor=None)

    first, second = meeting.attendances.all()
    assert (meeting.document_kind, meeting.state) == (DocumentKind.MEMO, MeetingState.HELD)
    assert (meeting.surname_first, first.printed_name, first.name_label) == (True, "", "Aino Esimerkki")
    assert (first.role, first.more_roles) == (AttendanceRole.CHAIR, [AttendanceRole.PRESENTER])
    assert second.state == AttendanceState.EXCUSED
    (item, child) = meeting.items.all()
    assert (child.parent, item.presenter, item.number_is_typed, child.number_is_typed) == (item, first, False, True)
    action = item.outcomes.get(owner_kind="organisation")
    assert (action.due.precision, action.due.text) == (Precision.SEASON, "syksyllä 2026")
    assert [(one.theme.name, one.phrase) for one in item.mentions.all()] == [("perhetyö", "perhetyön")]
    assert meeting.next_meeting.text == "1.9.–30.11.2026"


def test_group_and_themes_are_made_once(network, data):
    import_minutes(network, data, actor=None)
    import_minutes(network, data | {"starts": "2026-03-13T09:00", "ends": None}, actor=None)

    assert [(one.name, one.kind) for one in Group.objects.all()] == [("Perhetyön ryhmä", GroupKind.WORKING_GROUP)]
    assert list(Theme.objects.values_list("name", flat=True)) == ["perhetyö"]


def test_a_group_that_has_another_name_today_is_found_by_that_of_the_day(network, data, secretary):
    group = add_group(network, name="Perhetyön ryhmä", kind=GroupKind.WORKING_GROUP, actor=secretary)
    rename_group(group, name="Varhaisen tuen ryhmä", valid_from=group.created_at.date(), actor=secretary)

    meeting = import_minutes(network, data, actor=secretary)

    assert (meeting.group, meeting.group_label) == (group, "Perhetyön ryhmä")


def test_the_same_minutes_twice_change_nothing(network, data):
    first = import_minutes(network, copy.deepcopy(data), actor=None)

    again = import_minutes(network, copy.deepcopy(data), actor=None)

    assert (again, network.meetings.count()) == (first, 1)


def test_other_minutes_of_the_same_title_and_time_are_refused(network, data):
    meeting = import_minutes(network, copy.deepcopy(data), actor=None)

    problems = problems_of(network, data | {"subject": "Toinen aihe"})

    assert problems == [
        "$.title: there is a meeting of this title and time already, and its minutes say something else: "
        + meeting.get_absolute_url()
    ]


def test_our_own_minutes_come_back_and_keep_no_words_of_the_page(network, other_network):
    meeting = MeetingFactory(network=network, language="en", title="Early support")
    AttendanceFactory(meeting=meeting, role=AttendanceRole.SECRETARY, deputy_for="Aino Esimerkki", left_at="10:30")
    item = ItemFactory(meeting=meeting, body="<p>Text.</p>", layer=Layer.PARTICIPANTS)
    OutcomeFactory(item=item, text="Kunnat nimeävät edustajat.", kind="action", state=ActionState.DONE)
    data = written(meeting)

    copied = import_minutes(other_network, copy.deepcopy(data), actor=None)

    assert (written(copied), copied.printed) == (data, {})
    assert data["attendees"][0]["role_text"] == "Secretary"
    assert [data["items"][0]["layer"], data["items"][0]["outcomes"][0]["state"]] == ["participants", "done"]


def test_what_no_longer_stands_in_the_text_is_said_after_it(network, data):
    meeting = import_minutes(network, data, actor=None)
    meeting.items.update(body="", quotation="")

    item = written(meeting)["items"][0]

    assert [one["in_body"] for one in item["outcomes"]] == [False, False]
    assert item["children"][0]["heading_in_body"] is False
    assert read_minutes(written(meeting)) == written(meeting)


def test_the_file_is_the_same_whatever_order_the_database_gives(data):
    turned = dict(reversed(list(data.items())))

    assert as_bytes(turned) == as_bytes(data)
    assert list(json.loads(as_bytes(turned)))[:5] == ["format", "language", "document_kind", "title", "printed"]


def test_what_is_for_others_is_left_out(network):
    meeting = MeetingFactory(network=network)
    for layer in (Layer.PUBLIC, Layer.PARTICIPANTS, Layer.SECRETARY):
        item = ItemFactory(meeting=meeting, heading=layer, layer=layer, internal_note="Vain sihteerille")
        ItemFactory(meeting=meeting, parent=item, heading=f"{layer} part")

    public, participants = written(meeting, layer=Layer.PUBLIC), written(meeting)

    assert [one["heading"] for one in public["items"]] == ["public"]
    assert [one["heading"] for one in participants["items"]] == ["public", "participants"]
    assert "Vain sihteerille" not in json.dumps(participants)


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        (["title"], "", "$.title: is empty."),
        (["title"], 7, "$.title: must be a text."),
        (["subject"], "", "$.subject: is empty; write null where there is nothing."),
        (["language"], "no", "$.language: must be one of these: fi, sv, en."),
        (["starts"], "2026-02-30T09:00", "$.starts: is no day of the calendar or no time of the day."),
        (["starts"], "12.3.2026", "$.starts: must be written like 2009-01-15T09:30."),
        (["ends"], "2026-03-12T08:00", "$.ends: must be after the start."),
        (["signatures"], ["x"], "$.signatures: has more than 0 entries."),
        (["extra"], 1, "$.extra: is not a name of this format."),
        (["attendees", 0, "roles"], ["boss"], None),
        (["items", 0, "presenter"], "Vieras", "$.items[0].presenter: is not the name of an attendee."),
        (["items", 0, "body_html"], None, "$.items[0].body_html: must be a text."),
        (
            ["items", 0, "outcomes", 0, "text"],
            "Toinen päätös.",
            "$.items[0].outcomes[0].in_body: the item does not hold these words, so they would not be printed.",
        ),
        (
            ["items", 0, "outcomes", 1, "due", "latest"],
            None,
            "$.items[0].outcomes[1].due.earliest: both ends are needed, or neither.",
        ),
        (
            ["items", 0, "goals", 0, "measures", 0, "due", "text"],
            "14.4.2026",
            "$.items[0].goals[0].measures[0].due.text: the times must stand in these words.",
        ),
        (["attachments", 0, "item"], "3", "$.attachments[0].item: there is no item at this address."),
        (
            ["items", 0, "attachments"],
            [],
            "$.items[0].attachments: must be the numbers of the attachments whose item this is.",
        ),
        (
            ["themes"],
            [],
            "$.themes: must be the themes marked in the texts, in the order of their first mark.",
        ),
        (["recorded", "on"], "2026-13-01", "$.recorded.on: is no day of the calendar or no time of the day."),
    ],
)
def test_what_is_wrong_is_named_with_its_place_and_nothing_is_kept(network, data, path, value, problem):
    *way, last = path
    target = data
    for step in way:
        target = target[step]
    target[last] = value

    problems = problems_of(network, data)

    assert problems[0] == problem if problem else problems[0].startswith("$.attendees[0].roles[0]: must be one of")
    assert [network.meetings.count(), Group.objects.count(), Theme.objects.count()] == [0, 0, 0]


def test_a_missing_name_is_named(network, data):
    del data["items"][0]["children"][0]["area"]

    assert problems_of(network, data) == ["$.items[0].children[0].area: is missing."]


def test_an_identity_code_is_refused_without_repeating_it(network, data, identity_code):
    data["items"][0]["body_html"] = f"<p>Asia {identity_code[:4]}<strong>{identity_code[4:]}</strong></p>"
    data["attendees"][1]["title"] = identity_code
    data["items"][0]["outcomes"] = []

    problems = problems_of(network, data)

    assert [one.partition(":")[0] for one in problems] == ["$.attendees[1].title", "$.items[0].body_html"]
    assert identity_code not in " ".join(problems)


def test_hostile_rich_text_is_cleaned(network, data):
    body = data["items"][0]["body_html"]
    data["items"][0]["body_html"] = body + '<script>alert(1)</script><p onclick="x()"><img src="http://a/b">Loppu</p>'

    meeting = import_minutes(network, data, actor=None)

    assert meeting.items.first().body == f"{body}<p>Loppu</p>"


def test_another_format_is_refused():
    with pytest.raises(MinutesRefused) as refused:
        read_minutes({"format": "verkosto-workshop-day/1"})

    assert refused.value.problems == ["$.format: must be “verkosto-minutes/1”."]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b'{\n "format": }', "Line 2, character 12: this is not JSON (Expecting value)."),
        (b'{\n "title": "\xff"}', "Line 2: the text is not UTF-8."),
        (b'{"title": 1, "title": 2}', "The name “title” stands twice in one object."),
        (b'{"title": NaN}', "NaN is not a number."),
        (b"%PDF-1.7 broken", "The PDF cannot be read. It may be damaged."),
        (b"[" * 100_000, "The file is nested too deeply."),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(content, problem):
    with pytest.raises(MinutesRefused) as refused:
        minutes_in_file(content)

    assert refused.value.problems == [problem]


def pdf(*, attached=None, password=""):
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    if attached:
        writer.add_attachment(*attached)
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ({}, "The PDF carries no minutes: the file verkosto-minutes.json is not in it."),
        (
            {"attached": ("muu.json", b"{}")},
            "The PDF carries no minutes: the file verkosto-minutes.json is not in it.",
        ),
        ({"attached": ("verkosto-minutes.json", b"{")}, "Line 1, character 2: this is not JSON"),
        ({"password": "x"}, "The PDF is locked with a password. Remove the password first."),
    ],
)
def test_a_pdf_without_readable_minutes_is_refused(content, problem):
    with pytest.raises(MinutesRefused) as refused:
        minutes_in_file(pdf(**content))

    assert [one.partition(" (")[0] for one in refused.value.problems] == [problem]


def test_words_of_an_older_page_follow_the_facts_that_change(network, data, secretary):
    meeting = import_minutes(network, data, actor=None)
    facts = {"starts_at": meeting.starts_at + timedelta(days=1), "ends_at": None, "document_kind": "minutes"}

    edit_meeting(meeting, facts=facts, version=0, actor=secretary)

    printed = written(meeting)["printed"]
    assert [printed["time"], printed["document_kind"]] == ["Perjantai 13.3.2026 klo 9", "PÖYTÄKIRJA"]
    assert printed["labels"] == data["printed"]["labels"]


def test_the_file_of_minutes_is_read_back(data):
    assert minutes_in_file(as_bytes(data)) == data
