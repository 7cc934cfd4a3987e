"""Sessions and feedback of orders for tests."""

import datetime

import factory
from factory.django import DjangoModelFactory

from bank.enums import FeedbackSide, SessionKind
from bank.models import Feedback, FeedbackRequest, Session
from tests.factories.bank import OrderFactory


class SessionFactory(DjangoModelFactory):
    """The meeting of an order, on the order's date; nothing is booked."""

    class Meta:
        model = Session

    order = factory.SubFactory(OrderFactory)
    kind = SessionKind.MEETING
    date = factory.LazyAttribute(lambda session: session.order.wished)


class FeedbackRequestFactory(DjangoModelFactory):
    """The orderer was asked; ``slip=True`` is the code for participants."""

    class Meta:
        model = FeedbackRequest

    class Params:
        slip = factory.Trait(
            side=FeedbackSide.PARTICIPANT,
            # From the letters of real codes.
            code=factory.Sequence(
                lambda n: f"{'23456789'[n // 64 % 8]}{'23456789'[n // 8 % 8]}{'23456789'[n % 8]}ABC"
            ),
        )

    order = factory.SubFactory(OrderFactory)
    side = FeedbackSide.ORDERER
    closes_on = datetime.date(2099, 12, 31)


class FeedbackFactory(DjangoModelFactory):
    class Meta:
        model = Feedback

    order = factory.SubFactory(OrderFactory)
    side = FeedbackSide.PARTICIPANT
    answers = {"heard": 5, "fair": 4}
