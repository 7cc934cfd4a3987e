"""Registers over all groups: decisions, actions, goals; who sees them, what narrows them, what follows them up."""

import datetime

import pytest
from django.urls import reverse

from meetings.enums import ActionState, Layer, OwnerKind
from meetings.models import Outcome
from meetings.queries import open_actions_of
from meetings.registers import own_actions
from meetings.services import number_decisions, settle_action
from tests.factories.bank import on_day
from tests.factories.meetings import (
    STARTS,
    ActionFactory,
    GoalFactory,
    ItemFactory,
    MeetingFactory,
    OutcomeFactory,
)
from tests.factories.network import GroupMembershipFactory, OrganisationFactory, PersonFactory, PositionFactory

BEHIND, AHEAD = datetime.date(2009, 1, 15), datetime.date(2099, 1, 15)


def url(name, network, *args):
    return reverse(f"meetings:{name}", args=[network.slug, *args])


def rows(client, address):
    return client.get(address).context["page"].rows


# --- Decisions ---


def test_decisions_of_all_groups_are_listed_newest_first(client_as, member, network, other_network):
    older = OutcomeFactory(item__meeting__network=network)
    newer = OutcomeFactory(
        item__meeting=MeetingFactory(network=network, starts_at=STARTS + datetime.timedelta(days=9), ends_at=None)
    )
    ActionFactory(item__meeting__network=network)
    OutcomeFactory(item__meeting__network=other_network)

    client = client_as(member)

    assert rows(client, url("decision-list", network)) == [newer, older]
    assert rows(client, url("decision-list", network) + "?jarjestys=vanhin") == [older, newer]


@pytest.mark.parametrize(
    ("query", "expected"),
    [("ryhma={group}", "mine"), ("vuosi=2084", "late"), ("q=EDUSTAJAN", "mine"), ("q=kevaan+tyopaja", "late")],
)
def test_decisions_are_narrowed(client_as, member, network, meeting, query, expected):
    late = STARTS.replace(year=2084)
    decisions = {
        "mine": OutcomeFactory(item__meeting=meeting),
        "late": OutcomeFactory(
            item__meeting__network=network,
            item__meeting__starts_at=late,
            item__meeting__ends_at=None,
            text="Kevään työpajat pidetään etänä.",
        ),
    }

    found = rows(client_as(member), f"{url('decision-list', network)}?{query.format(group=meeting.group_id)}")

    assert found == [decisions[expected]]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("decision-list", 7), ("action-list", 6), ("goal-list", 8)])
def test_registers_take_as_many_queries_for_more_rows(
    client_as, member, network, count, name, queries, django_assert_num_queries
):
    for _number in range(count):
        item = ItemFactory(meeting__network=network)
        OutcomeFactory(item=item)
        ActionFactory(item=item, goal=GoalFactory(item=item))
    client = client_as(member)

    with django_assert_num_queries(queries):
        response = client.get(url(name, network))

    assert len(response.context["page"].rows) == count


def test_what_is_for_the_secretary_only_is_hidden_from_members(client_as, member, secretary, network):
    hidden = OutcomeFactory(item__meeting__network=network, item__layer=Layer.SECRETARY)
    address = url("decision-list", network)

    assert rows(client_as(member), address) == []
    assert rows(client_as(secretary), address) == [hidden]
    assert client_as(member).get(url("decision-detail", network, hidden.pk)).status_code == 404


def test_a_decision_has_a_page_of_its_own(client_as, member, meeting):
    decision = OutcomeFactory(item__meeting=meeting)
    action = ActionFactory(item=decision.item)
    number_decisions(meeting)

    response = client_as(member).get(url("decision-detail", meeting.network, decision.pk))

    assert response.context["decision"].number_text == "1/2083"
    assert response.context["actions"] == [action]
    assert response.status_code == 200


def test_an_action_has_no_page_among_decisions(client_as, member, network):
    action = ActionFactory(item__meeting__network=network)

    assert client_as(member).get(url("decision-detail", network, action.pk)).status_code == 404


# --- Actions ---


@pytest.fixture
def actions(network, member):
    """One action of each kind: the member's own, the member's organisation's and group's, overdue, done."""
    person = PersonFactory(network=network, user=member)
    town = PositionFactory(person=person, organisation=OrganisationFactory(network=network)).organisation
    group = GroupMembershipFactory(person=person, group__network=network).group
    item = ItemFactory(meeting__network=network)
    return {
        "own": ActionFactory(item=item, owner_kind=OwnerKind.PERSON, owner_person=person, due=on_day(AHEAD)),
        "town": ActionFactory(item=item, owner_kind=OwnerKind.ORGANISATION, owner_organisation=town),
        "group": ActionFactory(item=item, owner_kind=OwnerKind.GROUP, owner_group=group),
        "staff": ActionFactory(item=item, owner_kind=OwnerKind.STAFF, owner_label="työntekijät"),
        "overdue": ActionFactory(item=item, due=on_day(BEHIND)),
        "done": ActionFactory(item=item, state=ActionState.DONE, due=on_day(BEHIND)),
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["overdue", "own", "town", "group", "staff"]),
        ("kenen=omat", ["own"]),
        ("kenen=yhteiset", ["town", "group"]),
        ("tila=myohassa", ["overdue"]),
        ("tila=done", ["done"]),
        ("tila=kaikki", ["overdue", "done", "own", "town", "group", "staff"]),
        ("maara=2099", ["own"]),
        ("q=nimeavat&tila=dropped", []),
    ],
)
def test_actions_are_narrowed_and_first_due_come_first(client_as, member, network, actions, query, expected):
    names = {action.pk: name for name, action in actions.items()}

    found = rows(client_as(member), f"{url('action-list', network)}?{query}")

    assert [names[action.pk] for action in found] == expected


def test_overdue_is_derived_from_the_last_possible_day(client_as, member, network, actions):
    found = rows(client_as(member), url("action-list", network))

    assert [action.overdue for action in found] == [True, False, False, False, False]


def test_the_staff_are_coordinators_and_secretaries(client_as, secretary, network, actions):
    assert rows(client_as(secretary), f"{url('action-list', network)}?kenen=yhteiset") == [actions["staff"]]


def test_one_who_does_the_action_tells_what_became_of_it(client_as, member, network, actions):
    address = url("action-settle", network, actions["own"].pk)

    response = client_as(member).post(address, {"state": "done", "note": "Valmis."})

    assert response.status_code == 302
    assert Outcome.objects.get(pk=actions["own"].pk).state == ActionState.DONE


def test_another_member_does_not(client_as, as_role, network, actions):
    response = client_as(as_role("member")).post(url("action-settle", network, actions["own"].pk), {"state": "done"})

    assert response.status_code == 403
    assert Outcome.objects.get(pk=actions["own"].pk).state == ActionState.OPEN


def test_an_action_is_settled_in_the_meeting_named_in_the_address(client_as, secretary, network, actions):
    later = MeetingFactory(network=network, starts_at=STARTS + datetime.timedelta(days=30), ends_at=None)
    address = f"{url('action-settle', network, actions['own'].pk)}?kokous={later.pk}"
    client = client_as(secretary)

    form = client.get(address).context["form"]
    response = client.post(address, {"state": "done", "note": "", "meeting": later.pk})

    assert form.initial == {"state": "open", "meeting": later}
    assert response.url == f"{later.get_absolute_url()}#followup"
    assert actions["own"].events.get().meeting == later


@pytest.mark.parametrize("wanted", ["2000000000", "999999999", "x"])
def test_a_meeting_that_there_is_not_is_not_named(client_as, secretary, network, actions, wanted):
    response = client_as(secretary).get(f"{url('action-settle', network, actions['own'].pk)}?kokous={wanted}")

    assert response.status_code == (200 if wanted == "x" else 404)


@pytest.mark.usefixtures("english_pages")
def test_nothing_new_comes_back_with_what_to_do(client_as, secretary, network, actions):
    response = client_as(secretary).post(url("action-settle", network, actions["own"].pk), {"state": "open"})

    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == [
        "The action is already in this state. Write what is new, or choose another state."
    ]


def test_what_became_of_an_action_is_shown_in_both_places(client_as, secretary, network, meeting):
    action = ActionFactory(item__meeting=meeting)
    later = MeetingFactory(
        network=network, group=meeting.group, starts_at=STARTS + datetime.timedelta(days=30), ends_at=None
    )
    event = settle_action(action, state=ActionState.DONE, note="Valmis.", meeting=later, actor=secretary)
    client = client_as(secretary)

    told = client.get(later.get_absolute_url()).context
    agreed = client.get(url("action-detail", network, action.pk)).context

    assert (told["followed_up"], told["waiting"], agreed["events"]) == ([event], [], [event])


# --- The next agenda ---


def test_open_actions_come_to_the_next_agenda(network, meeting, other_network):
    overdue = ActionFactory(item__meeting=meeting, due=on_day(BEHIND))
    open_one = ActionFactory(item__meeting=meeting)
    ours = ActionFactory(item__meeting__network=network, owner_kind=OwnerKind.GROUP, owner_group=meeting.group)
    ActionFactory(item__meeting=meeting, state=ActionState.DONE)
    ActionFactory(item__meeting__network=network)
    OutcomeFactory(item__meeting=meeting)

    found = open_actions_of(meeting.group_id, STARTS.date() + datetime.timedelta(days=30))

    assert found == [overdue, open_one, ours]
    assert [action.overdue for action in found] == [True, False, False]


def test_actions_of_the_same_day_are_not_followed_up_yet(meeting):
    ActionFactory(item__meeting=meeting)

    assert open_actions_of(meeting.group_id, STARTS.date()) == []


def test_what_is_for_the_secretary_only_comes_to_no_agenda(client_as, member, secretary, network, meeting):
    action = ActionFactory(item__meeting=meeting, item__layer=Layer.SECRETARY)
    later = MeetingFactory(
        network=network, group=meeting.group, starts_at=STARTS + datetime.timedelta(days=30), ends_at=None
    )
    waiting = open_actions_of(meeting.group_id, later.starts_at.date())
    event = settle_action(action, state=ActionState.DONE, meeting=later, actor=secretary)

    told = [client_as(user).get(later.get_absolute_url()).context["followed_up"] for user in (member, secretary)]

    assert (waiting, told) == ([], [[], [event]])


def test_own_actions_are_those_done_alone_and_together(network, member, actions):
    assert own_actions(network, member, limit=9) == [actions["own"], actions["town"], actions["group"]]


def test_own_actions_of_another_network_are_not_mixed_in(other_network, member, actions):
    assert own_actions(other_network, member, limit=9) == []


# --- Goals ---


def test_goals_are_listed_with_their_measures(client_as, member, network, other_network):
    goal = GoalFactory(item__meeting__network=network, points=["esite"])
    measure = ActionFactory(item=goal.item, goal=goal, due=on_day(BEHIND))
    GoalFactory(item__meeting__network=other_network)

    (found,) = rows(client_as(member), url("goal-list", network))

    assert found == goal
    assert [(one, one.overdue) for one in found.measures.all()] == [(measure, True)]
