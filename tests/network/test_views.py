from datetime import date

import pytest
from django.urls import reverse

from network.models import Organisation, Person
from tests.factories.network import (
    GroupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
    RoleFactory,
)


def address(name, network, *args):
    return reverse(f"network:{name}", args=[network.slug, *args])


@pytest.mark.parametrize("rows", [1, 3])
def test_person_list_query_count(client_as, coordinator, network, other_network, rows, django_assert_num_queries):
    people = [PositionFactory(person__network=network).person for _ in range(rows)]
    PositionFactory(person__network=other_network)
    client = client_as(coordinator)

    # session, user, roles, network, count, people, positions, networks of the page
    with django_assert_num_queries(8):
        response = client.get(address("person-list", network))

    assert set(response.context["object_list"]) == set(people)
