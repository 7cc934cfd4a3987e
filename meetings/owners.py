"""Who does an action: what was typed in one field, as a person, an organisation, a group or the project's staff."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.folding import fold
from meetings.enums import OwnerKind
from meetings.models import Meeting, Outcome
from network.models import Group, Organisation, Person, User

STAFF_WORDS = pgettext_lazy("owner of an action", "project staff")


@dataclass(frozen=True)
class Owner:
    """Who does it. ``label`` is the name as it is that day; the row is missing for a guest and for the staff."""

    kind: str
    label: str
    person: Person | None = None
    organisation: Organisation | None = None
    group: Group | None = None

    def put_into(self, outcome: Outcome) -> None:
        outcome.owner_kind, outcome.owner_label = self.kind, self.label
        outcome.owner_person, outcome.owner_organisation = self.person, self.organisation
        outcome.owner_group = self.group


def owner_of(outcome: Outcome) -> Owner | None:
    """The owner as it is stored; may read the person, the organisation or the group."""
    if not outcome.owner_kind:
        return None
    return Owner(
        outcome.owner_kind,
        outcome.owner_label,
        outcome.owner_person,
        outcome.owner_organisation,
        outcome.owner_group,
    )


def suggested(meeting: Meeting) -> list[str]:
    """The names offered first: those who were there, their organisations, the group, the staff. Reads attendances."""
    there = list(meeting.attendances.all())
    names = [one.name_label for one in there]
    organisations = sorted({one.organisation_label for one in there if one.organisation_label})
    return [*names, *organisations, *filter(None, [meeting.group_label]), str(STAFF_WORDS)]


def find_owner(meeting: Meeting, user: User, words: str) -> Owner:
    """Whom the words name, asked in this order: staff, who was there, groups, people, organisations.

    Raises ``ValidationError`` that says what to do when nobody or more than one fits.
    """
    words = " ".join(words.split())
    folded = fold(words)
    if folded in {fold(str(STAFF_WORDS)), fold(str(OwnerKind.STAFF.label))}:
        return Owner(OwnerKind.STAFF, words)
    for one in meeting.attendances.select_related("person"):
        if fold(one.name_label) == folded:
            return Owner(OwnerKind.PERSON, one.name_label, person=one.person)
    scope = {"network": meeting.network_id}
    for group in Group.objects.visible_to(user).filter(**scope):
        if folded in (fold(group.name), fold(meeting.group_label) if group.pk == meeting.group_id else ""):
            return Owner(OwnerKind.GROUP, words, group=group)
    people = list(Person.objects.visible_to(user).filter(**scope).search(words)[:6])
    organisations = list(Organisation.objects.visible_to(user).filter(**scope).search(words)[:6])
    found = [Owner(OwnerKind.PERSON, person.name, person=person) for person in people]
    found += [Owner(OwnerKind.ORGANISATION, str(one), organisation=one) for one in organisations]
    same = [owner for owner in found if fold(owner.label) == folded]
    for matches in (same, found):
        if len(matches) == 1:
            return matches[0]
    if found:
        raise ValidationError(_several(owner.label for owner in found), code="many_found")
    raise ValidationError(
        gettext_lazy(
            "Nobody of this name was there, and no person, organisation or group of the network has it. Check the "
            "spelling, or add the person to the attendance first."
        ),
        code="not_found",
    )


def _several(labels: Iterable[str]) -> str:
    return _("Several fit: %(names)s. Write more of the name.") % {"names": ", ".join(labels)}
