"""Templates of meetings: written, taken from a meeting, and a meeting made of one in one step."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError, EditConflict
from core.fuzzydates import parse
from core.models import LogEntry
from meetings.enums import DocumentKind, ItemKind, ItemState, Layer
from meetings.models import Meeting, MeetingTemplate, TemplateItem
from meetings.services import add_template, call_meetings, edit_template, remove_template, save_as_template
from tests.factories.meetings import (
    ActionFactory,
    AttendanceFactory,
    ItemFactory,
    MeetingFactory,
    MeetingTemplateFactory,
)
from tests.factories.network import GroupFactory, GroupMembershipFactory, PersonFactory

TODAY = datetime.date(2083, 2, 1)
WHEN = parse("4.3.2083", today=TODAY)
NINE, TWELVE = datetime.time(9), datetime.time(12)
ROWS = {"items-TOTAL_FORMS": "2", "items-INITIAL_FORMS": "0"}


@pytest.fixture
def group(network):
    return GroupFactory(network=network, name="Ohjausryhmä")


@pytest.fixture
def template(network, group, secretary):
    presenter = PersonFactory(network=network, first_name="Esa", last_name="Esittelijä")
    return add_template(
        network,
        facts={
            "name": "Ohjausryhmän pohja",
            "group": group,
            "place_name": "Kirjasto",
            "starts": NINE,
            "ends": TWELVE,
            "document_kind": DocumentKind.MINUTES,
            "language": "en",
        },
        items=[
            {"heading": "Talous", "kind": ItemKind.DECISION, "minutes_planned": 20, "presenter": presenter},
            {"heading": "Ostot", "part": True},
            {"heading": "Muut asiat", "standing": True, "layer": Layer.PARTICIPANTS},
        ],
        people=[presenter],
        actor=secretary,
    )


def call(network, template, secretary, **facts):
    return call_meetings(network, group=template.group, dates=[WHEN], template=template, **facts, actor=secretary)[0]


def test_a_meeting_of_a_template_has_its_times_items_and_people(network, template, group, secretary):
    GroupMembershipFactory(group=group, person=PersonFactory(network=network, first_name="Jaana", last_name="Jäsen"))

    meeting = call(network, template, secretary)

    local = timezone.localtime
    assert (local(meeting.starts_at).time(), local(meeting.ends_at).time()) == (NINE, TWELVE)
    assert (meeting.document_kind, meeting.title) == (DocumentKind.MINUTES, "Ohjausryhmä")
    assert [one.name_label for one in meeting.attendances.all()] == ["Jaana Jäsen", "Esa Esittelijä"]
    facts = ("number", "heading", "kind", "minutes_planned", "standing", "layer")
    assert list(meeting.items.values_list(*facts)) == [
        ("1", "Talous", ItemKind.DECISION, 20, False, Layer.PUBLIC),
        ("1.1", "Ostot", ItemKind.DISCUSSION, None, False, Layer.PUBLIC),
        ("2", "Muut asiat", ItemKind.DISCUSSION, None, True, Layer.PARTICIPANTS),
    ]
    assert meeting.items.first().presenter.name_label == "Esa Esittelijä"


def test_a_meeting_of_a_template_goes_on_from_the_one_before(network, template, group, secretary):
    previous = MeetingFactory(network=network, group=group)
    state = {"meeting": previous, "state": ItemState.POSTPONED}
    ItemFactory(heading="Siirretty", **state)
    ItemFactory(heading="Talous", body="<p>Valmisteltu.</p>", **state)
    ItemFactory(meeting=previous, heading="Vanha vakioasia", standing=True, body="")
    ActionFactory(item=ItemFactory(meeting=previous, heading="Käsitelty", state=ItemState.TREATED), text="Tilataan")

    meeting = call(network, template, secretary, previous=previous)

    assert [(item.heading, item.body) for item in meeting.items.filter(parent=None)] == [
        ("Actions of earlier meetings", "<ul><li>Tilataan (14.1.2083, item 1)</li></ul>"),
        ("Siirretty", "<p>Kevään tapaamisista keskusteltiin. Sovittiin, että jokainen kunta nimeää edustajan.</p>"),
        ("Talous", "<p>Valmisteltu.</p>"),
        ("Muut asiat", ""),
    ]


def test_a_template_without_times_takes_those_of_the_meeting_before(network, group, secretary):
    previous = MeetingFactory(network=network, group=group)
    template = MeetingTemplateFactory(network=network, group=group)

    meeting = call(network, template, secretary, previous=previous)

    assert timezone.localtime(meeting.starts_at).time() == datetime.time(9, 30)


def test_a_meeting_without_a_group_is_called_after_the_template(network, secretary):
    template = MeetingTemplateFactory(network=network, name="Seutupäivä", starts=NINE)

    assert call(network, template, secretary).title == "Seutupäivä"


def test_a_template_of_another_group_is_refused(network, template, secretary):
    with pytest.raises(DomainError, match="for another group"):
        call_meetings(network, group=GroupFactory(network=network), dates=[WHEN], template=template, actor=secretary)


@pytest.mark.parametrize("for_all", [True, False])
def test_a_meeting_becomes_a_template(network, group, secretary, for_all, last_entry):
    meeting = MeetingFactory(network=network, group=group)
    member, other = PersonFactory(network=network), PersonFactory(network=network)
    GroupMembershipFactory(group=group, person=member)
    AttendanceFactory(meeting=meeting, person=member)
    presenter = AttendanceFactory(meeting=meeting, person=other)
    AttendanceFactory(meeting=meeting, name_label="Vilma Vieras")
    first = ItemFactory(meeting=meeting, heading="Talous", presenter=presenter, minutes_planned=15, area="Järvikunta")
    ItemFactory(meeting=meeting, heading="Ostot", parent=first)

    template = save_as_template(meeting, name="Pohja", for_all_groups=for_all, actor=secretary)

    assert (template.group, template.place_name) == (None if for_all else group, meeting.place_name)
    assert (template.starts, template.ends) == (datetime.time(9, 30), datetime.time(12))
    assert list(template.people.all()) == [other]
    assert list(template.items.values_list("heading", "part", "presenter", "minutes_planned", "area")) == [
        ("Talous", False, other.pk, 15, "Järvikunta"),
        ("Ostot", True, None, None, ""),
    ]
    assert last_entry(template) == ("meetings.template.added", {"name": [None, "Pohja"]})


def test_a_meeting_on_an_inexact_date_gives_no_times(network, group, secretary):
    meeting = MeetingFactory(network=network, group=group, inexact=parse("helmikuu 2084", today=TODAY), ends_at=None)

    assert save_as_template(meeting, name="Pohja", actor=secretary).starts is None


def test_a_template_is_written_anew_and_meetings_of_it_stay(network, template, secretary):
    meeting = call(network, template, secretary)

    edit_template(template, facts={"name": "Uusi"}, items=[{"heading": "Yksi"}], people=[], version=0, actor=secretary)

    assert [item.heading for item in template.items.all()] == ["Yksi"]
    assert (template.people.count(), meeting.items.count()) == (0, 3)
    with pytest.raises(EditConflict):
        edit_template(template, facts={}, items=[], people=[], version=0, actor=secretary)


@pytest.mark.parametrize("what", ["group", "person", "presenter"])
def test_a_template_takes_nothing_of_another_network(network, other_network, secretary, what):
    stranger = PersonFactory(network=other_network)
    facts = {"name": "Pohja"} | ({"group": GroupFactory(network=other_network)} if what == "group" else {})
    items = [{"heading": "Asia", "presenter": stranger}] if what == "presenter" else []

    with pytest.raises(DomainError, match="not in this network"):
        add_template(network, facts=facts, items=items, people=[stranger] if what == "person" else [], actor=secretary)


@pytest.mark.parametrize(
    ("facts", "error"),
    [({"ends": NINE}, DomainError), ({"starts": TWELVE, "ends": NINE}, ValidationError)],
)
def test_times_that_are_none_are_refused(network, secretary, facts, error):
    with pytest.raises(error):
        add_template(network, facts={"name": "Pohja"} | facts, items=[], people=[], actor=secretary)


def test_one_name_is_one_template(network, template, secretary):
    with pytest.raises(ValidationError, match="already a template"):
        add_template(network, facts={"name": template.name.upper()}, items=[], people=[], actor=secretary)


def test_a_removed_template_leaves_its_meetings(network, template, secretary):
    meeting = call(network, template, secretary)

    remove_template(template, actor=secretary)

    assert (MeetingTemplate.objects.count(), TemplateItem.objects.count(), meeting.items.count()) == (0, 0, 3)
    assert LogEntry.objects.filter(action="meetings.template.removed").count() == 1


# --- Pages ---


@pytest.fixture
def browser(client_as, secretary):
    return client_as(secretary)


def url(name, network, *keys):
    return reverse(f"meetings:{name}", args=[network.slug, *keys])


def test_a_template_is_typed_with_its_items(browser, network, group):
    typed = {"name": "Pohja", "group": group.pk, "starts": "9.30", "document_kind": "memo", "language": "fi"}
    rows = ROWS | {"items-0-heading": "Talous", "items-0-kind": "decision", "items-0-layer": "public"}

    response = browser.post(url("template-create", network), typed | rows | {"items-1-heading": ""})

    template = MeetingTemplate.objects.get()
    assert response.url == url("template-list", network)
    assert (template.group, template.starts) == (group, datetime.time(9, 30))
    assert list(template.items.values_list("heading", "kind")) == [("Talous", ItemKind.DECISION)]


def test_a_refused_row_keeps_what_was_typed(browser, network):
    rows = ROWS | {"items-0-heading": "Talous", "items-0-kind": "decision", "items-0-minutes_planned": "viisi"}

    response = browser.post(
        url("template-create", network), {"name": "Pohja", "document_kind": "memo", "language": "fi"} | rows
    )

    assert (response.status_code, MeetingTemplate.objects.count()) == (422, 0)
    assert "Talous" in response.content.decode()
    assert [row[0] for row in response.context["form"].error_summary if row[0]][:1] == ["id_items-0-minutes_planned"]


def test_the_second_saver_of_a_template_sees_both(browser, network, template, secretary):
    page = browser.get(template.get_absolute_url()).context["form"]
    edit_template(template, facts={"place_name": "Toisaalla"}, items=[], people=[], version=0, actor=secretary)
    names = ("name", "place_name", "document_kind", "language", "version")
    typed = {name: page[name].value() for name in names}

    rows = ROWS | {"items-0-heading": "Oma", "items-0-kind": "decision", "items-0-layer": "public"}
    response = browser.post(template.get_absolute_url(), typed | rows)

    assert response.status_code == 409
    found = {str(label): (theirs, yours) for label, theirs, yours in response.context["conflict"]}
    assert ("", "Oma") in found.values()
    assert ("Toisaalla", "Kirjasto") in found.values()


def test_somebody_is_called_besides_the_members_and_left_out_again(browser, network, template):
    person = PersonFactory(network=network)
    typed = {"name": "Pohja", "document_kind": "memo", "language": "fi", "version": 0} | ROWS
    kept = template.people.get()

    browser.post(template.get_absolute_url(), typed | {"person": person.pk, "people": [kept.pk]})
    both = set(template.people.all())
    browser.post(template.get_absolute_url(), typed | {"version": 1, "people": [person.pk]})

    assert (both, set(template.people.all())) == ({kept, person}, {person})


def test_a_meeting_is_called_from_a_template_in_one_step(browser, network, template):
    address = url("template-call", network, template.pk)
    page = browser.get(address).context["form"]

    response = browser.post(
        address, {name: page[name].value() or "" for name in ("group", "place_name")} | {"dates": "4.3.2084"}
    )

    meeting = Meeting.objects.get()
    assert response.url == meeting.get_absolute_url()
    assert (meeting.group, meeting.place_name, meeting.items.count()) == (template.group, "Kirjasto", 3)


def test_a_template_for_every_group_asks_for_the_group(browser, network, group):
    template = MeetingTemplateFactory(network=network, starts=NINE)
    address = url("template-call", network, template.pk)

    chosen = browser.get(f"{address}?ryhma={group.pk}").context["form"].initial["group"]
    browser.post(address, {"group": group.pk, "dates": "4.3.2084"})

    assert (chosen, Meeting.objects.get().group) == (group, group)


@pytest.mark.parametrize("key", ["999999", "x", "9" * 30])
def test_a_group_that_there_is_not_is_refused_at_the_field(browser, network, key):
    template = MeetingTemplateFactory(network=network, starts=NINE)

    response = browser.post(url("template-call", network, template.pk), {"group": key, "dates": "4.3.2084"})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["group"])


def test_the_next_meeting_offers_the_templates_that_fit(browser, network, template, group):
    MeetingTemplateFactory(network=network, name="Kaikille")
    MeetingTemplateFactory(network=network, name="Toisen ryhmän", group=GroupFactory(network=network))
    MeetingTemplateFactory(name="Toisen verkoston")

    offered = browser.get(url("group-call", network, group.pk)).context["templates"]

    assert [one.name for one in offered] == ["Kaikille", "Ohjausryhmän pohja"]


def test_a_meeting_is_saved_as_a_template_on_its_page(browser, network, group):
    meeting = MeetingFactory(network=network, group=group)

    response = browser.post(url("meeting-as-template", network, meeting.pk), {"name": "Pohja"})

    assert response.url == MeetingTemplate.objects.get().get_absolute_url()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_templates_takes_as_many_queries_for_more(
    browser, network, secretary, count, django_assert_num_queries
):
    for template in MeetingTemplateFactory.create_batch(count, network=network, group=GroupFactory(network=network)):
        TemplateItem.objects.create(template=template, heading="Asia")
    url("template-list", network)

    with django_assert_num_queries(7):
        response = browser.get(url("template-list", network))

    assert len(response.context["templates"]) == count
