"""What the structure tells on the pages of people: what they lead."""

from django.utils import timezone
from django.utils.translation import gettext as _

from network.models import Person, User
from network.sections import ROWS, Line, Section, register_section, section, span
from structure.models import PartContact


def tasks_section(person: Person, user: User) -> Section | None:
    """The parts that the person leads or has led, those that go on first. At most two queries."""
    contacts = PartContact.objects.visible_to(user).filter(person=person, part__network=person.network)
    rows = contacts.select_related("part").prefetch_related("part__versions").order_by("-valid_to", "-pk")
    lines = []
    for contact in rows[: ROWS + 1]:
        contact.part.network = person.network
        label = contact.part.label_on(contact.valid_to or timezone.localdate())
        note = f"{contact.get_role_display()} {span(contact.valid_from, contact.valid_to)}"
        lines.append(Line(label, contact.part.get_absolute_url(), note))
    return section("tasks", _("Tasks in the structure"), lines)


register_section(Person, tasks_section)
