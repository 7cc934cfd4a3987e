"""What meetings and the bank know of a project, on its page and in print: its groups' meetings, and its trainings."""

from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bank.models import Training
from meetings.enums import MeetingState
from meetings.models import Meeting
from network.enums import RoleKind
from network.sections import ROWS, Line, Reader, Section, register_printed_section, register_section, section
from structure.models import Project
from verkosto.project_trainings import belongs_to


def meetings_section(project: Project, reader: Reader, *, rows: int | None = ROWS) -> Section | None:
    """Meetings of the project's groups within its days, the newest first, but cancelled ones. One query."""
    days = {"starts_at__date__gte": project.valid_from}
    if project.valid_to:
        days["starts_at__date__lte"] = project.valid_to
    groups = project.groups.through.objects.filter(project=project).values("group")
    meetings = Meeting.objects.visible_to(reader).filter(network=project.network_id, group__in=groups, **days)
    meetings = meetings.exclude(state=MeetingState.CANCELLED).order_by("-starts_at", "-pk")
    lines = []
    for meeting in meetings[: rows and rows + 1]:
        meeting.network = project.network
        note = ", ".join(filter(None, [meeting.group_label, meeting.when_words]))
        lines.append(Line(meeting.title, meeting.get_absolute_url(), note))
    return section("meetings", _("Meetings"), lines, rows)


def trainings_section(project: Project, reader: Reader, *, rows: int | None = ROWS) -> Section | None:
    """The project's trainings, the newest first; for those who see trainings. One query."""
    trainings = Training.objects.visible_to(reader).filter(belongs_to(project), network=project.network_id)
    lines = []
    for training in trainings.order_by("-pk")[: rows and rows + 1]:
        training.network = project.network
        lines.append(
            Line(training.name, training.get_absolute_url(), f"{training.date_text} {training.years}".strip())
        )
    return section("trainings", pgettext("bank", "Trainings"), lines, rows)


register_section(Project, meetings_section)
register_section(Project, trainings_section)
# On paper nothing leads to the rest, so all of it is there.
register_printed_section(Project, partial(meetings_section, rows=None))
register_printed_section(Project, partial(trainings_section, rows=None), kinds=[RoleKind.COORDINATOR])
