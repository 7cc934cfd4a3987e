"""How long the bank keeps what it holds: its rules of retention (``core.retention``)."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bank.enums import MASK
from bank.models import Concern, ConcernOpening, Enquiry, Feedback, Member, Order
from bank.services import end_profiles, forget_words, mask_enquiries, take_names_off, wipe_concern
from core.dates import end_of, months_before
from core.retention import Rule, delete_rows, register_rule

ORDER_MONTHS, FEEDBACK_MONTHS, MEMBER_MONTHS = 24, 12, 6


def due_concerns(day: date) -> QuerySet[Order]:
    """The orders whose concern's time is over: an order is locked before its concern, as everywhere."""
    return Order.objects.filter(concern_row__in=Concern.objects.to_be_wiped(day))


def wipe(orders: list[Order]) -> None:
    for order in orders:
        wipe_concern(order, because="time", actor=None)
        # Whoever has the form open still would write the concern back without noticing.
        order.version += 1
        order.save(update_fields=["version", "updated_at"])


def due_feedback(day: date) -> QuerySet[Feedback]:
    return Feedback.objects.filter(given_on__lte=months_before(day, FEEDBACK_MONTHS)).exclude(text="")


def due_orders(day: date) -> QuerySet[Order]:
    """Orders that were closed 24 months ago; one that nobody has closed still waits in the queue, with its names."""
    return Order.objects.filter(
        closed_at__lt=end_of(months_before(day, ORDER_MONTHS)), names_taken_off_at__isnull=True
    )


def due_enquiries(day: date) -> QuerySet[Enquiry]:
    """Enquiries of 24 months ago, answered or not."""
    return Enquiry.objects.filter(received_at__lt=end_of(months_before(day, ORDER_MONTHS))).exclude(name=MASK)


def due_openings(day: date) -> QuerySet[ConcernOpening]:
    """Openings of 24 months ago: as long as the log of readings is kept, whose reasons they hold."""
    return ConcernOpening.objects.filter(opened_at__lt=end_of(months_before(day, ORDER_MONTHS)))


def due_members(day: date) -> QuerySet[Member]:
    """Those who left the bank six months ago."""
    return Member.objects.filter(left_on__lte=months_before(day, MEMBER_MONTHS), erased_at__isnull=True)


register_rule(
    Rule(
        "bank.concern",
        what=_("The concern of an order"),
        kept=_("30 days after the event, at most 12 months"),
        then=_("its key is destroyed"),
        due=due_concerns,
        act=wipe,
    )
)
register_rule(
    Rule(
        "bank.feedback",
        what=_("Feedback in own words"),
        kept=_("12 months"),
        then=_("figures only"),
        due=due_feedback,
        act=forget_words,
    )
)
register_rule(
    Rule(
        "bank.order",
        what=_("Orders and assignments"),
        kept=_("24 months after the order was closed"),
        then=_("names off, counts stay"),
        due=due_orders,
        act=take_names_off,
    )
)
register_rule(
    Rule(
        "bank.enquiry",
        what=_("Enquiries"),
        kept=_("24 months"),
        then=_("names and words off"),
        due=due_enquiries,
        act=mask_enquiries,
    )
)
register_rule(
    Rule(
        "bank.member",
        what=_("Profiles of members of the bank"),
        kept=_("membership and 6 months"),
        then=_("erased, assignments masked"),
        due=due_members,
        act=end_profiles,
    )
)
register_rule(
    Rule(
        "bank.concern_opening",
        what=_("Concerns opened by exception"),
        kept=_("24 months"),
        then=_("deleted"),
        due=due_openings,
        act=delete_rows,
    )
)
