"""Recording inside an item: the forms, the one key of a line, goals with their measures."""

import pytest
from django.urls import reverse

from meetings.enums import OwnerKind
from meetings.models import Goal, Outcome
from tests.factories.meetings import ActionFactory, AttendanceFactory, GoalFactory, ItemFactory, OutcomeFactory

HTMX = {"HX-Request": "true"}


@pytest.fixture
def item(meeting):
    AttendanceFactory(meeting=meeting, name_label="Eero Kivelä")
    return ItemFactory(meeting=meeting)


@pytest.fixture
def client(client_as, secretary):
    return client_as(secretary)


def url(name, item, *args):
    return reverse(f"meetings:{name}", args=[item.meeting.network.slug, item.meeting_id, item.pk, *args])


def test_an_action_is_recorded_with_who_and_when(client, item):
    facts = {"kind": "action", "text": "Eero kokoaa listan.", "owner": "eero kivela", "due": "syksy 2030"}

    response = client.post(url("outcome-create", item), facts)

    action = Outcome.objects.get()
    assert (action.owner_kind, action.owner_label, action.due_text) == (OwnerKind.PERSON, "Eero Kivelä", "syksy 2030")
    assert response.status_code == 302


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"owner": "Ei Kukaan"}, {"owner"}),
        ({"due": "joskus ehkä"}, {"due"}),
        ({"kind": "decision"}, {"owner", "due"}),
        ({"text": ""}, {"text"}),
    ],
)
def test_a_refused_action_keeps_what_was_typed(client, item, changes, refused):
    facts = {"kind": "action", "text": "Lista.", "owner": "Eero Kivelä", "due": "2030"} | changes

    response = client.post(url("outcome-create", item), facts)

    assert response.status_code == 422
    assert response.context["form"].errors.keys() == refused
    assert not Outcome.objects.exists()


def test_an_owner_that_was_not_typed_anew_keeps_the_name_of_that_day(client, item):
    action = ActionFactory(item=item, owner_kind=OwnerKind.GROUP, owner_label="Ryhmän entinen nimi")
    address = url("outcome-update", item, action.pk)

    initial = client.get(address).context["form"].initial
    client.post(address, {"kind": "action", "text": "Uusi.", "owner": "Ryhmän entinen nimi", "due": "", "version": 0})

    action.refresh_from_db()
    assert initial["owner"] == "Ryhmän entinen nimi"
    assert (action.text, action.owner_kind, action.owner_label) == ("Uusi.", "group", "Ryhmän entinen nimi")


@pytest.mark.parametrize("kind", ["decision", "action", "note"])
def test_a_line_becomes_an_outcome_by_one_key(client, item, kind):
    text = "Sovittiin, että jokainen kunta nimeää edustajan."

    response = client.post(url("outcome-lines", item), {"kind": kind, "text": text}, headers=HTMX)

    outcome = Outcome.objects.get()
    assert (outcome.kind, outcome.text, outcome.in_body) == (kind, text, True)
    assert response.context["ask"] == (outcome if kind == "action" else None)


def test_an_action_of_a_line_is_asked_for_who_and_when(client, item):
    action = ActionFactory(item=item)
    facts = {"pk": action.pk, "owner": "Eero Kivelä", "due": "2030", "version": 0}

    response = client.post(url("outcome-lines", item), facts, headers=HTMX)

    action.refresh_from_db()
    assert (response.status_code, action.owner_label, action.due_text) == (200, "Eero Kivelä", "2030")


def test_an_owner_whom_nobody_knows_is_asked_again(client, item):
    action = ActionFactory(item=item)

    response = client.post(
        url("outcome-lines", item), {"pk": action.pk, "owner": "Ei Kukaan", "due": "", "version": 0}, headers=HTMX
    )

    assert (response.status_code, response.context["ask"]) == (422, action)
    assert response.context["form"].errors.keys() == {"owner"}


@pytest.mark.parametrize("facts", [{"kind": "decision", "text": ""}, {"kind": "song", "text": "Laulettiin."}])
def test_a_line_that_is_nothing_is_refused(client, item, facts):
    response = client.post(url("outcome-lines", item), facts, headers=HTMX)

    assert response.status_code == 422
    assert not Outcome.objects.exists()


@pytest.mark.parametrize("pk", ["x", "9" * 30, "0"])
def test_an_action_that_there_is_not_is_not_found(client, item, pk):
    assert client.post(url("outcome-lines", item), {"pk": pk}, headers=HTMX).status_code == 404


def test_an_action_of_another_item_is_not_found(client, item, meeting):
    other = ActionFactory(item=ItemFactory(meeting=meeting))

    assert client.post(url("outcome-lines", item), {"pk": other.pk}, headers=HTMX).status_code == 404


def test_goals_are_recorded_with_points_and_measures(client, item):
    client.post(url("goal-create", item), {"number": "", "text": "Verkosto tunnetaan", "points": "esite\n\n kiertue "})
    goal = Goal.objects.get()
    client.post(url("measure-create", item, goal.pk), {"text": "Esite painetaan.", "owner": "", "due": "2030"})

    measure = goal.measures.get()
    assert (goal.number, goal.points) == ("1", ["esite", "kiertue"])
    assert (measure.kind, measure.due_text) == ("action", "2030")


def test_a_goal_is_edited_and_a_goal_with_measures_is_kept(client, item):
    goal = GoalFactory(item=item, points=["a", "b"])
    ActionFactory(item=item, goal=goal)
    address = url("goal-update", item, goal.pk)

    initial = client.get(address).context["form"].initial
    client.post(address, {"number": "2", "text": "Toisin", "points": "c", "version": 0})
    client.post(url("goal-remove", item, goal.pk))

    goal.refresh_from_db()
    assert initial["points"] == "a\nb"
    assert (goal.number, goal.text, goal.points) == ("2", "Toisin", ["c"])


def test_the_page_shows_goals_measures_owners_and_numbers(client, item):
    goal = GoalFactory(item=item, text="Verkosto tunnetaan", points=["esite"])
    ActionFactory(item=item, goal=goal, text="Esite painetaan.", owner_kind="staff", owner_label="työntekijät")
    OutcomeFactory(item=item, text="Muuta ei päätetty.")

    page = client.get(item.meeting.get_absolute_url()).content.decode()

    shown = ["Verkosto tunnetaan", "esite", "Esite painetaan.", "työntekijät", "Muuta ei päätetty."]
    assert [words for words in shown if words not in page] == []
