"""The life of an order: logged, edited, ended, reopened."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bank.enums import LEADING, OUTCOMES_WITH_INSTEAD, OUTCOMES_WITH_REASON, OrderKind, Outcome, OutcomeReason
from bank.models import Concern, Order, OrderCounter
from core.audit import record
from core.errors import DomainError, TransitionNotAllowed
from core.fuzzydates import FuzzyDate
from core.states import lock
from network.models import Network, User

# What a form may set; everything else follows from these or from an act of its own.
FACTS = (
    "received_on",
    "summary",
    "kind",
    "method",
    "organisation",
    "contact",
    "municipality",
    "place",
    "wished",
    "participants",
    "payer",
)


@transaction.atomic
def log_order(network: Network, *, facts: dict[str, Any], concern: str = "", actor: User) -> Order:
    """Log an order and draw its number.

    ``facts`` holds values for ``FACTS``. Raises ``ValidationError`` for facts that do not fit together.
    """
    order = Order(network=network, created_by=actor)
    _set_facts(order, facts)
    _place_in_register(order)
    order.year = (order.received_on or timezone.localdate()).year
    order.number = draw_number(network, order.year)
    order.full_clean()
    order.save()
    _set_concern(order, concern)
    record("bank.order.logged", order, actor=actor)
    return order


@transaction.atomic
def edit_order(order: Order, *, facts: dict[str, Any], concern: str | None, version: int, actor: User) -> Order:
    """Change the facts of an order; ``concern`` of ``None`` leaves the concern as it is.

    Raises ``EditConflict`` when somebody saved after ``version``, ``DomainError`` when the new contact person is one
    of the order's facilitators.
    """
    order = lock(order, version=version)
    before = {name: getattr(order, name) for name in FACTS}
    _set_facts(order, facts)
    if order.contact_id and order.slots.filter(member__person=order.contact_id).exists():
        raise DomainError(_("The contact person is a facilitator of this order: a facilitator must be an outsider."))
    _place_in_register(order)
    order.version += 1
    order.full_clean()
    order.save()
    changes = {
        name: [_plain(before[name]), _plain(getattr(order, name))]
        for name in FACTS
        if before[name] != getattr(order, name)
    }
    if concern is not None and _set_concern(order, concern):
        changes["concern"] = ["…", "…"]  # that it changed, never what it says
    record("bank.order.edited", order, actor=actor, changes=changes)
    return order


@transaction.atomic
def record_outcome(
    order: Order,
    *,
    outcome: str,
    reason: str = "",
    note: str = "",
    held: FuzzyDate | None = None,
    version: int,
    actor: User,
) -> Order:
    """Record how an order ended.

    Raises ``TransitionNotAllowed`` when it already has a final outcome, ``EditConflict`` when somebody saved after
    ``version``, ``DomainError`` when a reason, what happened instead, the day or the facilitators are missing.
    """
    order = lock(order, version=version)
    if order.outcome not in ("", Outcome.POSTPONED):
        raise TransitionNotAllowed
    _check_outcome(order, outcome, reason, note.strip(), held)
    before = order.outcome
    order.outcome, order.outcome_at = outcome, timezone.now()
    order.outcome_reason = reason if outcome in OUTCOMES_WITH_REASON else ""
    order.outcome_note = note.strip()
    order.held = held if outcome in (Outcome.CARRIED_OUT, Outcome.OTHERWISE) else None
    return _save(order, "bank.order.outcome_recorded", actor, {"outcome": [before, outcome]})


@transaction.atomic
def reschedule_order(order: Order, *, wished: FuzzyDate, version: int, actor: User) -> Order:
    """Give an open or postponed order a new date; the team stays.

    Raises ``TransitionNotAllowed`` when the order has a final outcome, ``EditConflict`` as ``record_outcome`` does.
    """
    order = lock(order, version=version)
    if order.outcome not in ("", Outcome.POSTPONED):
        raise TransitionNotAllowed
    before = order.wished_text
    order.wished = wished
    _clear_outcome(order)
    return _save(order, "bank.order.rescheduled", actor, {"wished": [before, wished.text]})


@transaction.atomic
def reopen_order(order: Order, *, actor: User) -> Order:
    """Take an outcome back; what was recorded stays in the log.

    Raises ``TransitionNotAllowed`` when there is no outcome.
    """
    order = lock(order)
    if not order.outcome:
        raise TransitionNotAllowed
    changes = {
        "outcome": [order.outcome, ""],
        "outcome_reason": [order.outcome_reason, ""],
        "outcome_note": [order.outcome_note, ""],
        "held": [order.held_text, ""],
    }
    _clear_outcome(order)
    return _save(order, "bank.order.reopened", actor, changes)


def touch(order: Order) -> None:
    """Mark a locked order as changed, for its printed versions and for whoever is editing it."""
    order.version += 1
    order.save(update_fields=["version", "updated_at"])


def draw_number(network: Network, year: int) -> int:
    """The next order number of a network and year, under the lock of its counter."""
    try:
        with transaction.atomic():
            counter, _created = OrderCounter.objects.select_for_update().get_or_create(network=network, year=year)
    except IntegrityError:  # two first orders of the year at once
        counter = OrderCounter.objects.select_for_update().get(network=network, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def _set_facts(order: Order, facts: dict[str, Any]) -> None:
    for name in FACTS:
        if name in facts:
            setattr(order, name, facts[name])
    for row in (order.organisation, order.contact):
        if row and row.network_id != order.network_id:
            raise DomainError(_("%(name)s is not in this network.") % {"name": row})
    order.method_label = order.method.name_fi if order.method else ""
    order.organisation_label = order.organisation.name if order.organisation else ""
    order.contact_label = order.contact.name if order.contact else ""
    order.municipality_label = order.municipality.name_fi if order.municipality else ""
    if not order.summary:
        order.summary = ", ".join(filter(None, [order.method_label, order.organisation_label]))


def _set_concern(order: Order, text: str) -> bool:
    """Store, change or remove the concern; whether anything changed."""
    text = text.strip()
    stored = Concern.objects.filter(order=order).first()
    if text == (stored.text if stored else ""):
        return False
    if not text:
        stored.delete()
        return True
    concern = stored or Concern(order=order)
    concern.text = text
    concern.full_clean(validate_unique=False)
    concern.save()
    return True


def _place_in_register(order: Order) -> None:
    """Sort by the best known day; a row of an older register stays in its place (``import_register`` set it)."""
    if order.pk and hasattr(order, "imported_row"):
        return
    order.register_date = (
        order.held_earliest
        or order.wished_earliest
        or order.received_on
        or order.register_date
        or timezone.localdate()
    )
    order.register_first_year = order.register_last_year = order.register_date.year


def _check_outcome(order: Order, outcome: str, reason: str, note: str, held: FuzzyDate | None) -> None:
    if outcome not in Outcome.values:
        raise DomainError(_("Choose how the order ended."))
    if outcome in OUTCOMES_WITH_REASON and reason in ("", OutcomeReason.NOT_RECORDED):
        raise DomainError(_("Choose a reason: the register shows why the order did not happen as ordered."))
    if outcome in OUTCOMES_WITH_INSTEAD and not note:
        raise DomainError(_("Write what happened instead."))
    if reason == OutcomeReason.OTHER and not note:
        raise DomainError(_("Write what the other reason was."))
    if outcome == Outcome.CARRIED_OUT:
        if order.kind != OrderKind.ENQUIRY and not order.slots.filter(role__in=LEADING).exists():
            raise DomainError(_("Pick the facilitators first: the register shows who led."))
        if held is None:
            raise DomainError(_("Write when it was held."))
    if held and held.earliest and held.earliest > timezone.localdate():
        raise DomainError(_("The day it was held cannot be in the future."))


def _clear_outcome(order: Order) -> None:
    order.outcome = order.outcome_reason = order.outcome_note = ""
    order.outcome_at = order.held = None


def _save(order: Order, action: str, actor: User, changes: dict[str, Any]) -> Order:
    _place_in_register(order)
    order.version += 1
    order.full_clean()
    order.save()
    record(action, order, actor=actor, changes=changes)
    return order


def _plain(value: Any) -> Any:
    """A short plain value for the log."""
    return value if value is None or isinstance(value, (int, str)) else str(value)
