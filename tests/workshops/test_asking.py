"""Half a year after a day the municipalities are asked what came of their steps, and answer without an account."""

import re
import uuid
from datetime import date, datetime, time

import pytest
from django.conf import settings as project_settings
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from core import jobs
from core.models import Job
from meetings.enums import ActionState
from network.enums import GroupKind, GroupRole, OrganisationKind
from network.models import Notice
from tests.factories.network import (
    GroupFactory,
    GroupMembershipFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
)
from tests.factories.workshops import FollowUpFactory, WorkshopDayFactory
from workshops.asking import ask_of_next_steps
from workshops.enums import Showing
from workshops.models import FollowUp, FollowUpNews
from workshops.services import tell_news

HELD, ASKED = date(2026, 9, 1), date(2027, 3, 1)


@pytest.fixture
def day(network):
    at = timezone.make_aware(datetime.combine(HELD, time(9)))
    return WorkshopDayFactory(network=network, meeting__starts_at=at, meeting__ends_at=None)


@pytest.fixture
def organisation(network):
    return OrganisationFactory(
        network=network,
        name="Siuntion kunta",
        kind=OrganisationKind.MUNICIPALITY,
        municipality=MunicipalityFactory(name_fi="Siuntio"),
    )


@pytest.fixture
def group(network, organisation):
    group = GroupFactory(network=network, kind=GroupKind.MUNICIPAL_GROUP)
    GroupMembershipFactory(group=group, person=None, organisation=organisation)
    return group


@pytest.fixture
def chair(group):
    return lead(group, GroupRole.CHAIR, "pj@kunta.example")


@pytest.fixture
def step(day, organisation):
    return FollowUpFactory(day=day, municipality=organisation.municipality, text="Viedään ohjausryhmään.")


def lead(group, role, email, **fields):
    person = PersonFactory(network=group.network, email=email, **fields)
    GroupMembershipFactory(group=group, person=person, role=role)
    return person


def run_all():
    for job in Job.objects.order_by("pk"):
        jobs.run(job.pk)


def tell_url(step):
    return reverse("news:tell", args=[step.ask_key])


def typed(client, step, **answers):
    page = client.get(tell_url(step)).content.decode()
    return {"key": re.search(r'name="key" value="([^"]+)"', page)[1], **answers}


def test_chair_without_an_account_gets_a_link_and_no_content(step, chair):
    FollowUpFactory(day=step.day, municipality=step.municipality)

    assert ask_of_next_steps(ASKED) == 1
    run_all()

    (sent,) = mail.outbox
    assert sent.to == ["pj@kunta.example"]
    assert tell_url(step) in sent.body
    assert "ohjausryhmään" not in sent.subject + sent.body
    assert not FollowUp.objects.filter(asked_at=None).exists()


@pytest.mark.parametrize(
    ("on", "asked"),
    [
        (date(2027, 2, 28), 0),
        (date(2027, 3, 1), 1),
        # What fell into a stop, and what is too old.
        (date(2027, 3, 30), 1),
        (date(2027, 4, 2), 0),
    ],
)
def test_municipality_is_asked_six_months_after_the_day(step, chair, on, asked):
    assert ask_of_next_steps(on) == asked


def test_the_beat_may_come_twice(step, chair):
    assert [ask_of_next_steps(ASKED), ask_of_next_steps(ASKED)] == [1, 0]
    assert Job.objects.count() == 1


def test_person_with_an_account_has_a_notice_and_the_mail(network, group, step, member):
    lead(group, GroupRole.SECRETARY, "", user=member)

    ask_of_next_steps(ASKED)
    run_all()

    assert [one.path for one in Notice.objects.filter(user=member)] == [tell_url(step)]
    assert [one.to for one in mail.outbox] == [[member.email]]


def test_representative_in_the_group_of_the_day_is_asked(day, organisation, step):
    person = PersonFactory(network=day.network, email="edustaja@kunta.example")
    GroupMembershipFactory(group=day.meeting.group, person=person, organisation=organisation)

    ask_of_next_steps(ASKED)
    run_all()

    assert [one.to for one in mail.outbox] == [["edustaja@kunta.example"]]


def test_without_a_group_those_are_asked_who_work_in_the_organisation(network, organisation, step):
    person = PersonFactory(network=network, email="johtaja@kunta.example")
    PositionFactory(person=person, organisation=organisation)

    ask_of_next_steps(ASKED)
    run_all()

    assert [one.to for one in mail.outbox] == [["johtaja@kunta.example"]]


def test_member_of_the_group_who_leads_nothing_is_not_asked(group, step, chair):
    GroupMembershipFactory(group=group, person=PersonFactory(network=group.network, email="jasen@kunta.example"))

    ask_of_next_steps(ASKED)
    run_all()

    assert [one.to for one in mail.outbox] == [["pj@kunta.example"]]


def test_where_nobody_is_known_nobody_is_asked_yet(step, group):
    assert ask_of_next_steps(ASKED) == 0
    assert FollowUp.objects.get().asked_at is None

    lead(group, GroupRole.CHAIR, "pj@kunta.example")

    assert ask_of_next_steps(ASKED) == 1


@pytest.mark.parametrize("facts", [{"showing": Showing.HIDDEN}, {"municipality": None}])
def test_steps_that_are_not_shown_or_of_no_municipality_are_not_asked_of(day, organisation, chair, facts):
    FollowUpFactory(day=day, **{"municipality": organisation.municipality} | facts)

    assert ask_of_next_steps(ASKED) == 0


def test_cancelled_day_asks_nothing(day, step, chair):
    day.meeting.state = "cancelled"
    day.meeting.save()

    assert ask_of_next_steps(ASKED) == 0


def test_what_was_told_meanwhile_is_not_mailed(step, chair):
    ask_of_next_steps(ASKED)
    tell_news(step, state=ActionState.DONE, key=uuid.uuid4())

    run_all()

    assert mail.outbox == []


def test_chair_of_two_municipalities_gets_one_mail_with_two_links(day, step, chair, network):
    place = MunicipalityFactory(name_fi="Inkoo")
    other = OrganisationFactory(
        network=network, name="Inkoon kunta", kind=OrganisationKind.MUNICIPALITY, municipality=place
    )
    group = GroupFactory(network=network, kind=GroupKind.MUNICIPAL_GROUP)
    GroupMembershipFactory(group=group, person=None, organisation=other)
    GroupMembershipFactory(group=group, person=chair, role=GroupRole.CHAIR)
    second = FollowUpFactory(day=day, municipality=place, municipality_label="Inkoo")

    assert ask_of_next_steps(ASKED) == 2
    run_all()

    (sent,) = mail.outbox
    assert {tell_url(step) in sent.body, tell_url(second) in sent.body} == {True}


def test_task_is_in_the_schedule():
    assert "workshops.ask_of_next_steps" in {one["task"] for one in project_settings.CELERY_BEAT_SCHEDULE.values()}


# --- The page ---


def test_one_visit_answers_all_steps_of_the_municipality(client, day, step):
    second = FollowUpFactory(day=day, municipality=step.municipality)
    untold = FollowUpFactory(day=day, municipality=step.municipality)
    elsewhere = FollowUpFactory(day=day, municipality_label="Kerava", text="Keravan oma askel")
    answers = {
        f"state_{step.pk}": "done", f"text_{step.pk}": "Ohjausryhmä päätti jatkaa.", f"state_{second.pk}": "dropped",
    }  # fmt: skip

    assert elsewhere.text not in client.get(tell_url(step)).content.decode()
    response = client.post(tell_url(step), typed(client, step, **answers))

    assert response.url == reverse("news:told")
    assert set(FollowUpNews.objects.values_list("follow_up", "state", "text")) == {
        (step.pk, "done", "Ohjausryhmä päätti jatkaa."), (second.pk, "dropped", ""),
    }  # fmt: skip
    assert not untold.news.exists()


def test_page_sent_twice_counts_once(client, step):
    data = typed(client, step, **{f"state_{step.pk}": "open", f"text_{step.pk}": "Kesken."})

    for _time in range(2):
        assert client.post(tell_url(step), data).status_code == 302

    assert FollowUpNews.objects.count() == 1


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({}, "ainakin yhdestä"),
        ({"text": "Jatkuu."}, "Valitse myös"),
        ({"state": "lost"}, "lost"),
        ({"state": "done", "text": "x" * 1001}, "1000"),
    ],
)
def test_answer_that_says_nothing_is_refused_with_what_was_typed(client, step, answers, words):
    data = {f"{name}_{step.pk}": value for name, value in answers.items()}

    response = client.post(tell_url(step), typed(client, step, **data))

    assert (response.status_code, FollowUpNews.objects.count()) == (422, 0)
    assert words in response.content.decode()


def test_identity_code_is_refused(client, step, identity_code):
    data = {f"state_{step.pk}": "done", f"text_{step.pk}": f"Soita {identity_code}"}

    assert client.post(tell_url(step), typed(client, step, **data)).status_code == 422


def test_what_was_told_stands_on_the_page(client, step):
    tell_news(step, state=ActionState.OPEN, text="Talousarvioon ensi vuodeksi.", key=uuid.uuid4())

    assert "Talousarvioon ensi vuodeksi." in client.get(tell_url(step)).content.decode()


def test_hidden_step_has_no_page(client, step):
    step.showing = Showing.HIDDEN
    step.save()

    assert client.get(tell_url(step)).status_code == 404


def test_page_of_an_old_day_says_that_it_is_over(client, step):
    meeting = step.day.meeting
    meeting.starts_at = timezone.make_aware(datetime.combine(date(2009, 9, 1), time(9)))
    meeting.save()

    page = client.get(tell_url(step)).content.decode()

    assert "Kertomisen aika on päättynyt" in page
    assert "<textarea" not in page


def test_page_is_kept_nowhere(client, step):
    response = client.get(tell_url(step))

    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("count", [1, 5])
def test_page_asks_a_constant_number_of_queries(client, day, step, count, settings, django_assert_num_queries):
    settings.ACCOUNT_RATE_LIMITS = False  # their queries depend on what was asked before
    for _line in range(count):
        tell_news(FollowUpFactory(day=day, municipality=step.municipality), state=ActionState.OPEN, key=uuid.uuid4())

    with django_assert_num_queries(QUERIES):
        client.get(tell_url(step))


QUERIES = 3


def test_trying_keys_is_slowed_down(client, db, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"tell_news": "2/m/ip"}
    address = reverse("news:tell", args=[uuid.uuid4()])

    assert [client.get(address).status_code for _time in range(3)] == [404, 404, 429]
