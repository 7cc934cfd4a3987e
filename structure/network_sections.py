"""What the structure tells of people, what they lead, and of organisations, what they join and develop."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from network.models import Organisation, Person, User
from network.sections import ROWS, Line, Section, register_section, section, span
from structure.models import PartContact, Project, ThemeDecision


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


def answers_section(organisation: Organisation, user: User) -> Section | None:
    """What the organisation last answered to each question of joining themes. At most four queries."""
    decisions = ThemeDecision.objects.visible_to(user).latest().filter(asked__organisation=organisation)
    rows = decisions.select_related("asked__call").prefetch_related("themes__versions").order_by("-decided_on", "-pk")
    lines = []
    for decision in rows[: ROWS + 1]:
        call = decision.asked.call
        call.network = organisation.network
        themes = ", ".join(part.label_on(decision.decided_on) for part in decision.themes.all())
        note = " ".join(filter(None, [decision.basis, date_format(decision.decided_on, "DATE_FORMAT")]))
        text = f"{decision.get_answer_display()}: {themes or call.title}"
        lines.append(Line(text, call.get_absolute_url(), note))
    return section("answers", _("Themes that are joined"), lines)


def projects_section(organisation: Organisation, user: User) -> Section | None:
    """The projects that the organisation owns or takes part in, the newest first. One query."""
    projects = Project.objects.visible_to(user).filter(network=organisation.network_id)
    lines = []
    for project in projects.of_organisation(organisation.pk).order_by("-valid_from", "-pk")[: ROWS + 1]:
        project.network = organisation.network
        task = _("Owner") if project.owner_id == organisation.pk else _("Partner")
        lines.append(
            Line(project.name, project.get_absolute_url(), f"{task} {span(project.valid_from, project.valid_to)}")
        )
    return section("projects", _("Projects"), lines)


register_section(Person, tasks_section)
register_section(Organisation, answers_section)
register_section(Organisation, projects_section)
