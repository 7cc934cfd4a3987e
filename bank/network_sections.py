"""What the bank tells on the pages of organisations and people: orders, agreements, trainings. Never a concern."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bank.models import Agreement, Order, Training
from bank.queries import status_of
from network.enums import RoleKind
from network.models import Organisation, Person, User
from network.sections import ROWS, Line, Section, register_section, section, span


def orders_section(organisation: Organisation, user: User) -> Section | None:
    """The newest orders of the organisation, those of its units too, that the user sees. At most two queries."""
    orders = Order.objects.visible_to(user).filter(
        network=organisation.network, organisation__in=_with_units(organisation)
    )
    lines = []
    for order in orders.prefetch_related("slots").order_by("-pk")[: ROWS + 1]:
        order.network = organisation.network  # saves a query for each address
        note = f"{date_format(order.received_on, 'DATE_FORMAT')} · {status_of(order).label}"
        lines.append(Line(f"{order} {order.summary}", order.get_absolute_url(), note))
    return section("orders", _("Orders"), lines)


def agreements_section(organisation: Organisation, user: User) -> Section | None:
    """Who pays, and on what days; for coordinators. One query."""
    agreements = Agreement.objects.visible_to(user).filter(organisation=organisation).order_by("-valid_from", "pk")
    lines = []
    for agreement in agreements[: ROWS + 1]:
        agreement.network = organisation.network
        days = span(agreement.valid_from, agreement.valid_to)
        lines.append(Line(agreement.payer, agreement.get_absolute_url(), days))
    return section("agreements", _("Agreements"), lines)


def trainings_section(person: Person, user: User) -> Section | None:
    """The trainings in which the person took part; for coordinators and for oneself. One query."""
    coordinates = user.has_role(person.network, RoleKind.COORDINATOR)
    if not coordinates and person.user_id != user.pk:
        return None
    lines = []
    for training in Training.objects.filter(people__person=person).order_by("-pk")[: ROWS + 1]:
        training.network = person.network
        url = training.get_absolute_url() if coordinates else ""
        lines.append(Line(training.name, url, f"{training.date_text} {training.years}".strip()))
    return section("trainings", _("Trainings"), lines)


def _with_units(organisation: Organisation) -> list[int]:
    return [organisation.pk, *organisation.units.values_list("pk", flat=True)]


register_section(Organisation, orders_section)
register_section(Organisation, agreements_section)
register_section(Person, trainings_section)
