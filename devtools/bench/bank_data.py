"""The bank of the data set: members, and orders with their teams, invitations, sessions, steps and feedback."""

from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from bank.enums import (
    Answer,
    Category,
    DeclineReason,
    FeedbackSide,
    InvitationEnd,
    OrderKind,
    OrderStep,
    Outcome,
    OutcomeReason,
    SessionKind,
)
from bank.models import (
    Agreement,
    Enquiry,
    Feedback,
    FeedbackRequest,
    HomeMunicipality,
    Invitation,
    Member,
    Order,
    OrderCounter,
    OrderEvent,
    Qualification,
    Session,
    SessionFacilitator,
    Slot,
)
from core.fuzzydates import FuzzyDate, Precision
from methods.models import Method
from network.models import Municipality, Network, Organisation, Person, Position

BATCH = 5000
PLACES = 12
# Of the orders without an outcome, how far each came.
OPEN_STAGES = ["received", "question", "searching", "filled", "convened", "postponed"]


def make_members(random: Random, home: Network, people: list[Person], organisations: list[Organisation],
                 today: date) -> list[Member]:  # fmt: skip
    """Members with two qualifications, of which every tenth runs out soon, with a home and an employer."""
    places = list(Municipality.objects.filter(valid_to=None).order_by("pk")[:PLACES])
    members = Member.objects.bulk_create(
        Member(network=home, person=person, joined_on=date(2008, 1, 1), languages=["fi"]) for person in people
    )
    Qualification.objects.bulk_create(
        Qualification(
            member=member,
            category=category,
            valid_from=date(2008, 1, 1),
            expires_on=today + timedelta(days=random.randrange(-30, 600)) if random.random() < 0.1 else None,
        )
        for member in members
        for category in random.sample(Category.values, 2)
    )
    HomeMunicipality.objects.bulk_create(
        HomeMunicipality(member=member, municipality=random.choice(places)) for member in members
    )
    Position.objects.bulk_create(
        Position(person=member.person, organisation=random.choice(organisations), valid_from=date(2008, 1, 1))
        for member in members
    )
    return members


def make_orders(random: Random, home: Network, count: int, organisations: list[Organisation], people: list[Person],
                members: list[Member], today: date) -> None:  # fmt: skip
    """So many orders of ten years, two of a hundred still open; agreements with a fourth of those who order."""
    methods = list(Method.objects.orderable())
    places = list(Municipality.objects.filter(valid_to=None).order_by("pk")[:PLACES])
    # Some are never asked.
    asked = members[: len(members) * 19 // 20]
    numbers: dict[int, int] = {}
    for first in range(0, count, BATCH):
        ages = [n / count for n in range(first, min(first + BATCH, count))]
        made = Order.objects.bulk_create(
            _order(random, home, age, organisations, people, methods, places, numbers, today) for age in ages
        )
        _teams(random, made, asked, today)
        _events(made)
        _feedback(random, [order for order, age in zip(made, ages, strict=True) if age > 0.8], today)
    OrderCounter.objects.bulk_create(
        OrderCounter(network=home, year=year, last=last) for year, last in numbers.items()
    )
    Agreement.objects.bulk_create(
        Agreement(
            network=home,
            organisation=organisation,
            payer="Kunta",
            valid_from=date(2010, 1, 1),
            valid_to=today + timedelta(days=random.randrange(10, 900)),
        )
        for organisation in organisations[::4]
    )
    Enquiry.objects.bulk_create(
        Enquiry(
            network=home, name="Kysyjä", text="Mitä tilaaminen maksaa?", answered_at=None if n < 20 else _at(today)
        )
        for n in range(500)
    )


def _order(random: Random, home: Network, age: float, organisations: list, people: list, methods: list, places: list,
           numbers: dict[int, int], today: date) -> Order:  # fmt: skip
    """The ``age``-th (0 oldest, 1 newest) order of ten years; two of five among the newest twentieth are open."""
    day = today - timedelta(days=int(3650 * (1 - age)))
    held = day + timedelta(days=random.randrange(20, 240))
    method, organisation, place = random.choice(methods), random.choice(organisations), random.choice(places)
    numbers[day.year] = numbers.get(day.year, 0) + 1
    outcome = random.choices(Outcome.values, weights=[70, 4, 14, 12])[0]
    if (age > 0.95 and random.random() < 0.4) or held >= today:
        outcome = ""
    order = Order(
        network=home,
        year=day.year,
        number=numbers[day.year],
        received_on=day,
        summary=f"{method.name_fi}, {organisation.name}",
        kind=random.choice(OrderKind.values),
        method=method,
        method_label=method.name_fi,
        organisation=organisation,
        organisation_label=organisation.name,
        contact=random.choice(people),
        municipality=place,
        municipality_label=place.name_fi,
        place=place.name_fi,
        participants="12 työntekijää",
        outcome=outcome,
        outcome_reason=random.choice(OutcomeReason.values) if outcome not in ("", Outcome.CARRIED_OUT) else "",
        register_date=held,
        register_first_year=held.year,
        register_last_year=held.year,
    )
    order.contact_label = order.contact.name
    order.wished = FuzzyDate(held, held, Precision.DAY, f"{held.day}.{held.month}.{held.year}")
    _facts(random, order, day, held, is_new=age > 0.99)
    return order


def _facts(random: Random, order: Order, day: date, held: date, *, is_new: bool) -> None:
    """The facts from which the status follows; of the newest, ended orders have not been closed."""
    stage = "convened" if order.outcome else random.choice(OPEN_STAGES)
    reached = OPEN_STAGES.index(stage)
    if stage == "question":
        order.question_open_at = _at(day)
    if reached >= OPEN_STAGES.index("searching"):
        order.search_opened_at = _at(day + timedelta(days=2))
    if reached >= OPEN_STAGES.index("filled"):
        order.filled_at = _at(day + timedelta(days=random.randrange(4, 15)))
    if stage == "convened":
        order.called_together_at = _at(day + timedelta(days=16))
    if stage == "postponed":
        order.postponed_at, order.wished = _at(day + timedelta(days=17)), None
    if order.outcome:
        order.outcome_at = _at(held)
        order.closed_at = None if is_new else order.outcome_at
    if order.outcome == Outcome.CARRIED_OUT:
        order.held, order.delivered_method, order.delivered_label = order.wished, order.method, order.method_label


def _teams(random: Random, orders: list[Order], members: list[Member], today: date) -> None:
    """Two places for each order; one member declined, two accepted or, where nobody is found yet, one is asked."""
    slots, invitations = [], []
    for order in orders:
        found = bool(order.filled_at)
        people = random.sample(members, 3)
        places = [
            Slot(order=order, member=member if found else None, name_label=member.person.name if found else "",
                 category=Category.CONSULTANT, position=position)
            for position, member in enumerate(people[:2])
        ]  # fmt: skip
        slots += places
        if not order.search_opened_at:
            continue
        asked = {"order": order, "sent_at": order.search_opened_at,
                 "reply_by": (order.search_opened_at + timedelta(days=7)).date()}  # fmt: skip
        declined = {"answer": Answer.DECLINED, "answered_at": asked["sent_at"], "decline_reason": DeclineReason.TIME}
        invitations.append(Invitation(slot=places[0], member=people[2], **asked, **declined))
        if found:
            accepted = {"answer": Answer.ACCEPTED, "answered_at": order.filled_at}
            invitations += [
                Invitation(slot=slot, member=member, **asked, **accepted)
                for slot, member in zip(places, people, strict=False)
            ]
        elif random.random() < 0.5:
            asked["reply_by"] = today + timedelta(days=random.randrange(-5, 10))
            invitations.append(Invitation(slot=places[0], member=people[0], **asked))
        elif random.random() < 0.5:
            ended = {"end": InvitationEnd.WITHDRAWN, "ended_at": asked["sent_at"]}
            invitations.append(Invitation(slot=places[0], member=people[0], **asked, **ended))
    Slot.objects.bulk_create(slots)
    Invitation.objects.bulk_create(invitations)
    _sessions(random, orders, slots)


def _sessions(random: Random, orders: list[Order], slots: list[Slot]) -> None:
    """A held meeting for each order that was carried out, and a follow-up for every eighth of them."""
    teams: dict[int, list[Slot]] = {}
    for slot in slots:
        teams.setdefault(slot.order_id, []).append(slot)
    carried_out = [order for order in orders if order.outcome == Outcome.CARRIED_OUT]
    meetings = [
        Session(order=order, kind=SessionKind.MEETING, date=order.held, held=order.held) for order in carried_out
    ]
    Session.objects.bulk_create(meetings)
    SessionFacilitator.objects.bulk_create(
        SessionFacilitator(session=meeting, member=slot.member, name_label=slot.name_label,
                           minutes=random.randrange(90, 300, 30), travel_minutes=60, kilometres=40)
        for meeting in meetings
        for slot in teams[meeting.order_id]
    )  # fmt: skip
    Session.objects.bulk_create(
        Session(order=order, kind=SessionKind.FOLLOW_UP, held=order.held if order.closed_at else None)
        for order in carried_out[::8]
    )


def _events(orders: list[Order]) -> None:
    facts = [
        (OrderStep.SEARCH_OPENED, "search_opened_at"),
        (OrderStep.FILLED, "filled_at"),
        (OrderStep.CALLED_TOGETHER, "called_together_at"),
        (OrderStep.OUTCOME, "outcome_at"),
        (OrderStep.CLOSED, "closed_at"),
    ]
    OrderEvent.objects.bulk_create(
        [OrderEvent(order=order, step=OrderStep.LOGGED, at=_at(order.received_on)) for order in orders]
        + [
            OrderEvent(order=order, step=step, at=getattr(order, fact))
            for order in orders
            for step, fact in facts
            if getattr(order, fact)
        ]
    )


def _feedback(random: Random, orders: list[Order], today: date) -> None:
    """The orderer was asked and mostly answered, and so did two participants."""
    held = [order for order in orders if order.outcome == Outcome.CARRIED_OUT]
    FeedbackRequest.objects.bulk_create(
        FeedbackRequest(
            order=order,
            side=FeedbackSide.ORDERER,
            asked_at=order.outcome_at,
            answered_at=order.outcome_at if random.random() < 0.8 else None,
            closes_on=order.outcome_at.date() + timedelta(days=60),
        )
        for order in held
    )
    Feedback.objects.bulk_create(
        Feedback(
            order=order,
            side=side,
            given_on=min(order.outcome_at.date() + timedelta(days=5), today),
            answers={"easy": random.randrange(1, 6), "helped": random.randrange(1, 6)},
        )
        for order in held
        for side in (FeedbackSide.ORDERER, FeedbackSide.PARTICIPANT, FeedbackSide.PARTICIPANT)
    )


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
