"""Names and addresses of sign-ups let go: when their time is over, and when a person or an account is erased."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.db.models import F, QuerySet

from core.models import Job, StoredFile
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
    """Delete the printed lists and the sheets of days, with their jobs: one that is being made now is not stored.

    The jobs are locked first, as whoever stores a list does: then the list is either here already, or never comes.
    """
    label = WorkshopDay._meta.label_lower
    files = StoredFile.objects.filter(subject_type=label, subject_id__in=days, kind__in=WITH_NAMES)
    jobs = Job.objects.select_for_update().filter(pk__in=files.values("job")).order_by("pk")
    keys = [job.pk for job in jobs]
    files = files.filter(job__in=keys)
    for stored in files:
        if stored.file:
            transaction.on_commit(partial(stored.file.storage.delete, stored.file.name), robust=True)
    files.delete()
    Job.objects.filter(pk__in=keys).delete()


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
