"""Owners are reminded of their actions by mail: who, how often, and that nothing is said in it."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from core import jobs
from core.models import Job
from meetings.enums import ActionState, OwnerKind
from meetings.models import Outcome
from meetings.reminders import remind_of_actions
from network.enums import GroupRole
from tests.factories.bank import on_day
from tests.factories.meetings import ActionFactory
from tests.factories.network import GroupMembershipFactory, OrganisationFactory, PersonFactory


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def person(network, member):
    return PersonFactory(network=network, user=member)


def action_of(person, day, **fields):
    return ActionFactory(
        item__meeting__network=person.network,
        owner_kind=OwnerKind.PERSON,
        owner_person=person,
        owner_label=person.name,
        due=day and on_day(day),
        text="Tiina lähettää listan.",
        **fields,
    )


def run_all():
    for job in Job.objects.order_by("pk"):
        jobs.run(job.pk)


def test_an_owner_gets_one_mail_that_says_nothing_of_the_action(network, person, member, today):
    for days in (-3, 2):
        action_of(person, today + datetime.timedelta(days=days))

    assert remind_of_actions(today) == 1
    run_all()

    (sent,) = mail.outbox
    assert sent.to == [member.email]
    assert f"/v/{network.slug}/toimenpiteet/" in sent.body
    assert "Tiina" not in sent.subject + sent.body


@pytest.mark.parametrize(("days", "reminded"), [(-400, 1), (0, 1), (7, 1), (8, 0), (None, 0)])
def test_reminding_begins_a_week_before_the_last_day(person, today, days, reminded):
    action_of(person, None if days is None else today + datetime.timedelta(days=days))

    assert remind_of_actions(today) == reminded


@pytest.mark.parametrize(("days_ago", "reminded"), [(1, 0), (8, 1)])
def test_an_action_reminds_once_a_week(person, today, days_ago, reminded):
    action_of(person, today, reminded_at=timezone.now() - datetime.timedelta(days=days_ago))

    assert remind_of_actions(today) == reminded


def test_the_beat_may_come_twice(person, today):
    action = action_of(person, today)

    assert [remind_of_actions(today), remind_of_actions(today)] == [1, 0]
    assert Job.objects.count() == 1
    assert Outcome.objects.get(pk=action.pk).reminded_at is not None


def test_what_was_done_meanwhile_reminds_of_nothing(person, today):
    action = action_of(person, today)
    remind_of_actions(today)
    Outcome.objects.filter(pk=action.pk).update(state=ActionState.DONE)

    run_all()

    assert mail.outbox == []


@pytest.mark.parametrize("state", [ActionState.DONE, ActionState.DROPPED])
def test_settled_actions_do_not_remind(person, today, state):
    action_of(person, today, state=state)

    assert remind_of_actions(today) == 0


def test_people_without_an_account_or_a_role_get_no_mail(network, as_role, other_network, today):
    action_of(PersonFactory(network=network), today)
    action_of(PersonFactory(network=network, user=as_role("member", network=other_network)), today)

    remind_of_actions(today)
    run_all()

    assert mail.outbox == []


def test_organisations_groups_and_staff_remind_their_people(network, as_role, coordinator, today):
    town = OrganisationFactory(network=network)
    action = ActionFactory(
        item__meeting__network=network,
        owner_kind=OwnerKind.ORGANISATION,
        owner_organisation=town,
        due=on_day(today),
    )
    group = action.item.meeting.group
    people = {name: PersonFactory(network=network, user=as_role("member")) for name in ("rep", "chair", "other")}
    GroupMembershipFactory(group=group, person=people["rep"], organisation=town)
    GroupMembershipFactory(group=group, person=people["chair"], role=GroupRole.CHAIR)
    GroupMembershipFactory(group=group, person=people["other"])
    people["staff"] = PersonFactory(network=network, user=coordinator)
    facts = {"item": action.item, "due": on_day(today)}
    ActionFactory(owner_kind=OwnerKind.GROUP, owner_group=group, **facts)
    ActionFactory(owner_kind=OwnerKind.STAFF, owner_label="työntekijät", **facts)

    remind_of_actions(today)

    targets = set(Job.objects.values_list("object_id", flat=True))
    assert targets == {people[name].pk for name in ("rep", "chair", "staff")}
