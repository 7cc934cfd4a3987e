"""Erasing a person takes the name out of everything that the bank has copied it into."""

import pytest

from bank.enums import MASK
from bank.models import Booking, ImportedRow, Invitation, OutsideOrderer, SessionFacilitator, Slot, TrainingParticipant
from core.models import StoredFile
from network.services import erase_person, merge_people
from tests.factories.bank import (
    EnquiryFactory,
    MemberFactory,
    OrderFactory,
    OutsideOrdererFactory,
    ParticipantFactory,
    SlotFactory,
    TrainingFactory,
)
from tests.factories.bank_life import SessionFactory
from tests.factories.bank_teams import AskedFactory, PlaceFactory
from tests.factories.core import StoredFileFactory
from tests.factories.network import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ledger")]
NAME = "Aada Esimerkki"


@pytest.fixture
def person(network):
    return PersonFactory(network=network, first_name="Aada", last_name="Esimerkki", email="aada@kunta.example")


@pytest.fixture
def bank_member(network, person):
    return MemberFactory(network=network, person=person)


def test_contact_of_an_order_goes_and_the_order_stays(network, person):
    order = OrderFactory(network=network, contact=person)
    OutsideOrdererFactory(order=order)
    ImportedRow.objects.create(
        order=order, register="2009", row="1", cells={"Tilaaja": "sos.tt. Esimerkki", "Paikka": "Lohja"}
    )
    report = StoredFileFactory(subject=order, kind="bank.order_report", ready=True)
    version = order.version

    erase_person(person, actor=None)

    order.refresh_from_db()
    assert (order.contact, order.contact_label, order.version > version) == (None, "", True)
    assert order.imported_row.cells == {"Tilaaja": MASK, "Paikka": "Lohja"}
    assert not OutsideOrderer.objects.exists()
    assert not StoredFile.objects.filter(pk=report.pk).exists()


def test_names_in_orders_that_are_over_are_masked_and_places_of_others_are_open_again(
    network, coordinator, person, bank_member
):
    over = OrderFactory(network=network, carried_out=True)
    going_on = OrderFactory(network=network)
    old, new = (SlotFactory(order=order, member=bank_member, name_label=NAME) for order in (over, going_on))
    part = SessionFacilitator.objects.create(
        session=SessionFactory(order=over), member=bank_member, name_label=NAME, minutes=90
    )
    AskedFactory(slot=PlaceFactory(order=going_on), member=bank_member)

    erase_person(person, actor=None)

    for row in (old, new, part, bank_member):
        row.refresh_from_db()
    assert [(row.member, row.name_label) for row in (old, new, part)] == [(None, MASK), (None, ""), (None, MASK)]
    assert (part.minutes, bank_member.person.name) == (90, f"Poistettu henkilö {person.pk}")
    assert (bank_member.left_on is None, bank_member.erased_at is None) == (False, False)
    assert (Invitation.objects.count(), Booking.objects.count()) == (0, 0)


def test_names_that_lead_to_nobody_are_masked_unless_a_namesake_may_be_meant(network, other_network, person):
    for place in (network, other_network):
        SlotFactory(order=OrderFactory(network=place), member=None, name_label="Esimerkki Aada")
    other = SlotFactory(order=OrderFactory(network=network), member=None, name_label="Aada Esimerkkinen")

    erase_person(person, actor=None)

    other.refresh_from_db()
    labels = {slot.order.network.slug: slot.name_label for slot in Slot.objects.exclude(pk=other.pk)}
    assert labels == {"oma": MASK, "toinen": "Esimerkki Aada"}
    assert other.name_label == "Aada Esimerkkinen"


def test_name_of_a_namesake_is_not_masked(network, person):
    PersonFactory(network=network, first_name="Aada", last_name="Esimerkki")
    slot = SlotFactory(order=OrderFactory(network=network), member=None, name_label=NAME)

    erase_person(person, actor=None)

    slot.refresh_from_db()
    assert slot.name_label == NAME


def test_trainings_and_enquiries_lose_the_name(network, person):
    ParticipantFactory(training=TrainingFactory(network=network), person=person, name_label=NAME)
    own = EnquiryFactory(network=network, name=NAME, email="aada@kunta.example")
    others = EnquiryFactory(network=network, name="Toinen Malli", email="aada@kunta.example")

    erase_person(person, actor=None)

    own.refresh_from_db()
    others.refresh_from_db()
    assert TrainingParticipant.objects.get().name_label == MASK
    assert (own.name, own.email, others.name) == (MASK, "", "Toinen Malli")


def test_copied_name_of_a_merged_double_goes_too(network, person):
    double = PersonFactory(network=network, first_name="Aaada", last_name="Malli")
    slot = SlotFactory(
        order=OrderFactory(network=network),
        member=MemberFactory(network=network, person=double),
        name_label="Aaada Malli",
    )
    loose = SlotFactory(order=OrderFactory(network=network), member=None, name_label="Aaada Malli")
    merge_people(double, into=person, actor=None)

    erase_person(person, actor=None)

    slot.refresh_from_db()
    loose.refresh_from_db()
    assert "Malli" not in f"{slot.name_label} {loose.name_label}"


def test_erasing_twice_is_harmless(network, person, bank_member):
    erase_person(person, actor=None)

    done = erase_person(person, actor=None)

    assert (done["memberships of the bank"], done["names in teams"]) == (0, 0)
