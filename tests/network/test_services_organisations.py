from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from core.errors import DomainError, EditConflict
from core.models import LogEntry
from network.enums import OrganisationKind
from network.models import Organisation
from network.services import OrganisationExists, add_organisation, edit_group, edit_organisation
from tests.factories.network import GroupFactory, OrganisationFactory

TOWN, UNIT = OrganisationKind.MUNICIPALITY, OrganisationKind.UNIT


def facts(organisation, **changes):
    """What an edit form would send for the organisation as it stands."""
    names = ["name", "kind", "parent", "municipality", "valid_from", "valid_to", "version"]
    return {name: getattr(organisation, name) for name in names} | changes


def test_add_organisation_records_it(network, coordinator):
    organisation = add_organisation(network, name="Rannan kunta", kind=TOWN, actor=coordinator)

    assert list(network.organisations.all()) == [organisation]
    assert [entry.changes for entry in LogEntry.objects.of(organisation)] == [{"name": [None, "Rannan kunta"]}]


@pytest.mark.parametrize("name", ["Rannan kunta", "RANNAN KUNTA", " Rannan  kunta "])
def test_add_organisation_offers_the_one_that_is_there(network, coordinator, name):
    existing = OrganisationFactory(network=network, name="Rannan kunta")

    with pytest.raises(OrganisationExists) as refusal:
        add_organisation(network, name=name, kind=TOWN, actor=coordinator)

    assert refusal.value.existing == existing


def test_add_organisation_takes_the_name_in_another_network_or_place_or_after_an_end(
    network, other_network, coordinator
):
    town = OrganisationFactory(network=network, name="Rannan kunta")
    OrganisationFactory(network=network, name="Sosiaalitoimisto", parent=town)
    OrganisationFactory(network=other_network, name="Sosiaalitoimisto")
    OrganisationFactory(network=network, name="Sosiaalitoimisto", valid_to=date(2008, 12, 31))

    added = add_organisation(network, name="Sosiaalitoimisto", kind=UNIT, actor=coordinator)

    assert network.organisations.filter(name="Sosiaalitoimisto", valid_to=None, parent=None).get() == added


def test_add_organisation_refuses_a_parent_of_another_network(network, other_network, coordinator):
    parent = OrganisationFactory(network=other_network)

    with pytest.raises(DomainError):
        add_organisation(network, name="Yksikkö", kind=UNIT, parent=parent, actor=coordinator)

    assert list(network.organisations.all()) == []


def test_add_organisation_refuses_an_end_before_its_beginning(network, coordinator):
    days = {"valid_from": date(2009, 1, 1), "valid_to": date(2008, 12, 31)}

    with pytest.raises(ValidationError) as refusal, override("en"):
        add_organisation(network, name="Rannan kunta", kind=TOWN, **days, actor=coordinator)

    assert refusal.value.message_dict == {"__all__": ["The last day must not be before the first."]}


def test_edit_organisation_logs_both_names(network, coordinator):
    organisation = OrganisationFactory(network=network, name="Rannan kunta")

    edited = edit_organisation(organisation, **facts(organisation, name="Rannan kaupunki"), actor=coordinator)

    assert (edited.name, edited.version) == ("Rannan kaupunki", 1)
    assert [e.changes for e in LogEntry.objects.of(organisation)] == [{"name": ["Rannan kunta", "Rannan kaupunki"]}]


def test_edit_organisation_refuses_a_loop(network, coordinator):
    top = OrganisationFactory(network=network)
    middle = OrganisationFactory(network=network, parent=top)
    bottom = OrganisationFactory(network=network, parent=middle)

    for parent in (top, bottom):
        with pytest.raises(DomainError):
            edit_organisation(top, **facts(top, parent=parent), actor=coordinator)

    top.refresh_from_db()
    assert top.parent is None


def test_edit_organisation_refuses_a_loop_with_a_parent_that_has_just_moved(network, coordinator):
    first, second = OrganisationFactory.create_batch(2, network=network)
    chosen_before = Organisation.objects.get(pk=first.pk)
    edit_organisation(first, **facts(first, parent=second), actor=coordinator)

    with pytest.raises(DomainError):
        edit_organisation(second, **facts(second, parent=chosen_before), actor=coordinator)

    second.refresh_from_db()
    assert second.parent is None


def test_edit_organisation_refuses_a_taken_name(network, coordinator):
    existing = OrganisationFactory(network=network, name="Rannan kunta")
    organisation = OrganisationFactory(network=network)

    with pytest.raises(OrganisationExists) as refusal:
        edit_organisation(organisation, **facts(organisation, name="Rannan kunta"), actor=coordinator)

    assert refusal.value.existing == existing


def test_edit_organisation_refuses_the_second_of_two_savers(network, coordinator):
    organisation = OrganisationFactory(network=network)
    edit_organisation(organisation, **facts(organisation, name="Ensimmäinen"), actor=coordinator)

    with pytest.raises(EditConflict) as conflict:
        edit_organisation(organisation, **facts(organisation, name="Toinen"), actor=coordinator)

    assert conflict.value.current.name == "Ensimmäinen"


def test_two_rows_of_one_name_are_refused_by_the_database_too(network, coordinator, monkeypatch):
    existing = OrganisationFactory(network=network, name="Rannan kunta")
    # The other person's row, saved between our look and our save.
    monkeypatch.setattr(Organisation, "validate_constraints", lambda self, exclude=None: None)
    looks = iter([Organisation.objects.none(), Organisation.objects.filter(pk=existing.pk)])
    monkeypatch.setattr("network.services.organisations._namesakes", lambda organisation: next(looks))

    with pytest.raises(OrganisationExists) as refusal:
        add_organisation(network, name="rannan kunta", kind=TOWN, actor=coordinator)

    assert refusal.value.existing == existing


def test_a_group_of_another_kind_is_refused(network, coordinator):
    group = GroupFactory(network=network)

    with pytest.raises(ValidationError) as refusal:
        edit_group(group, kind="choir", actor=coordinator)

    assert list(refusal.value.message_dict) == ["kind"]
