"""Workshop days for tests. All names are invented."""

import factory
from factory.django import DjangoModelFactory

from meetings.enums import DocumentKind
from tests.factories.meetings import MeetingFactory
from tests.factories.network import NetworkFactory
from workshops.enums import Seat, Topic
from workshops.models import DayFeedback, FollowUp, Reflection, SignUp, SummaryTheme, Workshop, WorkshopDay


class WorkshopDayFactory(DjangoModelFactory):
    class Meta:
        model = WorkshopDay

    network = factory.SubFactory(NetworkFactory)
    meeting = factory.SubFactory(
        MeetingFactory,
        network=factory.SelfAttribute("..network"),
        title=factory.Sequence("Työpajapäivä {}".format),
        document_kind=DocumentKind.SUMMARY,
    )


class WorkshopFactory(DjangoModelFactory):
    class Meta:
        model = Workshop

    day = factory.SubFactory(WorkshopDayFactory)
    position = factory.LazyAttribute(lambda workshop: workshop.day.workshops.count())
    code = factory.LazyAttribute(lambda workshop: "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[workshop.position])
    title = "Perhetyö ryhmissä"
    presenter_place = "Kerava"


class LineFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    municipality_label = "Siuntio"


class ReflectionFactory(LineFactory):
    """A comment on a new workshop of the day."""

    class Meta:
        model = Reflection

    day = factory.SelfAttribute("workshop.day")
    workshop = factory.SubFactory(WorkshopFactory)
    text = factory.Sequence("Malli sopisi meille {}".format)


class FollowUpFactory(LineFactory):
    class Meta:
        model = FollowUp

    day = factory.SubFactory(WorkshopDayFactory)
    topic = Topic.ORGANISING
    text = factory.Sequence("Viedään esimiesten kokoukseen {}".format)


class DayFeedbackFactory(DjangoModelFactory):
    class Meta:
        model = DayFeedback

    day = factory.SubFactory(WorkshopDayFactory)
    text = "Käytännönläheinen päivä."


class SummaryThemeFactory(DjangoModelFactory):
    class Meta:
        model = SummaryTheme

    day = factory.SubFactory(WorkshopDayFactory)
    name = factory.Sequence("Yhteinen teema {}".format)


class SignUpFactory(DjangoModelFactory):
    """Somebody who has a place in the first choice."""

    class Meta:
        model = SignUp

    day = factory.SelfAttribute("first.day")
    name_label = factory.Sequence("Osallistuja {}".format)
    municipality_label = "Siuntio"
    first = factory.SubFactory(WorkshopFactory)
    seat = Seat.PLACED
    workshop = factory.LazyAttribute(lambda one: one.first if one.seat == Seat.PLACED else None)
