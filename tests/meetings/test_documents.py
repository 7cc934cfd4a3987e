import html
import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils import translation

from core.documents import request_document
from core.fuzzydates import parse
from core.richtext import from_plain
from meetings.documents import MINUTES, minutes_context, minutes_version, render_minutes
from meetings.enums import AttachmentState, AttendanceRole, AttendanceState, DocumentKind, OutcomeKind
from meetings.models import Meeting
from meetings.services import (
    add_attachment,
    add_attendance,
    add_item,
    edit_item,
    open_meeting,
    record_outcome,
    set_next_meeting,
)
from network.services import add_group
from tests.factories.meetings import AttachmentFactory, AttendanceFactory, ItemFactory, MeetingFactory, OutcomeFactory

SHARED = Path(settings.BASE_DIR).parent / "shared"
HELSINKI = ZoneInfo("Europe/Helsinki")


@pytest.fixture
def meeting(network):
    """Minutes in English: their labels are those of the code, whatever the catalogues say."""
    return MeetingFactory(network=network, group__name="Theme group", title="Early support", language="en")


def context_of(meeting):
    """What is printed, read from the database anew."""
    return minutes_context(Meeting.objects.get(pk=meeting.pk))


def facts_of(context, part="facts"):
    """``{label: [text, …]}``, the role after its person."""
    return {fact["label"]: [words(value) for value in fact["values"]] for fact in context[part] if fact["values"]}


def words(value):
    return value if isinstance(value, str) else " / ".join(filter(None, [value["text"], value["role"]]))


def test_facts_are_those_of_the_meeting_in_its_own_language(meeting):
    with translation.override("fi"):
        context = context_of(meeting)

    assert facts_of(context) == {
        "Time": ["Thursday 14.1.2083 at 9.30–12"],
        "Place": ["Kirjasto / kerhohuone\nKoivukuja 3, 1. krs."],
        "Subject": ["Perheiden varhainen tuki"],
    }


def test_a_meeting_over_two_days_has_both(meeting):
    Meeting.objects.filter(pk=meeting.pk).update(ends_at=datetime(2083, 1, 15, 15, 0, tzinfo=HELSINKI))

    assert facts_of(context_of(meeting))["Time"] == ["14–15.1.2083 at 9.30–15"]


def test_the_group_is_printed_unless_the_title_names_it(network):
    named = MeetingFactory(network=network, group__name="Theme group", title="Meeting of the THEME GROUP")
    other = MeetingFactory(network=network, group__name="Theme group", title="Early support")

    assert [minutes_context(named)["group"], minutes_context(other)["group"]] == ["", "Theme group"]


def test_people_stand_in_their_order_with_the_word_of_their_role(meeting):
    AttendanceFactory(meeting=meeting, name_label="Aino Esimerkki", title_label="", organisation_label="Saari")
    AttendanceFactory(meeting=meeting, name_label="Kalle Malli", role=AttendanceRole.SECRETARY)
    AttendanceFactory(
        meeting=meeting, name_label="Bertta Poissa", organisation_label="", state=AttendanceState.EXCUSED
    )

    facts = facts_of(context_of(meeting))

    assert facts["Present"] == ["Aino Esimerkki, Saari", "Kalle Malli, perhetyöntekijä, Järvikunta / Secretary"]
    assert facts["Excused"] == ["Bertta Poissa, perhetyöntekijä"]


def test_a_decision_inside_the_text_is_marked_and_not_printed_twice(meeting):
    item = ItemFactory(meeting=meeting, body="<p>Keskusteltiin. Nimi hyväksyttiin.</p>")
    OutcomeFactory(item=item, text="Nimi hyväksyttiin.")
    OutcomeFactory(item=item, text="Kunnat nimeävät edustajat.", kind=OutcomeKind.ACTION)

    (printed,) = context_of(meeting)["items"]

    assert printed["body"] == '<p>Keskusteltiin. <mark class="outcome-decision">Nimi hyväksyttiin.</mark></p>'
    assert printed["outcomes"] == [{"kind": "action", "label": "Action", "text": "Kunnat nimeävät edustajat."}]


def test_the_next_meeting_stands_before_the_attachments(meeting):
    Meeting.objects.filter(pk=meeting.pk).update(next_meeting_place="Rantakylä")
    meeting.next_meeting = parse("4.3.2083 at 13–15", today=meeting.starts_at.date())
    meeting.next_meeting_place = "Rantakylä"
    meeting.save()
    AttachmentFactory(meeting=meeting, title="Slides")

    closing = facts_of(context_of(meeting), "closing")

    assert list(closing.items()) == [("Next meeting", ["4.3.2083 at 13–15, Rantakylä"]), ("Attachment", ["Slides"])]


def test_a_next_meeting_that_an_item_tells_is_not_printed_twice(meeting):
    meeting.next_meeting = parse("4.3.2083 at 13–15", today=meeting.starts_at.date())
    meeting.save()
    ItemFactory(meeting=meeting, heading="Next meeting 4.3.2083 at 13–15 in Rantakylä.")

    assert facts_of(context_of(meeting), "closing") == {}


def test_attachments_have_their_numbers_and_what_is_said_of_them(meeting):
    AttachmentFactory(meeting=meeting, title="Slides", number=1)
    AttachmentFactory(meeting=meeting, title="Table", state=AttachmentState.EXPECTED)

    assert facts_of(context_of(meeting), "closing") == {
        "Attachments": ["Attachment 1: Slides", "Table (delivered later)"]
    }


def test_the_version_follows_the_content(meeting, secretary):
    item = add_item(meeting, heading="Opening", actor=secretary)
    before = minutes_version(Meeting.objects.get(pk=meeting.pk))

    changed = edit_item(item, heading="Closing", body="", number="", version=0, actor=secretary)
    after = minutes_version(Meeting.objects.get(pk=meeting.pk))
    edit_item(changed, heading="Opening", body="", number="", version=1, actor=secretary)
    back = minutes_version(Meeting.objects.get(pk=meeting.pk))

    assert [len(before), before == after, before == back] == [64, False, True]


def test_minutes_take_six_queries_whatever_they_hold(meeting, django_assert_num_queries):
    for _number in range(3):
        OutcomeFactory(item__meeting=meeting)
        AttendanceFactory(meeting=meeting)
    meeting = Meeting.objects.select_related("network").get(pk=meeting.pk)

    with django_assert_num_queries(6):
        context = minutes_context(meeting)

    assert len(context["items"]) == 3


def test_the_printed_page_escapes_what_people_write(meeting):
    ItemFactory(
        meeting=meeting, heading="<script>alert(1)</script> & co", body="<p>a &lt; b</p><ul><li>1 &gt; 0</li></ul>"
    )

    printed = render_minutes(Meeting.objects.get(pk=meeting.pk), "", "en")

    assert "<script" not in printed.html
    assert words_of(printed.html)[-11:] == [
        "Items",
        "1.",
        "<script>alert(1)</script>",
        "&",
        "co",
        "a",
        "<",
        "b",
        "1",
        ">",
        "0",
    ]


def test_a_stored_document_has_the_language_of_the_meeting(meeting, secretary, django_capture_on_commit_callbacks):
    with translation.override("fi"), django_capture_on_commit_callbacks(execute=True):
        stored = request_document(MINUTES, meeting, actor=secretary, language=meeting.language)
    stored.refresh_from_db()

    assert (stored.language, stored.is_ready, stored.pages) == ("en", True, 1)
    assert stored.name == "Memo 14.1.2083.pdf"


# --- The real minutes of 15.1.2009, where the shared folder stands beside the checkout ---


@pytest.fixture
def seed():
    path = SHARED / "domain" / "minutes_000.json"
    if not path.exists():
        pytest.skip(f"{path} is not there: the real minutes are not part of the repository")
    (text,) = (SHARED / "seeds").glob("000_*.txt")
    return json.loads(path.read_text()), text.read_text()


def plain(body_html):
    """The text of an item as somebody types it."""
    text = re.sub(r"</(p|ul|ol)>", "\n\n", body_html)
    text = re.sub(r"<li>", "- ", re.sub(r"</li>", "\n", text))
    return html.unescape(re.sub(r"<[^>]+>", "", text)).strip()


def typed_goals(goals, labels):
    """Goals with their points and measures as they are typed into the text of an item."""
    lines = [labels["goals"], ""]
    for goal in goals:
        lines += [f"{goal['number']}. {goal['text']} →", "", *(f"- {point}" for point in goal["points"]), ""]
        if goal["measures"]:
            lines += [labels["measures"], "", *(f"{measure['text']}\n" for measure in goal["measures"])]
    return "\n".join(lines)


def type_minutes(network, data, actor):
    """Type the minutes in as a secretary would, through the services."""
    group = add_group(network, name=data["group"]["name"], kind="theme_workshop", actor=actor)
    facts = {
        "group": group,
        "document_kind": DocumentKind.SUMMARY,
        "title": data["title"],
        "subject": data["subject"],
        "starts_at": datetime.fromisoformat(data["starts"]).replace(tzinfo=HELSINKI),
        "ends_at": datetime.fromisoformat(data["ends"]).replace(tzinfo=HELSINKI),
        "place_name": data["place"]["name"],
        "place_address": data["place"]["address"],
        "language": "fi",
    }
    meeting = open_meeting(network, facts=facts, actor=actor)
    for one in data["attendees"]:
        add_attendance(
            meeting,
            name=one["printed_name"],
            title=one["title"] or "",
            organisation=one["organisation"] or "",
            role=AttendanceRole.SECRETARY if one["role_text"] else "",
            actor=actor,
        )
    for entry in data["items"]:
        body = plain(entry["body_html"])
        if entry["goals"]:
            body = f"{body}\n\n{typed_goals(entry['goals'], data['printed']['labels'])}".strip()
        body = from_plain(body)
        item = add_item(meeting, heading=entry["heading"], body=body, actor=actor)
        measures = [measure for goal in entry["goals"] for measure in goal["measures"]]
        for outcome in [*entry["outcomes"], *measures]:
            record_outcome(item, kind=outcome["kind"], text=outcome["text"], actor=actor)
    text = data["next_meeting"]["text"].removeprefix("Seuraava kokoontuminen ").rpartition(" ")[0]
    when = parse(text, today=meeting.starts_at.date())
    set_next_meeting(meeting, when=when, place=data["next_meeting"]["place"], version=0, actor=actor)
    for attachment in data["attachments"]:
        add_attachment(meeting, title=attachment["title"], actor=actor)
    return Meeting.objects.get(pk=meeting.pk)


def words_of(page):
    """The words of the page's body, in the order they are printed."""
    body = re.sub(r"<[^>]+>", " ", page.partition("<body")[2].partition('<div class="doc-head">')[2])
    return html.unescape(body).split()


def long_words(text):
    return re.findall(r"[^\W\d_]{4,}", text)


def test_the_real_minutes_are_printed_with_all_their_words_in_their_order(network, secretary, seed):
    data, text = seed
    meeting = type_minutes(network, data, secretary)

    printed = render_minutes(meeting, "", "fi")

    page = iter(long_words(" ".join(words_of(printed.html))))
    missing = [word for word in long_words(text) if word not in page]
    assert missing == []


def test_the_real_minutes_print_nothing_twice(network, secretary, seed):
    data, text = seed
    meeting = type_minutes(network, data, secretary)

    printed = render_minutes(meeting, "", "fi")

    assert sorted(long_words(" ".join(words_of(printed.html)))) == sorted(long_words(text))


def test_the_real_minutes_keep_their_numbers_and_decisions(network, secretary, seed):
    data, _text = seed
    meeting = type_minutes(network, data, secretary)

    items = list(meeting.items.all())

    assert [item.number for item in items] == [entry["number"] for entry in data["items"]]
    assert meeting.next_meeting.starts_time.isoformat("minutes") == data["next_meeting"]["starts"].partition("T")[2]
    decisions = [outcome.text for item in items for outcome in item.outcomes.all() if outcome.kind == "decision"]
    assert decisions == [
        outcome["text"] for entry in data["items"] for outcome in entry["outcomes"] if outcome["kind"] == "decision"
    ]
    assert meeting.ends_at - meeting.starts_at == timedelta(hours=2, minutes=30)
