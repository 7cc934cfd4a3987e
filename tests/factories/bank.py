"""Members and orders for tests. All names and places are invented; what belongs to an order is in its network."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from bank.enums import Category, ImportKind, OrderKind, Outcome, OutcomeReason, QualificationState, SlotRole
from bank.models import (
    OPEN_FOR,
    AddressCode,
    Agreement,
    BankHolder,
    Concern,
    ConcernOpening,
    Enquiry,
    ImportPreview,
    Member,
    Order,
    OrderQuestion,
    OutsideOrderer,
    Pause,
    Qualification,
    Slot,
    Training,
    TrainingParticipant,
)
from bank.sheets import sheet_of
from core.fuzzydates import FuzzyDate, Precision
from methods.queries import current_version
from tests.factories.network import NetworkFactory, OrganisationFactory, PersonFactory, UserFactory

# Far from any clock that runs these tests, so that a wished day is ahead and a held one behind.
AHEAD = datetime.date(2099, 1, 15)
BEHIND = datetime.date(2009, 1, 15)


def on_day(day):
    """A fuzzy date of one day, written as people write it."""
    return FuzzyDate(day, day, Precision.DAY, f"{day.day}.{day.month}.{day.year}")


class MemberFactory(DjangoModelFactory):
    """``MemberFactory(qualified=[Category.TRAINER])``: a consultant unless told; ``qualified=[]`` for nothing.

    ``MemberFactory(network=network, person__user=user)`` is the facilitator behind an account.
    """

    class Meta:
        model = Member
        skip_postgeneration_save = True

    network = factory.SubFactory(NetworkFactory)
    person = factory.SubFactory(PersonFactory, network=factory.SelfAttribute("..network"))
    joined_on = BEHIND

    @factory.post_generation
    def qualified(self, create, extracted, **kwargs):
        if create:
            for category in [Category.CONSULTANT] if extracted is None else extracted:
                QualificationFactory(member=self, category=category)


class QualificationFactory(DjangoModelFactory):
    class Meta:
        model = Qualification

    member = factory.SubFactory(MemberFactory, qualified=[])
    category = Category.CONSULTANT
    state = QualificationState.QUALIFIED


class OrderFactory(DjangoModelFactory):
    """An upcoming order with a contact person and without facilitators, method or concern.

    ``OrderFactory(network=network, contact__user=user)`` is the orderer's own; ``OrderFactory(carried_out=True)`` and
    ``OrderFactory(cancelled=True)`` have ended; ``slots=[member, …]`` is its team, ``concern="…"`` its concern.
    """

    class Meta:
        model = Order
        skip_postgeneration_save = True

    class Params:
        carried_out = factory.Trait(
            outcome=Outcome.CARRIED_OUT,
            outcome_at=factory.LazyFunction(timezone.now),
            closed_at=factory.SelfAttribute("outcome_at"),
            wished=on_day(BEHIND),
            held=on_day(BEHIND),
        )
        cancelled = factory.Trait(
            outcome=Outcome.CANCELLED,
            outcome_reason=OutcomeReason.ORDERER_WITHDREW,
            outcome_at=factory.LazyFunction(timezone.now),
            closed_at=factory.SelfAttribute("outcome_at"),
        )
        # The wished day has passed and nobody has told how it ended.
        overdue = factory.Trait(wished=on_day(BEHIND))
        postponed = factory.Trait(postponed_at=factory.LazyFunction(timezone.now))
        searching = factory.Trait(search_opened_at=factory.LazyFunction(timezone.now))
        filled = factory.Trait(filled_at=factory.LazyFunction(timezone.now))
        convened = factory.Trait(called_together_at=factory.LazyFunction(timezone.now))
        asked = factory.Trait(question_open_at=factory.LazyFunction(timezone.now))

    network = factory.SubFactory(NetworkFactory)
    number = factory.Sequence(lambda n: n + 1)
    received_on = BEHIND
    year = factory.LazyAttribute(lambda order: (order.received_on or BEHIND).year)
    summary = factory.Sequence(lambda n: f"Verkostoneuvonpito {n}")
    kind = OrderKind.CLIENT_WORK
    organisation = factory.SubFactory(OrganisationFactory, network=factory.SelfAttribute("..network"))
    contact = factory.SubFactory(PersonFactory, network=factory.SelfAttribute("..network"))
    method = delivered_method = None
    method_label = factory.LazyAttribute(lambda order: order.method.name_fi if order.method else "")
    method_version = factory.LazyAttribute(lambda order: order.method and current_version(order.method))
    delivered_version = factory.LazyAttribute(
        lambda order: order.delivered_method and current_version(order.delivered_method)
    )
    organisation_label = factory.LazyAttribute(lambda order: order.organisation.name if order.organisation else "")
    contact_label = factory.LazyAttribute(lambda order: order.contact.name if order.contact else "")
    place = "kirjasto"
    wished = on_day(AHEAD)
    held = None
    register_date = factory.LazyAttribute(
        lambda order: next(
            day
            for day in (order.held and order.held.earliest, order.wished and order.wished.earliest, BEHIND)
            if day is not None
        )
    )
    register_first_year = factory.LazyAttribute(lambda order: order.register_date.year)
    register_last_year = factory.SelfAttribute("register_first_year")

    @factory.post_generation
    def slots(self, create, extracted, **kwargs):
        if create:
            for position, member in enumerate(extracted or []):
                SlotFactory(order=self, member=member, position=position)

    @factory.post_generation
    def concern(self, create, extracted, **kwargs):
        if create and extracted:
            ConcernFactory(order=self, text=extracted)


class SlotFactory(DjangoModelFactory):
    """The member is of the order's network unless one is given; ``member=None, name_label="…"`` is an imported one."""

    class Meta:
        model = Slot

    order = factory.SubFactory(OrderFactory)
    member = factory.SubFactory(MemberFactory, network=factory.SelfAttribute("..order.network"))
    role = SlotRole.LEAD
    name_label = factory.LazyAttribute(lambda slot: slot.member.person.name)


class ConcernFactory(DjangoModelFactory):
    class Meta:
        model = Concern

    order = factory.SubFactory(OrderFactory)
    text = "Koulupoissaolot ovat lisääntyneet."
    zone = None
    situation = ""

    @classmethod
    def _create(cls, model_class, *args, text, zone, situation, **kwargs):
        concern = model_class(*args, **kwargs)
        concern.write(text=text, zone=zone, situation=situation)
        concern.save()
        return concern


class ConcernOpeningFactory(DjangoModelFactory):
    """Open now."""

    class Meta:
        model = ConcernOpening

    order = factory.SubFactory(OrderFactory)
    user = factory.SubFactory(UserFactory)
    reason = "Valvova viranomainen pyysi selvityksen."
    opened_at = factory.LazyFunction(timezone.now)
    ends_at = factory.LazyAttribute(lambda row: row.opened_at + OPEN_FOR)


class PauseFactory(DjangoModelFactory):
    """A pause that goes on."""

    class Meta:
        model = Pause

    member = factory.SubFactory(MemberFactory)
    valid_from = BEHIND


class TrainingFactory(DjangoModelFactory):
    class Meta:
        model = Training

    network = factory.SubFactory(NetworkFactory)
    name = factory.Sequence("Verkostokonsulttikoulutus {}".format)
    category = Category.CONSULTANT
    date = on_day(BEHIND)


class ParticipantFactory(DjangoModelFactory):
    class Meta:
        model = TrainingParticipant

    training = factory.SubFactory(TrainingFactory)
    person = factory.SubFactory(PersonFactory, network=factory.SelfAttribute("..training.network"))
    name_label = factory.LazyAttribute(lambda participant: participant.person.name)


class BankHolderFactory(DjangoModelFactory):
    class Meta:
        model = BankHolder

    network = factory.SubFactory(NetworkFactory)
    organisation = factory.SubFactory(OrganisationFactory, network=factory.SelfAttribute("..network"))
    organisation_label = factory.LazyAttribute(lambda holder: holder.organisation.name)
    valid_from = BEHIND


class ImportPreviewFactory(DjangoModelFactory):
    """One training, read of a file."""

    class Meta:
        model = ImportPreview

    network = factory.SubFactory(NetworkFactory)
    created_by = factory.SubFactory(UserFactory)
    kind = ImportKind.TRAININGS
    file_name = "koulutukset.xlsx"
    rows = factory.LazyFunction(lambda: [[2, dict.fromkeys(sheet_of("trainings").names, "") | {"name": "Koulutus"}]])


class OutsideOrdererFactory(DjangoModelFactory):
    """Somebody without an account and in no directory who ordered by the public form."""

    class Meta:
        model = OutsideOrderer

    order = factory.SubFactory(OrderFactory, contact=None, contact_label="Maija Esimerkki", source="web")
    email = factory.Sequence("tilaaja{}@example.org".format)


class OrderQuestionFactory(DjangoModelFactory):
    class Meta:
        model = OrderQuestion
        skip_postgeneration_save = True

    order = factory.SubFactory(OrderFactory)
    text = "Montako osallistujaa tulee?"

    @factory.post_generation
    def opened(self, create, extracted, **kwargs):
        if create and self.answered_at is None:
            Order.objects.filter(pk=self.order_id).update(question_open_at=self.asked_at)
            self.order.refresh_from_db()


class EnquiryFactory(DjangoModelFactory):
    class Meta:
        model = Enquiry

    network = factory.SubFactory(NetworkFactory)
    name = "Kalle Kysyjä"
    email = factory.Sequence("kysyja{}@example.org".format)
    organisation_label = "Päiväkoti Pihlaja"
    text = "Mitä läheisneuvonpito maksaa?"


class AgreementFactory(DjangoModelFactory):
    class Meta:
        model = Agreement

    network = factory.SubFactory(NetworkFactory)
    organisation = factory.SubFactory(OrganisationFactory, network=factory.SelfAttribute("..network"))
    payer = "Kunta"


class AddressCodeFactory(DjangoModelFactory):
    class Meta:
        model = AddressCode

    email = factory.Sequence("koodi{}@example.org".format)
