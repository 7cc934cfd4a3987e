"""What meetings and the bank know of a project, on its page: its groups' meetings, and its trainings."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bank.models import Training
from meetings.models import Meeting
from network.models import User
from network.sections import ROWS, Line, Section, register_section, section
from structure.models import Project
from verkosto.project_trainings import belongs_to


def meetings_section(project: Project, user: User) -> Section | None:
    """Meetings of the project's groups within its days, the newest first. One query."""
    days = {"starts_at__date__gte": project.valid_from}
    if project.valid_to:
        days["starts_at__date__lte"] = project.valid_to
    groups = project.groups.through.objects.filter(project=project).values("group")
    meetings = Meeting.objects.visible_to(user).filter(network=project.network_id, group__in=groups, **days)
    lines = []
    for meeting in meetings.order_by("-starts_at", "-pk")[: ROWS + 1]:
        meeting.network = project.network
        day = date_format(timezone.localtime(meeting.starts_at), "DATE_FORMAT")
        lines.append(Line(meeting.title, meeting.get_absolute_url(), f"{meeting.group_label} {day}".strip()))
    return section("meetings", _("Meetings"), lines)


def trainings_section(project: Project, user: User) -> Section | None:
    """The project's trainings, the newest first; for those who see trainings. One query."""
    trainings = Training.objects.visible_to(user).filter(belongs_to(project), network=project.network_id)
    lines = []
    for training in trainings.order_by("-pk")[: ROWS + 1]:
        training.network = project.network
        lines.append(Line(training.name, training.get_absolute_url(), f"{training.date_text}".strip()))
    return section("trainings", pgettext("bank", "Trainings"), lines)


register_section(Project, meetings_section)
register_section(Project, trainings_section)
