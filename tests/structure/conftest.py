"""A question of two themes to a town, and somebody who works there."""

import pytest

from tests.factories.network import (
    MunicipalityFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
    RoleFactory,
)
from tests.factories.structure import AskedOrganisationFactory, CallFactory, PartFactory


@pytest.fixture
def themes(network):
    area = PartFactory(network=network, name="Yhteinen työ")
    return [
        PartFactory(network=network, kind="theme", name=name, name__number=number, name__area=area)
        for number, name in enumerate(("Varhainen apu", "Perhekeskus"), start=1)
    ]


@pytest.fixture
def town(network):
    return OrganisationFactory(network=network, municipality=MunicipalityFactory(name_fi="Hanko"), kind="municipality")


@pytest.fixture
def call(network, themes):
    return CallFactory(network=network, themes=themes)


@pytest.fixture
def asked(call, town):
    return AskedOrganisationFactory(call=call, organisation=town)


@pytest.fixture
def worker(network, town):
    """Somebody of a unit of the town, with an account and a role."""
    user = RoleFactory(network=network, kind="member").user
    unit = OrganisationFactory(network=network, parent=town)
    PositionFactory(person=PersonFactory(network=network, user=user), organisation=unit)
    return user
