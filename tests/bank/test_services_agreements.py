"""Who has agreed to pay."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from bank.models import Agreement
from bank.queries import agreement_of, lacks_agreement
from bank.services import (
    AgreementsOverlap,
    add_agreement,
    edit_agreement,
    end_agreement,
)
from core.errors import DomainError, EditConflict, TransitionNotAllowed
from core.models import LogEntry
from tests.factories.bank import (
    AgreementFactory,
    OrderFactory,
)
from tests.factories.network import OrganisationFactory

pytestmark = pytest.mark.django_db


def test_an_agreement_holds_for_the_organisation_and_its_units_on_its_days(network):
    town = OrganisationFactory(network=network)
    office = OrganisationFactory(network=network, parent=town)
    team = OrganisationFactory(network=network, parent=office)
    stranger = OrganisationFactory(network=network)
    agreement = AgreementFactory(
        network=network, organisation=town, valid_from=date(2027, 1, 1), valid_to=date(2027, 12, 31)
    )

    found = [agreement_of(one, date(2027, 12, 31)) for one in (town, office, team, stranger)]

    assert found == [agreement, agreement, agreement, None]
    assert [agreement_of(team, day) for day in (date(2026, 12, 31), date(2028, 1, 1))] == [None, None]


def test_the_nearest_agreement_counts(network):
    town = OrganisationFactory(network=network)
    office = OrganisationFactory(network=network, parent=town)
    AgreementFactory(network=network, organisation=town)
    own = AgreementFactory(network=network, organisation=office)

    assert agreement_of(office, date(2027, 1, 1)) == own


def test_an_order_lacks_an_agreement_on_the_day_it_was_received(network):
    town = OrganisationFactory(network=network)
    AgreementFactory(network=network, organisation=town, valid_from=date(2027, 1, 1))

    before, after = (
        OrderFactory(network=network, organisation=town, received_on=day)
        for day in (date(2026, 12, 31), date(2027, 1, 1))
    )
    written = OrderFactory(network=network, organisation=None, organisation_label="Jokin koti")
    nobody = OrderFactory(network=network, organisation=None)

    assert [lacks_agreement(order) for order in (before, after, written, nobody)] == [True, False, True, False]


def test_agreements_of_one_organisation_do_not_overlap(network, coordinator):
    town = OrganisationFactory(network=network)
    facts = {"organisation": town, "payer": "Kunta", "valid_from": date(2027, 1, 1), "valid_to": None}
    first = add_agreement(network, facts=facts, actor=coordinator)

    with pytest.raises(AgreementsOverlap):
        add_agreement(network, facts=facts | {"valid_from": date(2028, 1, 1)}, actor=coordinator)
    end_agreement(first, last_day=date(2027, 12, 31), actor=coordinator)
    second = add_agreement(network, facts=facts | {"valid_from": date(2028, 1, 1)}, actor=coordinator)
    with pytest.raises(AgreementsOverlap):
        edit_agreement(second, facts={"valid_from": date(2027, 12, 31)}, version=second.version, actor=coordinator)

    assert Agreement.objects.count() == 2
    assert [entry.action for entry in LogEntry.objects.of(first)] == ["bank.agreement.ended", "bank.agreement.added"]


def test_an_agreement_is_refused_with_days_in_the_wrong_order_or_for_an_organisation_elsewhere(
    network, other_network, coordinator
):
    facts = {"organisation": OrganisationFactory(network=network), "payer": "Kunta", "valid_from": date(2027, 2, 1)}

    with pytest.raises(ValidationError):
        add_agreement(network, facts=facts | {"valid_to": date(2027, 1, 31)}, actor=coordinator)
    with pytest.raises(DomainError, match="is not in this network"):
        add_agreement(
            network, facts=facts | {"organisation": OrganisationFactory(network=other_network)}, actor=coordinator
        )


def test_an_ended_agreement_is_not_lengthened_by_ending_it_and_a_conflict_is_told(network, coordinator):
    agreement = AgreementFactory(network=network, valid_from=date(2026, 1, 1), valid_to=date(2026, 12, 31))

    with pytest.raises(TransitionNotAllowed, match="has ended already"):
        end_agreement(agreement, last_day=date(2027, 1, 1), actor=coordinator)
    edit_agreement(agreement, facts={"payer": "Alue"}, version=0, actor=coordinator)
    with pytest.raises(EditConflict):
        edit_agreement(agreement, facts={"payer": "Kunta"}, version=0, actor=coordinator)
