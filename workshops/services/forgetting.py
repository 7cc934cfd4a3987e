"""Names and addresses of sign-ups let go: when their time is over, and when a person or an account is erased."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, QuerySet

from core.documents import forget_documents
from core.models import StoredFile
from network.models import Person, User
from workshops.documents import WITH_NAMES
from workshops.models import NOBODY, SignUp, WorkshopDay
from workshops.queries.signups import sign_ups_with


@transaction.atomic
def forget_names(sign_ups: QuerySet[SignUp]) -> int:
    """Figures stay: municipality, choices, place and attendance. Printed lists of their days go; returns how many."""
    keys = list(sign_ups.values_list("pk", "day"))
    drop_lists({day for _key, day in keys})
    rows = SignUp.objects.filter(pk__in=[key for key, _day in keys])
    return rows.update(name_label=NOBODY, organisation_label="", email="", version=F("version") + 1)


def drop_lists(days: Iterable[int]) -> None:
    """Delete the printed lists and the sheets of days."""
    label = WorkshopDay._meta.label_lower
    forget_documents(StoredFile.objects.filter(subject_type=label, subject_id__in=days, kind__in=WITH_NAMES))


def erase_person(key: int) -> dict[str, int]:
    """The eraser of workshop days for ``network.person``: what was signed up in the network with the addresses."""
    person = Person.objects.filter(pk=key).select_related("user").first()
    if person is None:
        return {}
    addresses = [person.email, person.user.email if person.user else ""]
    return {"sign-ups for workshop days": forget_names(sign_ups_with(addresses, within=person.network_id))}


def erase_account(key: int) -> dict[str, int]:
    """The eraser of workshop days for ``network.user``: sign-ups with the account's address, in every network."""
    addresses = User.objects.filter(pk=key).values_list("email", flat=True)
    return {"sign-ups for workshop days": forget_names(sign_ups_with(addresses))}
