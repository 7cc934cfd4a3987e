"""Accounts that nobody uses: warned after 12 months, erased after 13, and not before."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from core.dates import months_before
from core.models import Job, LogEntry
from core.retention import rehearse, run
from network.models import Person, Role, User
from tests.factories.network import PersonFactory, RoleFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ledger")]
DAY = datetime.timedelta(days=1)


def evening(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(23, 59)))


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def follow(today, django_capture_on_commit_callbacks):
    """The run of today: ``{rule: rows}`` of the rules of accounts."""

    def make():
        with django_capture_on_commit_callbacks(execute=True):
            counts = run(today).counts
        return {name.partition(".")[2]: count for name, count in counts.items() if name.startswith("network.account")}

    return make


def used(day, **fields):
    """An account that was last used on a day."""
    return UserFactory(last_login=evening(day), verified=True, **fields)


def warn(user, day):
    Job.objects.create(
        key=f"test:{user.pk}:{day}",
        kind="network.unused_account",
        object_type="network.user",
        object_id=user.pk,
        state="done",
        created_at=evening(day),
        done_at=evening(day),
    )


@pytest.mark.parametrize(("days", "warned"), [(0, True), (1, False)])
def test_an_account_is_warned_twelve_months_after_it_was_used(follow, today, days, warned):
    user = used(months_before(today, 12) + days * DAY, language="sv")

    assert follow() == ({"account_warning": 1} if warned else {})
    assert [message.to for message in mail.outbox] == ([[user.email]] if warned else [])


def test_the_warning_is_in_the_language_of_the_account_and_leads_to_the_sign_in(follow, today):
    used(months_before(today, 12), language="sv")

    follow()

    assert mail.outbox[0].subject == "Ditt konto i Verkosto raderas om en månad"
    assert reverse("account_login") in mail.outbox[0].body


def test_an_account_that_was_never_used_counts_from_when_it_was_opened(follow, today):
    UserFactory(last_login=None, date_joined=evening(months_before(today, 12)))
    UserFactory(last_login=None)

    assert follow() == {"account_warning": 1}


def test_nobody_is_warned_twice_of_the_same_time(follow, today):
    used(months_before(today, 12))

    assert (follow(), follow(), len(mail.outbox)) == ({"account_warning": 1}, {}, 1)


def test_an_account_that_was_used_after_a_warning_is_warned_anew(follow, today):
    user = used(months_before(today, 12))
    warn(user, months_before(today, 14))

    assert follow() == {"account_warning": 1}


def test_closed_accounts_are_not_warned(follow, today):
    used(months_before(today, 12), is_active=False)

    assert follow() == {}


@pytest.mark.parametrize(("used_days", "warned_days", "erased"), [(0, 0, True), (1, 0, False), (0, 1, False)], ids=str)
def test_an_account_is_erased_after_thirteen_months_and_a_month_after_its_warning(
    follow, today, used_days, warned_days, erased
):
    user = used(months_before(today, 13) + used_days * DAY)
    warn(user, months_before(today, 1) + warned_days * DAY)

    assert follow() == ({"account": 1} if erased else {})
    assert User.objects.get(pk=user.pk).is_active != erased


def test_an_account_is_not_erased_before_a_warning_was_sent(follow, today):
    user = used(months_before(today, 20))

    assert follow() == {"account_warning": 1}
    assert User.objects.get(pk=user.pk).email == user.email


def test_a_closed_account_is_erased_without_a_warning(follow, today):
    used(months_before(today, 13), is_active=False)

    assert (follow(), follow(), mail.outbox) == ({"account": 1}, {}, [])


def test_an_erased_account_keeps_a_row_without_anybody(follow, today, network, client):
    user = used(months_before(today, 14), is_superuser=True)
    person = PersonFactory(network=network, user=user)
    RoleFactory(user=user, network=network, kind="coordinator")
    RoleFactory(user=user, network=network, kind="admin", valid_from=today)
    RoleFactory(network=network, kind="admin", user__last_login=timezone.now())
    warn(user, months_before(today, 1))
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(last_login=evening(months_before(today, 14)))

    follow()

    left = User.objects.get(pk=user.pk)
    assert (left.email, left.name) == (f"poistettu-{user.pk}@poistettu.invalid", f"Poistettu tili {user.pk}")
    assert (left.is_active, left.is_superuser, left.has_usable_password()) == (False, False, False)
    assert not EmailAddress.objects.filter(user=user).exists()
    assert Person.objects.get(pk=person.pk).user is None
    assert not Role.objects.filter(user=user).on(today).exists()
    assert Role.objects.filter(user=user).count() == 1
    assert client.get(reverse("home")).status_code == 302
    assert LogEntry.objects.get(action="network.account.erased").target_id == user.pk


def test_a_rehearsal_tells_both_numbers(today):
    warn(used(months_before(today, 13)), months_before(today, 1))
    used(months_before(today, 12))

    counts = rehearse(today)

    assert (counts["network.account"], counts["network.account_warning"]) == (1, 1)


def test_last_administrator_is_not_erased_and_of_two_one_stays(follow, today, network):
    unused = [used(months_before(today, 14)) for _number in range(2)]
    for user in unused:
        RoleFactory(user=user, network=network, kind="admin")
        warn(user, months_before(today, 1))

    follow()
    follow()

    assert User.objects.filter(pk__in=[user.pk for user in unused], is_active=True).count() == 1
    assert Role.objects.filter(network=network, kind="admin").on(today).count() == 1
