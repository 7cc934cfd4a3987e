"""Members are asked which themes they join; each answer is a row."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from core.errors import DomainError
from core.models import LogEntry
from network.models import Notice
from structure.models import AskedOrganisation, Call, ThemeDecision
from structure.queries import people_of
from structure.reminding import remind_of_calls
from structure.services import answer_call, ask_members
from tests.factories.network import OrganisationFactory, PersonFactory, PositionFactory, RoleFactory, UserFactory
from tests.factories.structure import FIRST, PartFactory
from tests.structure.answers import DAY, joins, url


def test_asking_tells_whoever_may_answer_and_nobody_else(network, themes, town, worker, coordinator):
    RoleFactory(network=network, kind="member")
    due = timezone.localdate() + timedelta(days=30)

    call = ask_members(network, title="Teemat", due_on=due, themes=themes, organisations=[town], actor=coordinator)

    (asked,) = call.asked.all()
    (notice,) = Notice.objects.all()
    assert (notice.user, notice.path) == (worker, url("call-answer", asked.pk))
    assert asked.organisation_label == town.name
    assert LogEntry.objects.of(call).get().action == "structure.call.asked"


def test_question_of_an_earlier_day_tells_nobody(network, themes, town, worker, coordinator):
    ask_members(
        network, title="Teemat", asked_on=FIRST, due_on=DAY, themes=themes, organisations=[town], actor=coordinator
    )

    assert not Notice.objects.exists()


@pytest.mark.parametrize("wrong", ["no themes", "area", "foreign theme", "nobody", "foreign organisation"])
def test_asking_is_refused(network, other_network, themes, town, coordinator, wrong):
    foreign = PartFactory(network=other_network, kind="theme", name="Muu", name__number=1)
    facts = {"themes": themes, "organisations": [town]} | {
        "no themes": {"themes": []},
        "area": {"themes": [PartFactory(network=network)]},
        "foreign theme": {"themes": [foreign]},
        "nobody": {"organisations": []},
        "foreign organisation": {"organisations": [OrganisationFactory(network=other_network)]},
    }[wrong]

    with pytest.raises(DomainError):
        ask_members(network, title="Teemat", due_on=timezone.localdate(), **facts, actor=coordinator)

    assert not Call.objects.exists()


def test_answer_is_recorded_with_its_decision(asked, themes, coordinator):
    decision = joins(asked, themes[:1], actor=coordinator)

    assert (decision.basis, list(decision.themes.all())) == ("Sivistyslautakunta § 12", themes[:1])
    entry = LogEntry.objects.of(asked.call).get()
    assert (entry.action, entry.changes["answer"]) == ("structure.call.answered", [None, "joins"])


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"themes": []}, "themes"),
        ({"answer": "declines"}, "themes"),
        ({"decided_on": None}, "decided_on"),
        ({"decided_on": date(2999, 1, 1)}, "decided_on"),
        ({"body": " "}, "body"),
    ],
)
def test_answer_is_refused(asked, themes, facts, field):
    right = {"answer": "joins", "themes": themes, "decided_on": DAY, "body": "Lautakunta"}

    with pytest.raises(DomainError) as refusal:
        answer_call(asked, **right | facts, actor=None)

    assert refusal.value.field == field
    assert not ThemeDecision.objects.exists()


def test_theme_that_was_not_asked_cannot_be_joined(asked, network):
    other = PartFactory(network=network, kind="theme", name="Muu", name__number=3)

    with pytest.raises(DomainError):
        joins(asked, [other])


def test_later_needs_neither_day_nor_body(asked):
    assert answer_call(asked, answer="later", actor=None).decided_on == timezone.localdate()


def test_people_of_an_organisation_are_those_with_a_role_who_work_or_speak_there(network, asked, town, worker):
    orderer = RoleFactory(network=network, kind="orderer", organisation=town).user
    without_role = UserFactory()
    PositionFactory(person=PersonFactory(network=network, user=without_role), organisation=town)
    closed = RoleFactory(network=network, kind="orderer", organisation=town, user__is_active=False).user

    assert set(people_of(asked, timezone.localdate())) == {worker, orderer}
    assert closed not in people_of(asked, timezone.localdate())
    assert [asked in AskedOrganisation.objects.visible_to(user) for user in (worker, orderer, without_role)] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("day", "told"),
    [("2008-02-22", 0), ("2008-02-23", 1), ("2008-02-29", 1), ("2008-03-01", 0), ("2008-03-02", 1), ("2008-04-30", 0)],
)
def test_reminder_has_its_days(asked, worker, day, told):
    worker.roles.update(valid_from=None)

    assert remind_of_calls(date.fromisoformat(day)) == told


def test_reminder_is_one_for_each_turn_and_stops_with_the_answer(asked, worker, themes):
    for day in (date(2008, 2, 23), date(2008, 2, 24), date(2008, 3, 2), date(2008, 3, 9)):
        remind_of_calls(day)

    assert Notice.objects.filter(user=worker).count() == 3
    joins(asked, themes)
    assert remind_of_calls(date(2008, 3, 9)) == 0
