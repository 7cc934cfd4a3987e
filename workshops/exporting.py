"""What workshop days hold of a person, and of an account (``core.exporting``): sign-ups with their addresses."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.exporting import Part, part_of
from network.models import Person, User
from workshops.models import SignUp
from workshops.queries.signups import sign_ups_with


def person_parts(key: int, _within: int | None) -> list[Part]:
    """The exporter of workshop days for ``network.person``."""
    person = Person.objects.select_related("user").get(pk=key)
    addresses = [person.email, person.user.email if person.user else ""]
    return [_part(sign_ups_with(addresses, within=person.network_id))]


def account_parts(key: int, within: int | None) -> list[Part]:
    """The exporter of workshop days for ``network.user``."""
    return [_part(sign_ups_with(User.objects.filter(pk=key).values_list("email", flat=True), within=within))]


def _part(rows: QuerySet[SignUp]) -> Part:
    columns = {
        "day__meeting__title": _("workshop day"),
        "day__meeting__starts_at": _("time"),
        "name_label": None,
        "organisation_label": None,
        "email": None,
        "municipality_label": _("municipality"),
        "first__title": _("first choice"),
        "second__title": _("second choice"),
        "seat": None,
        "workshop__title": _("workshop in which there is a place"),
        "attended": None,
        "created_at": _("signed up"),
    }
    return part_of("workshop_sign_ups", _("Sign-ups for workshop days"), rows, columns)
