"""What the bank moves when two rows of a person or organisation become one (``network.services.merging``).

Two memberships become one. A team, a session or a time in which both are refuses it: there they are two people.
"""

from collections import Counter

from django.utils.translation import gettext as _

from bank.models import HomeMunicipality, Member, Qualification, TeamDraft, TrainingParticipant
from core.errors import DomainError
from network.models import Organisation, Person
from network.services.merging import meet, move_rest


def move_person(double: Person, into: Person) -> dict[str, int]:
    """Memberships and trainings; orders are moved with the rest."""
    both = TrainingParticipant.objects.filter(person=double, training__people__person=into)
    for participant in both.select_related("training"):
        other = participant.training.people.get(person=into)
        other.qualified_on = other.qualified_on or participant.qualified_on
        other.save(update_fields=["qualified_on"])
        participant.delete()
    member, other = (Member.objects.filter(person=person).first() for person in (into, double))
    if member is None or other is None:
        return {}
    return _join(other, member)


def move_organisation(double: Organisation, into: Organisation) -> dict[str, int]:
    """Nothing of its own: orders and agreements move with the rest. Two agreements of one time refuse it."""
    ours = list(into.agreements.all())
    if any(meet(agreement, one) for agreement in double.agreements.all() for one in ours):
        raise DomainError(
            _("Both have an agreement with the bank at the same time. End one of them before the other begins.")
        )
    return {}


def _join(double: Member, into: Member) -> dict[str, int]:
    into.joined_on = min(filter(None, [into.joined_on, double.joined_on]), default=None)
    into.left_on = None if None in (into.left_on, double.left_on) else max(into.left_on, double.left_on)
    into.languages = list(dict.fromkeys([*into.languages, *double.languages]))
    into.not_understood = double.not_understood | into.not_understood
    into.yearly_limit_hours = into.yearly_limit_hours or double.yearly_limit_hours
    into.version += 1
    into.full_clean()
    into.save()
    # The person's own stays where both tell of the same thing: one home at a time, one state in a category.
    if into.homes.exists():
        HomeMunicipality.objects.filter(member=double).delete()
    for qualification in Qualification.objects.filter(member=double):
        same = into.qualifications.filter(category=qualification.category, method=qualification.method_id)
        if same.exists():
            qualification.delete()
    TeamDraft.objects.filter(places__contains=[{"member": double.pk}]).delete()
    # Of the municipalities served the person's own stand, and none of them means all.
    moved = Counter({str(Member._meta.verbose_name): 1}) + move_rest(double, into, leave=Member.areas.through)
    double.areas.clear()
    double.delete()
    return moved
