"""What the structure moves when two rows of a person become one (``network.services.merging``)."""

from network.models import Person
from structure.models import PartContact


def move_person(double: Person, into: Person) -> dict[str, int]:
    """A task that both have today stands once; all others are moved with whatever else points to the double."""
    ours = PartContact.objects.filter(person=into, valid_to=None)
    same = [row for row in PartContact.objects.filter(person=double, valid_to=None)
            if ours.filter(part=row.part_id, role=row.role).exists()]  # fmt: skip
    for row in same:
        row.delete()
    return {str(PartContact._meta.verbose_name): len(same)}
