"""What meetings tell on the pages of organisations and people: the actions that are open."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import Outcome
from meetings.registers import name_network, register_rows
from network.models import Organisation, Person, User
from network.sections import ROWS, Line, Section, register_section, section


def actions_section(subject: Organisation | Person, user: User) -> Section | None:
    """The open actions of the organisation or of the person, first due first. One query."""
    owner = Q(owner_organisation=subject) if isinstance(subject, Organisation) else Q(owner_person=subject)
    rows = Outcome.objects.visible_to(user).open_actions().filter(owner, network=subject.network)
    found = list(register_rows(rows).order_by("due_key", "pk")[: ROWS + 1])
    name_network(found, subject.network, timezone.localdate())
    lines = [Line(one.text, one.get_absolute_url(), _("overdue") if one.overdue else "") for one in found]
    return section("actions", _("Open actions"), lines)


register_section(Organisation, actions_section)
register_section(Person, actions_section)
