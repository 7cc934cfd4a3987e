"""The bank's rules of retention: each on the last day it keeps and on the first day it lets go."""

import datetime

import pytest
from django.utils import timezone

from bank.enums import MASK
from bank.models import (
    Booking,
    Declaration,
    Enquiry,
    Feedback,
    FeedbackRequest,
    ImportedRow,
    Invitation,
    Member,
    Order,
    OrderQuestion,
    OutsideOrderer,
    Pause,
    Session,
    SessionFacilitator,
    Slot,
)
from bank.queries import facilitators_of
from core.models import LogEntry, StoredFile
from core.retention import rehearse, run, schedule
from network.models import Person, Position
from tests.factories.bank import (
    EnquiryFactory,
    MemberFactory,
    OrderFactory,
    OrderQuestionFactory,
    OutsideOrdererFactory,
    ParticipantFactory,
    PauseFactory,
)
from tests.factories.bank_life import FeedbackFactory, FeedbackRequestFactory, SessionFactory
from tests.factories.bank_teams import AskedFactory, PlaceFactory
from tests.factories.core import StoredFileFactory
from tests.factories.network import GroupMembershipFactory, PositionFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2027, 6, 15)
DAY = datetime.timedelta(days=1)
# The last day whose data goes today, by months.
MONTHS = {6: datetime.date(2026, 12, 15), 12: datetime.date(2026, 6, 15), 24: datetime.date(2025, 6, 15)}


def evening(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(23, 59)))


def done(name):
    """How many rows a rule has let go today."""
    before = rehearse(TODAY)[name]
    assert run(TODAY).counts.get(name, 0) == before
    return before


def test_the_schedule_of_the_bank():
    names = [rule.name for rule in schedule() if rule.name.startswith("bank.")]

    assert names == [
        "bank.concern",
        "bank.concern_opening",
        "bank.enquiry",
        "bank.feedback",
        "bank.member",
        "bank.order",
    ]


@pytest.mark.parametrize(("days", "gone"), [(0, 1), (1, 0)])
def test_feedback_keeps_its_figures_after_twelve_months(network, days, gone):
    answer = FeedbackFactory(
        order=OrderFactory(network=network), given_on=MONTHS[12] + days * DAY, text="Hyvä.", answers={"heard": 4}
    )

    assert done("bank.feedback") == gone
    answer = Feedback.objects.get(pk=answer.pk)
    assert (answer.text, answer.answers) == ("" if gone else "Hyvä.", {"heard": 4})


@pytest.mark.parametrize(("days", "gone"), [(0, 1), (1, 0)])
def test_enquiries_lose_names_and_words_after_24_months(network, days, gone):
    enquiry = EnquiryFactory(network=network, phone="050", received_at=evening(MONTHS[24] + days * DAY))

    assert done("bank.enquiry") == gone
    left = Enquiry.objects.get(pk=enquiry.pk)
    kept = (enquiry.name, enquiry.email, enquiry.phone, enquiry.text)
    assert (left.name, left.email, left.phone, left.text) == ((MASK, "", "", MASK) if gone else kept)
    assert left.organisation_label == enquiry.organisation_label


@pytest.fixture
def whole_order(network, consultant):
    """An order with all that can hang on it, closed on a day."""

    def make(closed_on):
        order = OrderFactory(network=network, carried_out=True, slots=[consultant], closed_at=evening(closed_on))
        PlaceFactory(order=order)
        first = AskedFactory(slot=PlaceFactory(order=order), member=consultant)
        Invitation.objects.filter(pk=first.pk).update(ended_at=timezone.now(), end="replaced")
        AskedFactory(slot=first.slot, member=consultant, confirms=first)
        session = SessionFactory(order=order, kind="meeting")
        SessionFacilitator.objects.create(session=session, member=consultant, name_label="Kalle", minutes=90)
        now = timezone.now()
        Booking.objects.create(session=session, member=consultant, starts_at=now, ends_at=now + DAY)
        Declaration.objects.create(order=order, member=consultant, outside_case=True, outside_matter=True,
                                   outside_unit=True)  # fmt: skip
        FeedbackRequestFactory(order=order)
        FeedbackFactory(order=order, given_on=TODAY, text="Hyvä.")
        OutsideOrdererFactory(order=order)
        OrderQuestionFactory(order=order, answered_at=now, answer="Kuusi.")
        ImportedRow.objects.create(
            order=order, register="2009", row="1", cells={"Vetäjä": "Kalle"}, uncertain={"x": "y"}
        )
        StoredFileFactory(subject=order, kind="bank.order_report", ready=True)
        return order

    return make


def test_an_order_loses_its_names_24_months_after_it_was_closed_and_keeps_its_counts(whole_order):
    order = whole_order(MONTHS[24])

    assert done("bank.order") == 1

    left = Order.objects.get(pk=order.pk)
    assert (left.contact, left.contact_label, left.version) == (None, "", 1)
    assert (left.summary, left.outcome, left.organisation_label) == (
        order.summary,
        "carried_out",
        order.organisation_label,
    )
    assert len(facilitators_of(left)) == 1
    assert set(Slot.objects.filter(order=order).exclude(name_label="").values_list("member", "name_label")) == {
        (None, MASK)
    }
    assert list(SessionFacilitator.objects.values_list("member", "name_label", "minutes")) == [(None, MASK, 90)]
    gone = [Booking, Declaration, FeedbackRequest, Invitation, OrderQuestion, OutsideOrderer, StoredFile]
    assert [model.__name__ for model in gone if model.objects.exists()] == []
    assert list(ImportedRow.objects.values_list("cells", "uncertain")) == [({}, {})]
    assert (Feedback.objects.get().text, Session.objects.count()) == ("Hyvä.", 1)
    assert LogEntry.objects.of(order).get().action == "bank.order.names_taken_off"


def test_an_order_keeps_its_names_until_that_day(whole_order, consultant):
    order = whole_order(MONTHS[24] + DAY)

    assert done("bank.order") == 0
    assert Order.objects.get(pk=order.pk).contact == order.contact
    assert Slot.objects.filter(order=order, member=consultant).exists()
    assert Invitation.objects.count() == 2


def test_the_names_of_an_order_are_taken_off_once(whole_order):
    whole_order(MONTHS[24])

    assert (done("bank.order"), done("bank.order")) == (1, 0)


def test_an_order_that_nobody_has_closed_keeps_its_names(network):
    OrderFactory(network=network, overdue=True)
    OrderFactory(network=network, carried_out=True, closed_at=None, outcome_at=evening(MONTHS[24]))

    assert done("bank.order") == 0


def test_the_page_of_an_order_without_names_opens(whole_order, coordinator, client_as):
    order = whole_order(MONTHS[24])
    done("bank.order")

    assert client_as(coordinator).get(order.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(("days", "gone"), [(0, 1), (1, 0)])
def test_the_profile_of_a_member_goes_six_months_after_leaving(network, days, gone):
    member = MemberFactory(network=network, left_on=MONTHS[6] + days * DAY, show_phone=True, languages=["fi"])
    MemberFactory(network=network)
    PauseFactory(member=member, reason="Vapaalla")
    PositionFactory(person=member.person)

    assert done("bank.member") == gone
    left = Member.objects.get(pk=member.pk)
    nobody = (f"Entinen jäsen {member.pk}", "", "")
    kept = (member.person.name, member.person.email, member.person.phone)
    assert (left.person.name, left.person.email, left.person.phone) == (nobody if gone else kept)
    assert (left.person.pk, left.show_phone, left.languages) == (member.person_id, not gone, [] if gone else ["fi"])
    assert (Pause.objects.exists(), Position.objects.exists()) == (not gone, not gone)
    assert done("bank.member") == 0


def test_the_numbers_of_earlier_days_stay_when_profiles_go(network):
    member = MemberFactory(network=network, left_on=MONTHS[6])

    done("bank.member")

    assert Member.objects.in_bank(MONTHS[6] - DAY).get() == member
    assert member.qualifications.on(MONTHS[6]).get().category == "consultant"


@pytest.mark.parametrize("known", ["account", "contact of an order", "group", "training"])
def test_a_former_member_who_is_known_in_another_way_stays_in_the_directory(network, known):
    member = MemberFactory(network=network, left_on=MONTHS[6])
    person = member.person
    if known == "account":
        person.user = UserFactory()
        person.save()
    elif known == "contact of an order":
        OrderFactory(network=network, contact=person)
    elif known == "group":
        GroupMembershipFactory(group__network=network, person=person)
    else:
        ParticipantFactory(training__network=network, person=person)

    done("bank.member")

    left = Member.objects.get(pk=member.pk)
    assert (left.person.name, left.person != person) == (f"Entinen jäsen {member.pk}", True)
    assert Person.objects.get(pk=person.pk).name == person.name


def test_what_a_former_member_led_keeps_a_place_without_the_name(network, whole_order, consultant):
    order = whole_order(TODAY - DAY)
    partner = MemberFactory(network=network)
    Slot.objects.create(order=order, member=partner, name_label=str(partner))
    Member.objects.filter(pk=consultant.pk).update(left_on=MONTHS[6])

    assert done("bank.member") == 1

    assert sorted(Slot.objects.filter(order=order).exclude(name_label="").values_list("name_label", flat=True)) == (
        sorted([str(partner), MASK])
    )
    assert list(SessionFacilitator.objects.values_list("member", "name_label", "minutes")) == [(None, MASK, 90)]
    assert not Invitation.objects.exists()
    assert Order.objects.get(pk=order.pk).contact == order.contact
    entry = LogEntry.objects.get(action="bank.member.erased")
    assert (entry.target_id, entry.changes) == (consultant.pk, {})
