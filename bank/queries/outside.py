"""What orderers read of their own order, and whom an order from outside speaks of."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bank.enums import LEADING, FeedbackSide, Status
from bank.models import Concern, Enquiry, Order, OrderQuestion
from bank.queries.concerns import readings_of
from bank.queries.status import status_of, team_of
from core.folding import fold
from core.models import ViewLog
from network.models import Network, Organisation, Person

LISTED_ORGANISATIONS = 300

# Where an order stands, to somebody who has ordered for the first time.
SENTENCES: dict[str, Promise] = {
    Status.RECEIVED: gettext_lazy(
        "Your order has arrived. The coordinator reads it and begins to look for facilitators."
    ),
    Status.QUESTION: gettext_lazy("The coordinator has a question for you. The work goes on when you have answered."),
    Status.SEARCHING: gettext_lazy("Facilitators are being sought for your order."),
    Status.FILLED: gettext_lazy("Facilitators have been found. Next the participants are called together."),
    Status.CONVENED: gettext_lazy("The participants have been called together."),
    Status.POSTPONED: gettext_lazy("The meeting is held later. A new date has not been agreed yet."),
    Status.OVERDUE: gettext_lazy("The wished date has passed. The coordinator has not yet recorded how it went."),
    Status.CARRIED_OUT: gettext_lazy("What you ordered has been held. Thank you."),
    Status.OTHERWISE: gettext_lazy("What you ordered was carried out in another way."),
    Status.NOT_CARRIED_OUT: gettext_lazy("What you ordered was not held."),
    Status.CANCELLED: gettext_lazy("The order was cancelled."),
}


@dataclass(frozen=True)
class Step:
    """One step of an order: its name, when it was done or is wished, and whether it has been done."""

    name: str
    words: str
    done: bool


@dataclass(frozen=True)
class OwnOrder:
    """An order as its orderer sees it; nothing of other orders, and of the concern who has read it."""

    status: Status
    sentence: str
    steps: list[Step]
    # Shape: [{"name": str, "phone": "" unless the facilitator lets it be shown}]
    team: list[dict[str, str]]
    questions: list[OrderQuestion]
    concern: Concern | None
    # Who has read the concern, newest first.
    readings: list[ViewLog]
    # Where to tell how it went, while that is asked and has not been told.
    feedback_url: str = ""

    @property
    def answered(self) -> list[OrderQuestion]:
        return [question for question in self.questions if question.answered_at is not None]

    @property
    def open_question(self) -> OrderQuestion | None:
        return next((question for question in self.questions if question.answered_at is None), None)


def sentence_of(status: Status) -> str:
    """Where an order stands, in plain words for its orderer."""
    return str(SENTENCES[status])


def own_order(order: Order) -> OwnOrder:
    """The order for its orderer's page; five queries, or six with facilitators."""
    status = status_of(order)
    slots = order.slots.filter(removed_at__isnull=True, role__in=LEADING).exclude(name_label="")
    order_of_slots = {slot.pk: place for place, slot in enumerate(team_of(order))}
    leads = sorted(slots.select_related("member__person"), key=lambda slot: order_of_slots[slot.pk])
    steps = [
        _step(_("Received"), order.received_on),
        _step(_("Facilitators found"), order.filled_at),
        _step(_("Called together"), order.called_together_at),
        Step(_("Held"), order.held_text, done=True)
        if order.held_text
        else Step(_("Wished date"), order.wished_text or "–", done=False),
    ]
    team = [
        {"name": slot.name_label, "phone": slot.member.person.phone if slot.member and slot.member.show_phone else ""}
        for slot in leads
    ]
    asked = order.feedback_requests.filter(
        side=FeedbackSide.ORDERER, answered_at=None, closes_on__gte=timezone.localdate()
    ).first()
    return OwnOrder(
        status,
        sentence_of(status),
        steps,
        team,
        list(order.questions.all()),
        Concern.objects.filter(order=order).defer("sealed").first(),
        readings_of(order),
        feedback_url=asked.get_absolute_url() if asked else "",
    )


def organisation_names(network: Network) -> list[str]:
    """The names of the network's organisations of today, which are public, for a list of suggestions; one query."""
    rows = Organisation.objects.kept().filter(network=network).on(timezone.localdate()).order_by("name")
    return list(dict.fromkeys(rows.values_list("name", flat=True)[:LISTED_ORGANISATIONS]))


def organisation_named(network: Network, name: str) -> Organisation | None:
    """The one organisation of today with just this name, in any spelling of its letters; ``None`` for none or two."""
    found = Organisation.objects.kept().filter(network=network).on(timezone.localdate()).search(name)
    same = [row for row in found.prefetch_related("merged") if fold(name) in map(fold, row.all_names)]
    return same[0] if len(same) == 1 else None


def person_with_address(network: Network, email: str) -> Person | None:
    """The one person of the network who has the address; ``None`` when nobody or several share it."""
    if not email:
        return None
    people = list(Person.objects.filter(Q(email=email) | Q(user__email=email), network=network)[:2])
    return people[0] if len(people) == 1 else None


def enquiries_of(person: Person) -> QuerySet[Enquiry]:
    """Enquiries that came from the person: the address is the same, and the name holds the surname.

    Several people can write from one address of an office.
    """
    found = Enquiry.objects.filter(network=person.network_id)
    if not (person.email and person.last_name):
        return found.none()
    names = found.filter(email=person.email).values_list("pk", "name")
    return found.filter(pk__in=[key for key, name in names if fold(person.last_name) in fold(name)])


def initial_of_enquiry(enquiry: Enquiry) -> dict[str, Any]:
    """What an order made of an enquiry begins with."""
    return {
        "organisation": organisation_named(enquiry.network, enquiry.organisation_label),
        "contact": person_with_address(enquiry.network, enquiry.email),
        "municipality": enquiry.municipality,
        "received_on": timezone.localdate(enquiry.received_at),
    }


def _step(name: str, when: date | datetime | None) -> Step:
    if isinstance(when, datetime):
        when = timezone.localtime(when)
    return Step(name, date_format(when, "j.n.Y") if when else _("not yet"), done=when is not None)
