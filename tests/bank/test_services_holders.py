import datetime

import pytest
from django.core import mail

from bank.models import BankHolder
from bank.queries import holder_on
from bank.services import hand_over_bank
from core import jobs
from core.errors import DomainError
from core.models import Job, LogEntry
from tests.factories.bank import BankHolderFactory, MemberFactory
from tests.factories.network import OrganisationFactory, PersonFactory

DAY = datetime.date(2027, 1, 1)


@pytest.fixture
def holder(network):
    return BankHolderFactory(network=network)


@pytest.fixture
def successor(network):
    return OrganisationFactory(network=network, name="Uusi keskus")


def test_handing_over_ends_one_holder_and_begins_the_next(network, holder, successor, coordinator):
    hand_over_bank(network, organisation=successor, first_day=DAY, actor=coordinator)

    holder.refresh_from_db()
    assert holder.valid_to == datetime.date(2026, 12, 31)
    assert [str(holder_on(network, day)) for day in (holder.valid_to, DAY)] == [
        holder.organisation_label,
        "Uusi keskus",
    ]
    assert LogEntry.objects.of(network).get().changes == {"holder": [holder.organisation_label, "Uusi keskus"]}


def test_members_of_today_are_told_once_each_and_nothing_but_that(
    network, holder, successor, coordinator, other_network
):
    told = MemberFactory.create_batch(2, network=network)
    MemberFactory(network=network, left_on=datetime.date(2020, 1, 1))
    MemberFactory(network=network, person=PersonFactory(network=network, email=""))
    MemberFactory(network=other_network)

    hand_over_bank(network, organisation=successor, first_day=DAY, actor=coordinator)
    for job in [*Job.objects.filter(kind="bank.hand_over")] * 2:
        jobs.run(job.pk)

    assert sorted(one.to[0] for one in mail.outbox) == sorted(member.person.email for member in told)
    assert BankHolder.objects.get(organisation=successor).told_at is not None
    for one in mail.outbox:
        assert "/v/oma/pankki/yllapitaja/" in one.body
        assert "Uusi keskus" not in one.subject + one.body


def test_the_first_holder_is_written_down_without_a_mail(network, successor, coordinator):
    MemberFactory(network=network)

    holder = hand_over_bank(network, organisation=successor, first_day=DAY, actor=coordinator)

    assert (holder.told_at, Job.objects.count()) == (None, 0)


def test_a_holder_keeps_its_name_of_that_day(network, successor, coordinator):
    holder = hand_over_bank(network, organisation=successor, first_day=DAY, actor=coordinator)
    successor.name = "Aivan uusi keskus"
    successor.save()

    holder.refresh_from_db()
    assert str(holder) == "Uusi keskus"


def test_a_hand_over_that_cannot_be_is_refused(network, other_network, holder, successor, coordinator):
    foreign = OrganisationFactory(network=other_network)
    ended = OrganisationFactory(network=network, valid_to=datetime.date(2026, 12, 31))

    for organisation, day, message in [
        (foreign, DAY, "is not in this network"),
        (ended, DAY, "does not exist any more"),
        (holder.organisation, DAY, "runs the bank already"),
        (successor, holder.valid_from, "began on that day or later"),
    ]:
        with pytest.raises(DomainError, match=message):
            hand_over_bank(network, organisation=organisation, first_day=day, actor=coordinator)
    assert BankHolder.objects.count() == 1
