"""Places of a team that nobody holds yet, and invitations to them."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from bank.enums import Category, SlotRole
from bank.models import Invitation, Slot
from tests.factories.bank import MemberFactory, OrderFactory


class PlaceFactory(DjangoModelFactory):
    """An open place of an order for a network consultant who leads."""

    class Meta:
        model = Slot

    order = factory.SubFactory(OrderFactory)
    role = SlotRole.LEAD
    category = Category.CONSULTANT
    position = factory.Sequence(int)


class AskedFactory(DjangoModelFactory):
    """A question to a member that waits for its answer for a week; ``AskedFactory(slot=…, member=…)``."""

    class Meta:
        model = Invitation

    slot = factory.SubFactory(PlaceFactory)
    order = factory.SelfAttribute("slot.order")
    member = factory.SubFactory(MemberFactory, network=factory.SelfAttribute("..order.network"))
    reply_by = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=7))
    asked = factory.SelfAttribute("order.wished")
