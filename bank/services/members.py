"""Members of the bank and what they are qualified for."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from bank.enums import QualificationState
from bank.models import Member, Qualification
from core.audit import record
from core.errors import DomainError
from core.states import lock
from network.models import Network, Person, User

# Shape: {category: (state, since or None)}
Qualifications = dict[str, tuple[str, date | None]]


@transaction.atomic
def add_member(
    network: Network, *, person: Person, qualifications: Qualifications, joined_on: date | None = None, actor: User
) -> Member:
    """Take a person into the bank. Raises ``DomainError`` for a stranger to the network or a member already."""
    if person.network_id != network.pk:
        raise DomainError(_("%(name)s is not in this network.") % {"name": person.name})
    if Member.objects.filter(network=network, person=person).exists():
        raise DomainError(_("%(name)s is already in the bank.") % {"name": person.name})
    member = Member(network=network, person=person, joined_on=joined_on)
    member.full_clean()
    member.save()
    _set_qualifications(member, qualifications)
    record("bank.member.added", member, actor=actor)
    return member


@transaction.atomic
def edit_member(
    member: Member,
    *,
    qualifications: Qualifications,
    joined_on: date | None,
    left_on: date | None,
    actor: User,
) -> Member:
    """Change a member's qualifications and time in the bank."""
    member = lock(member)
    before = sorted(member.qualifications.values_list("category", "state"))
    member.joined_on, member.left_on = joined_on, left_on
    member.full_clean()
    member.save()
    _set_qualifications(member, qualifications)
    after = sorted(member.qualifications.values_list("category", "state"))
    record("bank.member.edited", member, actor=actor, changes={"qualifications": [before, after]})
    return member


def _set_qualifications(member: Member, qualifications: Qualifications) -> None:
    member.qualifications.exclude(category__in=qualifications).delete()
    for category, (state, since) in qualifications.items():
        row = member.qualifications.filter(category=category).first() or Qualification(
            member=member, category=category
        )
        row.state, row.valid_from = state or QualificationState.QUALIFIED, since
        row.full_clean()
        row.save()
