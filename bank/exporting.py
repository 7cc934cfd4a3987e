"""What the bank holds of a person (``core.exporting``): the membership, what was led, what was ordered.

Never the concern of an order, nor an answer that is the concern written anew. The rows of older registers are not
here either: their cells name several people.
"""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bank.models import (
    Booking,
    ConcernOpening,
    Declaration,
    FeedbackRequest,
    HomeMunicipality,
    Invitation,
    Member,
    Order,
    OrderQuestion,
    OutsideOrderer,
    Pause,
    Qualification,
    SessionFacilitator,
    Slot,
    TrainingParticipant,
)
from bank.queries import enquiries_of
from core.exporting import Part, part_of
from network.models import Person

ORDER = {"order__number": _("order"), "order__year": _("year"), "order__summary": None}
DAYS = {"valid_from": None, "valid_to": None}


def person_parts(key: int, _within: int | None) -> list[Part]:
    """The exporter of the bank for ``network.person``."""
    of_member = Q(member__person=key)
    return [*_membership(key, of_member), *_work(of_member), *_orders(key)]


def account_parts(key: int, within: int | None) -> list[Part]:
    """The exporter of the bank for ``network.user``."""
    of_network = Q() if within is None else Q(order__network=within)
    return [
        part_of(
            "openings",
            _("Reading by exception"),
            ConcernOpening.objects.filter(of_network, user=key).order_by("pk"),
            {"order__number": _("order"), "order__year": _("year"), "reason": None, "opened_at": _("time")},
        )
    ]


def _membership(key: int, of_member: Q) -> list[Part]:
    facts = {"joined_on": None, "left_on": None, "languages": None, "yearly_limit_hours": None, "show_phone": None}
    members = Member.objects.filter(person=key).order_by("pk")
    return [
        part_of(
            "memberships", _("Membership of the bank"), members, facts | {"not_understood": _("of an older file")}
        ),
        part_of(
            "areas",
            _("Municipalities served"),
            members.filter(areas__isnull=False),
            {"areas__name_fi": _("municipality")},
        ),
        part_of(
            "qualifications",
            _("Qualifications"),
            Qualification.objects.filter(of_member).order_by("pk"),
            {"category": None, "method__name_fi": _("method"), "state": None, "expires_on": None, **DAYS},
        ),
        part_of(
            "homes",
            _("Home municipality"),
            HomeMunicipality.objects.filter(of_member).order_by("pk"),
            {"municipality__name_fi": _("municipality"), **DAYS},
        ),
        part_of("pauses", _("Pauses"), Pause.objects.filter(of_member).order_by("pk"), {"reason": None, **DAYS}),
        part_of(
            "trainings",
            pgettext_lazy("bank", "Trainings"),
            TrainingParticipant.objects.filter(person=key).order_by("pk"),
            {"training__name": None, "training__date_text": _("time"), "name_label": _("name"), "qualified_on": None},
        ),
    ]


def _work(of_member: Q) -> list[Part]:
    session = {"session__order__number": _("order"), "session__order__year": _("year")}
    return [
        part_of(
            "places",
            _("Places in teams"),
            Slot.objects.filter(of_member).order_by("pk"),
            ORDER
            | {
                "role": None,
                "name_label": _("name"),
                "assigned_at": _("since"),
                "removed_at": _("taken out"),
                "removed_reason": None,
            },
        ),
        part_of(
            "invitations",
            _("Invitations to orders"),
            Invitation.objects.filter(of_member).order_by("pk"),
            ORDER
            | {
                "sent_at": _("sent"),
                "reply_by": None,
                "asked_text": _("date asked for"),
                "answer": None,
                "answered_at": _("answered"),
                "decline_reason": None,
                "decline_note": None,
                "ask_again_on": None,
                "exception": None,
            },
        ),
        part_of(
            "declarations",
            _("Declarations of being an outsider"),
            Declaration.objects.filter(of_member).order_by("pk"),
            ORDER | {"at": _("time"), "outside_case": None, "outside_matter": None, "outside_unit": None},
        ),
        part_of(
            "bookings",
            _("Bookings"),
            Booking.objects.filter(of_member).order_by("pk"),
            session | {"starts_at": _("starts"), "ends_at": _("ends")},
        ),
        part_of(
            "sessions",
            _("Sessions facilitated"),
            SessionFacilitator.objects.filter(of_member).order_by("pk"),
            session
            | {
                "session__held_text": _("held"),
                "name_label": _("name"),
                "part": None,
                "minutes": None,
                "travel_minutes": None,
                "kilometres": None,
            },
        ),
        part_of(
            "feedback_requests",
            _("Requests for feedback"),
            FeedbackRequest.objects.filter(of_member).order_by("pk"),
            ORDER | {"asked_at": _("asked"), "reminded_at": _("reminded"), "answered_at": _("answered")},
        ),
    ]


def _orders(key: int) -> list[Part]:
    of_orders = Q(order__contact=key)
    return [
        part_of(
            "orders",
            _("Orders as the contact person"),
            Order.objects.filter(contact=key).order_by("pk"),
            {
                "number": _("order"),
                "year": _("year"),
                "received_on": None,
                "summary": None,
                "method_label": _("method"),
                "organisation_label": _("organisation"),
                "contact_label": _("contact person"),
                "place": None,
                "municipality_label": _("municipality"),
                "wished_text": _("wished date"),
                "held_text": _("held"),
                "outcome": None,
            },
        ),
        part_of(
            "order_addresses",
            _("Addresses given with orders"),
            OutsideOrderer.objects.filter(of_orders).order_by("pk"),
            ORDER | {"email": None, "phone": None, "language": None},
        ),
        part_of(
            "order_questions",
            _("Questions asked about orders"),
            OrderQuestion.objects.filter(of_orders, returned=False).order_by("pk"),
            ORDER | {"asked_at": _("asked"), "text": None, "answer": None, "answered_at": _("answered")},
        ),
        part_of(
            "enquiries",
            _("Enquiries"),
            _enquiries(key),
            {
                "received_at": _("received"),
                "name": None,
                "email": None,
                "phone": None,
                "organisation_label": None,
                "text": None,
                "answer": None,
                "answered_at": _("answered"),
            },
        ),
    ]


def _enquiries(key: int) -> QuerySet:
    return enquiries_of(Person.objects.get(pk=key)).order_by("pk")
