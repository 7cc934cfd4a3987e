"""Who was told of a question and reminded of it, when, and whom no notice reaches."""

from datetime import UTC, date, datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from network.models import Notice
from structure.models import AskedOrganisation
from structure.queries import mark_reachable, people_of
from structure.reminding import remind_of_calls
from structure.services import ask_members, edit_call
from tests.factories.network import OrganisationFactory, PersonFactory, PositionFactory, RoleFactory, UserFactory
from tests.factories.structure import AskedOrganisationFactory
from tests.structure.answers import joins, url

DAY = TOLD = date(2027, 6, 15)
REMINDED = date(2027, 6, 20)
NOBODY = "Kenelläkään ei ole tunnusta: kerro itse"
NO_NOTICE = "Kenellekään ei tiettävästi ole kerrottu: kerro itse"


@pytest.fixture
def facts(themes, coordinator):
    due = timezone.localdate() + timedelta(days=10)
    return {"title": "Teemat", "due_on": due, "themes": themes, "actor": coordinator}


def days_of(call):
    return {one.organisation: (one.told_on, one.reminded_on) for one in call.asked.select_related("organisation")}


def day_of_last_notice():
    return timezone.localdate(Notice.objects.latest("pk").created_at)


def test_day_on_which_somebody_was_told_stands_at_each_organisation(network, town, worker, facts):
    silent = OrganisationFactory(network=network)

    call = ask_members(network, organisations=[town, silent], **facts)

    assert days_of(call) == {town: (day_of_last_notice(), None), silent: (None, None)}


def test_whoever_is_asked_later_has_the_day_of_that(network, town, worker, facts):
    first = OrganisationFactory(network=network)
    call = ask_members(network, organisations=[first], **facts)

    edit_call(call, organisations=[first, town], version=0, **facts)

    assert days_of(call) == {first: (None, None), town: (day_of_last_notice(), None)}


def test_day_of_the_last_reminder_is_that_of_its_notice(call, asked, town, worker):
    silent = AskedOrganisationFactory(call=call).organisation
    worker.roles.update(valid_from=None)
    remind_of_calls(date(2008, 2, 23))
    first = day_of_last_notice()
    assert days_of(call) == {town: (None, first), silent: (None, None)}

    # The work goes on the next day, and nobody gets a further notice of the same turn.
    Notice.objects.update(created_at=datetime(2008, 2, 23, 10, tzinfo=UTC))
    remind_of_calls(date(2008, 2, 24))
    assert days_of(call)[town] == (None, date(2008, 2, 23))

    remind_of_calls(date(2008, 3, 2))
    assert days_of(call)[town] == (None, day_of_last_notice())
    assert Notice.objects.count() == 2


def test_reachable_are_those_of_whom_somebody_would_be_told(network, other_network, call, town, worker):
    elsewhere = UserFactory()
    RoleFactory(network=other_network, kind="member", user=elsewhere)
    organisations = [OrganisationFactory(network=network) for _number in range(6)]
    RoleFactory(network=network, kind="orderer", organisation=organisations[0])
    RoleFactory(network=network, kind="orderer", organisation=organisations[1], user__is_active=False)
    for user, organisation in (
        (UserFactory(), organisations[2]),
        (elsewhere, organisations[3]),
        (None, organisations[4]),
    ):
        PositionFactory(person=PersonFactory(network=network, user=user), organisation=organisation)
    ended = RoleFactory(network=network, kind="member").user
    PositionFactory(
        person=PersonFactory(network=network, user=ended),
        organisation=organisations[5],
        valid_to=DAY - timedelta(days=1),
    )
    asked = [AskedOrganisationFactory(call=call, organisation=one) for one in (town, *organisations)]

    mark_reachable(call, asked, DAY)

    assert [one.has_account for one in asked] == [True, True, False, False, False, False, False]
    assert [one.has_account for one in asked] == [bool(people_of(one, DAY)) for one in asked]


def test_page_says_whom_nobody_tells_and_who_was_reminded_when(network, town, worker, facts, client_as, coordinator):
    silent, late = OrganisationFactory(network=network), OrganisationFactory(network=network)
    call = ask_members(network, organisations=[town, silent, late], **facts)
    RoleFactory(network=network, kind="orderer", organisation=late)
    AskedOrganisation.objects.filter(organisation=town).update(told_on=TOLD, reminded_on=REMINDED)

    page = client_as(coordinator).get(url("call-detail", call.pk)).content.decode()
    own = client_as(worker).get(url("call-detail", call.pk)).content.decode()

    assert (page.count(NOBODY), page.count(NO_NOTICE)) == (1, 1)
    assert ("Kerrottu 15.6.2027." in page, "Viimeksi muistutettu 20.6.2027." in page) == (True, True)
    # To others it is no task.
    assert not any(words in own for words in (NOBODY, NO_NOTICE, "15.6.2027."))


def test_question_on_paper_does_not_miss_its_notices(call, asked, worker, client_as, coordinator):
    page = client_as(coordinator).get(url("call-detail", call.pk)).content.decode()

    assert (NOBODY in page, NO_NOTICE in page) == (False, False)


@pytest.mark.parametrize("count", [1, 4])
def test_page_asks_as_much_for_many_as_for_few(
    network, call, themes, client_as, coordinator, count, django_assert_num_queries
):
    for _number in range(count):
        asked = AskedOrganisationFactory(call=call)
        RoleFactory(network=network, kind="orderer", organisation=asked.organisation)
        AskedOrganisationFactory(call=call)
        joins(AskedOrganisationFactory(call=call), themes)
    browser = client_as(coordinator)

    with django_assert_num_queries(18):
        browser.get(url("call-detail", call.pk))


def test_days_of_notices_that_are_still_there_are_taken_over(network, town, worker, facts):
    silent = OrganisationFactory(network=network)
    call = ask_members(network, organisations=[town, silent], **facts)
    for days in (3, 11):
        remind_of_calls(timezone.localdate() + timedelta(days=days))
    for notice, day in zip(Notice.objects.order_by("pk"), (15, 18, 26), strict=True):
        # Half an hour after midnight in Finland.
        Notice.objects.filter(pk=notice.pk).update(created_at=datetime(2027, 6, day - 1, 21, 30, tzinfo=UTC))
    AskedOrganisation.objects.update(told_on=None, reminded_on=None)

    import_module("structure.migrations.0006_days_of_notices").take_days_of_notices(apps, None)

    assert days_of(call) == {town: (TOLD, date(2027, 6, 26)), silent: (None, None)}
