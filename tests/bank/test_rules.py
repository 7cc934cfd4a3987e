import pytest

from bank.enums import SlotRole
from tests.factories.bank import MemberFactory, OrderFactory, SlotFactory


@pytest.mark.parametrize(
    ("role", "may"),
    [(SlotRole.LEAD, True), (SlotRole.TRAINEE, True), (SlotRole.RESERVE, False), (SlotRole.OBSERVER, False)],
)
def test_the_concern_is_for_facilitators_who_lead(network, facilitator, role, may):
    order = OrderFactory(network=network, concern="Poissaolot huolettavat.")
    SlotFactory(order=order, member=MemberFactory(network=network, person__user=facilitator), role=role)

    assert facilitator.has_perm("bank.view_order", order) is True
    assert facilitator.has_perm("bank.view_concern", order) is may


def test_the_concern_is_for_the_orderer_and_the_coordinator(network, orderer, coordinator, admin, outsider):
    order = OrderFactory(network=network, contact__user=orderer, concern="Poissaolot huolettavat.")

    readers = [user.has_perm("bank.view_concern", order) for user in (orderer, coordinator, admin, outsider)]

    assert readers == [True, True, False, False]


def test_a_reserve_is_told_of_the_concern_but_not_shown_it(client_as, network, facilitator):
    order = OrderFactory(network=network, concern="Poissaolot huolettavat.")
    SlotFactory(order=order, member=MemberFactory(network=network, person__user=facilitator), role=SlotRole.RESERVE)
    client = client_as(facilitator)

    page = client.get(order.get_absolute_url()).content.decode()
    concern = client.get(f"{order.get_absolute_url()}huoli/")

    assert ("Poissaolot" in page, "/huoli/" in page, concern.status_code) == (False, False, 403)
