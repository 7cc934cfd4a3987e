"""What workshop days tell on other pages: an organisation's next steps, and that a meeting is a workshop day."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meetings.models import Meeting
from network.enums import OrganisationKind
from network.models import Organisation, User
from network.sections import ROWS, Line, Section, register_section, section
from workshops.models import FollowUp, WorkshopDay


def steps_section(organisation: Organisation, user: User) -> Section | None:
    """The next steps of the municipality after workshop days, the newest first. One query.

    Those are here too that a working group does; steps of a municipality that has ended are those of its successor.
    """
    if (
        organisation.kind != OrganisationKind.MUNICIPALITY
        or organisation.parent_id
        or not organisation.municipality_id
    ):
        return None
    place = Q(municipality=organisation.municipality_id) | Q(municipality__successor=organisation.municipality_id)
    rows = FollowUp.objects.visible_to(user).shown().filter(place, day__network=organisation.network_id)
    rows = rows.select_related("day__meeting", "action").order_by("-day__meeting__starts_at", "-day", "position", "pk")
    lines = []
    for one in rows[: ROWS + 1]:
        url = reverse("workshops:follow-ups", args=[organisation.network.slug, one.day_id])
        state = one.action.get_state_display() if one.action else pgettext("next step", "not an action yet")
        lines.append(Line(one.words, url, f"{one.day.meeting.title}: {state}"))
    return section("next-steps", _("Next steps after workshop days"), lines)


def day_section(meeting: Meeting, user: User) -> Section | None:
    """The way from a meeting to its workshop day. One query."""
    day = WorkshopDay.objects.visible_to(user).filter(meeting=meeting).first()
    if day is None:
        return None
    day.network = meeting.network
    return section(
        "workshop-day", _("Workshop day"), [Line(_("Programme, answers and next steps"), day.get_absolute_url())]
    )


register_section(Organisation, steps_section)
register_section(Meeting, day_section)
