import pytest
from django.core.exceptions import ValidationError

from core.errors import DomainError
from core.models import LogEntry
from network.models import Acceptance, Commitment
from network.queries import acceptance_rows, commitment_of, lacks_acceptance
from network.services import accept_commitment, publish_commitment
from tests.factories.network import CommitmentFactory

pytestmark = pytest.mark.django_db


def test_publish_commitment_puts_a_new_version_in_place_of_the_old(network, coordinator):
    first = publish_commitment(network, text_fi="Ensimmäinen", actor=coordinator)
    second = publish_commitment(network, text_fi="Toinen", text_sv="Den andra", actor=coordinator)

    assert (first.number, second.number, commitment_of(network)) == (1, 2, second)
    assert Commitment.objects.get(pk=first.pk).text_fi == "Ensimmäinen"
    assert list(LogEntry.objects.order_by("pk").values_list("action", "target_id", "changes")) == [
        ("network.commitment.published", first.pk, {"version": [None, 1]}),
        ("network.commitment.published", second.pk, {"version": [1, 2]}),
    ]


def test_publish_commitment_refuses_a_version_in_which_nothing_differs(network, coordinator):
    publish_commitment(network, text_fi="Sama", actor=coordinator)

    with pytest.raises(DomainError):
        publish_commitment(network, text_fi="Sama", actor=coordinator)

    assert commitment_of(network).number == 1


def test_publish_commitment_refuses_an_identity_code(network, coordinator, identity_code):
    with pytest.raises(ValidationError):
        publish_commitment(network, text_fi=f"Asiakas {identity_code}", actor=coordinator)

    assert commitment_of(network) is None


def test_numbers_of_networks_are_their_own(network, other_network, coordinator):
    for one in (network, other_network):
        assert publish_commitment(one, text_fi="Teksti", actor=coordinator).number == 1


def test_accept_commitment_is_recorded_once(network, facilitator):
    commitment = CommitmentFactory(network=network)

    first = accept_commitment(commitment, actor=facilitator)
    second = accept_commitment(commitment, actor=facilitator)

    assert (first, Acceptance.objects.count()) == (second, 1)
    assert list(LogEntry.objects.values_list("action", "actor")) == [("network.commitment.accepted", facilitator.pk)]


def test_accept_commitment_refuses_a_version_that_no_longer_holds(network, facilitator):
    old = CommitmentFactory(network=network, number=1)
    CommitmentFactory(network=network, number=2)

    with pytest.raises(DomainError):
        accept_commitment(old, actor=facilitator)

    assert Acceptance.objects.count() == 0


def test_new_version_is_accepted_anew(network, facilitator):
    without = lacks_acceptance(facilitator, network)
    first = CommitmentFactory(network=network, number=1)
    asked = lacks_acceptance(facilitator, network)
    accept_commitment(first, actor=facilitator)
    accepted = lacks_acceptance(facilitator, network)
    CommitmentFactory(network=network, number=2)

    assert (without, asked, accepted, lacks_acceptance(facilitator, network)) == (False, True, False, True)


def test_rows_tell_who_has_accepted_which_version_and_those_who_have_not_come_first(network, as_role):
    old, new, never = (as_role("facilitator", name=name) for name in ("Aino", "Eino", "Outi"))
    as_role("facilitator", network=CommitmentFactory().network)
    first = CommitmentFactory(network=network, number=1)
    accept_commitment(first, actor=old)
    second = CommitmentFactory(network=network, number=2)
    accept_commitment(second, actor=new)

    rows = acceptance_rows(network, [second, first])

    assert [(row.user, row.acceptance and row.acceptance.commitment.number, row.is_old) for row in rows] == [
        (old, 1, True),
        (never, None, False),
        (new, 2, False),
    ]
