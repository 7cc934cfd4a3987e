"""Orders logged and edited; their life is in ``bank.services.life``."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bank.enums import OrderStep
from bank.models import Order, OrderCounter
from bank.services.concerns import write_concern
from bank.services.events import log_step
from bank.services.register import place_in_register
from bank.services.sessions import ask_again, follow_wished
from bank.services.slots import make_slots
from core.audit import key_of, record
from core.errors import DomainError
from core.states import lock
from methods.queries import current_version
from network.models import Network, Person, User

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
    "source",
    "agreed_with_client",
)
# Rows whose names are copied; an orderer from outside writes the names, which then stand without a row.
NAMED = ("organisation", "contact")


@transaction.atomic
def log_order(
    network: Network,
    *,
    facts: dict[str, Any],
    concern: str = "",
    zone: int | None = None,
    situation: str = "",
    actor: User | None,
) -> Order:
    """Log an order, draw its number and make the places of its team; ``actor`` is None for an orderer from outside.

    ``facts`` holds values for ``FACTS``, and the names as written of an organisation and a contact person that are in
    no directory (``organisation_label``, ``contact_label``). ``zone`` (1–4) and ``situation`` stand with the concern
    alone. Raises ``ValidationError`` for facts that do not fit together.
    """
    order = Order(network=network, created_by=actor)
    _set_facts(order, facts)
    place_in_register(order)
    order.year = (order.received_on or timezone.localdate()).year
    order.number = draw_number(network, order.year)
    order.full_clean()
    order.save()
    write_concern(order, concern, zone=zone, situation=situation)
    make_slots(order)
    log_step(order, OrderStep.LOGGED, happened_on=order.received_on, actor=actor)
    return order


@transaction.atomic
def edit_order(order: Order, *, facts: dict[str, Any], concern: str | None, version: int, actor: User) -> Order:
    """Change the facts of an order; ``concern`` of ``None`` leaves the concern as it is.

    A new date goes to the planned meeting too, and whoever had accepted another date or place is asked again. Raises
    ``EditConflict`` when somebody saved after ``version``, ``DomainError`` when the new contact person is one of the
    order's facilitators, or a facilitator is promised elsewhere on the new date.
    """
    order = lock(order, version=version)
    if order.outcome and "method" in facts and facts["method"] != order.method and not hasattr(order, "imported_row"):
        raise DomainError(_("The order has an outcome. What was held instead is recorded with the outcome."))
    before = {name: getattr(order, name) for name in FACTS}
    _set_facts(order, facts)
    if order.contact_id and order.slots.filter(member__person=order.contact_id).exists():
        raise DomainError(_("The contact person is a facilitator of this order: a facilitator must be an outsider."))
    if not order.outcome:
        if before["wished"] != order.wished:
            follow_wished(order, actor=actor)
        elif (before["place"], before["municipality"]) != (order.place, order.municipality):
            ask_again(order, actor=actor)
    place_in_register(order)
    order.version += 1
    order.full_clean()
    order.save()
    changes = {
        name: [_plain(before[name]), _plain(getattr(order, name))]
        for name in FACTS
        if before[name] != getattr(order, name)
    }
    if concern is not None and write_concern(order, concern):
        changes["concern"] = ["…", "…"]  # that it changed, never what it says
    if "method" in changes and not order.outcome:
        make_slots(order)
    record("bank.order.edited", order, actor=actor, changes=changes)
    return order


def draw_number(network: Network, year: int) -> int:
    """The next order number of a network and year, under the lock of its counter."""
    return draw_numbers(network, year, 1)[0]


def draw_numbers(network: Network, year: int, count: int) -> range:
    """The next so many order numbers of a network and year."""
    try:
        with transaction.atomic():
            counter, _created = OrderCounter.objects.select_for_update().get_or_create(network=network, year=year)
    except IntegrityError:  # two first orders of the year at once
        counter = OrderCounter.objects.select_for_update().get(network=network, year=year)
    counter.last += count
    counter.save(update_fields=["last"])
    return range(counter.last - count + 1, counter.last + 1)


def _set_facts(order: Order, facts: dict[str, Any]) -> None:
    known = {name: getattr(order, f"{name}_id") for name in ("method", *NAMED)}
    for name in FACTS:
        if name in facts:
            setattr(order, name, facts[name])
    for row in (order.organisation, order.contact):
        if row and row.network_id != order.network_id:
            raise DomainError(_("%(name)s is not in this network.") % {"name": row})
    if known["method"] != order.method_id or order.method_version_id is None:
        order.method_version = current_version(order.method) if order.method else None
    order.method_label = order.method.name_fi if order.method else ""
    for name in NAMED:
        row, written = getattr(order, name), facts.get(f"{name}_label")
        if written or (row is not None and row.pk != known[name]):
            setattr(order, f"{name}_label", written or row.name)
    order.municipality_label = order.municipality.name_fi if order.municipality else ""
    if not order.summary:
        order.summary = ", ".join(filter(None, [order.method_label, order.organisation_label]))


def _plain(value: Any) -> Any:
    """A short plain value for the log, of a person the key."""
    if isinstance(value, Person):
        return key_of(value)
    return value if value is None or isinstance(value, (int, str)) else str(value)
