"""Templates of meetings: written, taken from a meeting, thrown away. ``calling`` makes meetings of them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import DomainError
from core.states import lock
from meetings.models import Item, Meeting, MeetingTemplate, TemplateItem
from network.models import Network, Person, User
from network.queries import members_on

# What a form may set.
FACTS = ("group", "name", "document_kind", "language", "place_name", "place_address", "starts", "ends")
# What a template keeps of a meeting, and of an item.
_OF_MEETING = ("document_kind", "language", "place_name", "place_address")
_OF_ITEM = ("heading", "kind", "layer", "area", "minutes_planned", "standing")


@transaction.atomic
def add_template(
    network: Network, *, facts: dict[str, Any], items: Sequence[dict[str, Any]], people: Iterable[Person], actor: User
) -> MeetingTemplate:
    """Write a template. ``facts`` are values for ``FACTS``, ``items`` those of ``TemplateItem`` in their order.

    Raises ``DomainError`` for a group or person of another network, and for an end without a start.
    """
    template = MeetingTemplate(network=network)
    _write(template, facts, items, people)
    record("meetings.template.added", template, actor=actor, changes={"name": [None, template.name]})
    return template


@transaction.atomic
def edit_template(
    template: MeetingTemplate,
    *,
    facts: dict[str, Any],
    items: Sequence[dict[str, Any]],
    people: Iterable[Person],
    version: int,
    actor: User,
) -> MeetingTemplate:
    """Write a template anew, items and people too; meetings made of it stay as they are.

    Raises ``EditConflict`` when somebody saved after ``version``, and what ``add_template`` raises.
    """
    template = lock(template, version=version)
    before = template.name
    template.version += 1
    _write(template, facts, items, people)
    record("meetings.template.edited", template, actor=actor, changes={"name": [before, template.name]})
    return template


@transaction.atomic
def save_as_template(meeting: Meeting, *, name: str, for_all_groups: bool = False, actor: User) -> MeetingTemplate:
    """Keep a meeting's place, times, items and people as a template of its group, or ``for_all_groups``.

    Texts stay with the meeting, as do guests who are not people of the network; members of the group are called in any
    case, so that the template need not name them.
    """
    starts = timezone.localtime(meeting.starts_at)
    ends = timezone.localtime(meeting.ends_at) if meeting.ends_at else None
    facts = {fact: getattr(meeting, fact) for fact in _OF_MEETING} | {
        "name": name,
        "group": None if for_all_groups else meeting.group,
        "starts": None if meeting.inexact else starts.time(),
        "ends": ends.time() if ends and ends.date() == starts.date() else None,
    }
    members = {member.person_id for member in members_on(meeting.group, starts.date())} if meeting.group else set()
    listed = [one.person for one in meeting.attendances.select_related("person") if one.person]
    people = [person for person in listed if person.pk not in members]
    items = [_of_item(item) for item in meeting.items.select_related("presenter__person")]
    return add_template(meeting.network, facts=facts, items=items, people=people, actor=actor)


@transaction.atomic
def remove_template(template: MeetingTemplate, *, actor: User) -> None:
    """Throw a template away; meetings made of it stay."""
    template = lock(template)
    record("meetings.template.removed", template, actor=actor, changes={"name": [template.name, None]})
    template.delete()


def _write(
    template: MeetingTemplate, facts: dict[str, Any], items: Sequence[dict[str, Any]], people: Iterable[Person]
) -> None:
    for name in FACTS:
        if name in facts:
            setattr(template, name, facts[name])
    people = list(people)
    if template.group and template.group.network_id != template.network_id:
        raise DomainError(_("The group is not in this network."))
    for person in [*people, *(item.get("presenter") for item in items)]:
        if person is not None and person.network_id != template.network_id:
            raise DomainError(_("%(name)s is not in this network.") % {"name": person.name})
    if template.ends and not template.starts:
        raise TimesRefused(_("Write also when it starts, or leave both times empty."))
    template.full_clean()
    template.save()
    template.people.set(people)
    template.items.all().delete()
    rows = [TemplateItem(template=template, position=position, **item) for position, item in enumerate(items)]
    for row in rows:
        row.full_clean()
    TemplateItem.objects.bulk_create(rows)


class TimesRefused(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """An end of nothing; shown at the field of the start."""

    field = "starts"


def _of_item(item: Item) -> dict[str, Any]:
    presenter = item.presenter.person if item.presenter else None
    return {name: getattr(item, name) for name in _OF_ITEM} | {
        "part": item.parent_id is not None,
        "presenter": presenter,
    }
