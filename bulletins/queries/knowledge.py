"""What the system knows and a bulletin may say: rows to choose from, and the words of those that were chosen.

Everything here goes before everybody, so nothing is offered that tells how to reach somebody: no column says of a
person's e-mail address or telephone number that it is public. Decisions are those of published minutes alone, with
people as they stand there. E-mail addresses within words are cut.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bank.models import Training
from bulletins.enums import SectionKind
from core.dates import end_of
from core.numbers import number_in
from meetings.enums import Layer, MeetingState, OutcomeKind
from meetings.layers import layered, public_heading
from meetings.minutes_page import heading_of
from meetings.models import Meeting, MinutesVersion
from meetings.redaction import EMAIL
from network.enums import OrganisationKind, RoleKind
from network.models import Group, Network, Organisation, Person, Role, User
from network.queries import group_name_on
from structure.models import Call, PartContact, Project
from structure.queries import contacts_on

DAY = timedelta(days=1)
# How far ahead meetings and beginning projects, how far back decisions are offered, and from how many minutes at most.
AHEAD, BEHIND, MINUTES = timedelta(days=550), timedelta(days=730), 30
# How long after it was asked a question is offered though its day has passed.
ASKED = timedelta(days=90)
FIGURE, ENQUIRY = "figure", "enquiry"


@dataclass(frozen=True)
class Choice:
    """One row: ``key`` names it in a section, ``words`` and ``note`` are printed, ``url`` is a public address."""

    key: str
    words: str
    note: str = ""
    url: str = ""
    language: str = ""

    @property
    def label(self) -> str:
        return " · ".join(filter(None, [self.words, self.note]))

    @property
    def entry(self) -> dict[str, str]:
        return {"words": self.words, "note": self.note, "url": self.url, "language": self.language}


def offers(kind: str, network: Network, user: User, day: date) -> list[Choice]:
    """What the user may choose for a bulletin of a day, in the active language. Four queries at most."""
    return [_public(one) for one in _OFFERS[kind](network, user, day)] if kind in _OFFERS else []


def entries(kind: str, network: Network, keys: list[str], day: date) -> list[Choice]:
    """The rows that were chosen, in the active language; what is no longer there is left out."""
    if not keys or kind not in _FOUND:
        return []
    return [_public(one) for one in _FOUND[kind](network, keys, day)]


def _public(choice: Choice) -> Choice:
    words, note = (" ".join(EMAIL.sub("", text).split()) for text in (choice.words, choice.note))
    return Choice(choice.key, words, note, choice.url, choice.language)


def _numbers(keys: Iterable[str], prefix: str = "") -> list[int]:
    found = (key.removeprefix(prefix) for key in keys if key.startswith(prefix))
    return [number for key in found if (number := number_in(key)) is not None]


def _projects(rows: QuerySet[Project]) -> list[Choice]:
    partners = Prefetch("partners", Organisation.objects.select_related("parent"))
    rows = rows.select_related("owner__parent").prefetch_related(partners).order_by("valid_from", "name", "pk")
    return [Choice(str(one.pk), one.name, _about_project(one)) for one in rows]


def _about_project(project: Project) -> str:
    """Years, number, funder, owner, and how many take part, as far as they are known. Reads both with parents."""
    last = project.valid_to.year if project.valid_to else ""
    told = ["–".join(dict.fromkeys([str(project.valid_from.year), str(last)]))]
    if project.number:
        told.append(_("number %(number)s") % {"number": project.number})
    if project.funder:
        told.append(_("funder %(name)s") % {"name": project.funder})
    if project.owner:
        told.append(_("owner %(name)s") % {"name": project.owner.name})
    wholes = {one.parent or one for one in (project.owner, *project.partners.all()) if one}
    towns = [one for one in wholes if one.kind == OrganisationKind.MUNICIPALITY]
    partners = len(project.partners.all())
    if towns:
        text = ngettext("%(count)d municipality takes part", "%(count)d municipalities take part", len(towns))
        told.append(text % {"count": len(towns)})
    elif partners:
        text = ngettext("%(count)d partner takes part", "%(count)d partners take part", partners)
        told.append(text % {"count": partners})
    return ", ".join(told)


def _offered_projects(network: Network, user: User, day: date) -> list[Choice]:
    goes_on = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    rows = Project.objects.visible_to(user).filter(goes_on, network=network, valid_from__lte=day + AHEAD)
    return _projects(rows)


def _found_projects(network: Network, keys: list[str], day: date) -> list[Choice]:
    return _projects(Project.objects.filter(network=network, pk__in=_numbers(keys)))


def _groups(rows: QuerySet[Group], day: date) -> list[Choice]:
    rows = rows.prefetch_related("names")
    return sorted((Choice(str(one.pk), group_name_on(one, day)) for one in rows), key=lambda one: one.words.casefold())


def _offered_groups(network: Network, user: User, day: date) -> list[Choice]:
    running = Q(ended_on__isnull=True) | Q(ended_on__gte=day)
    return _groups(Group.objects.visible_to(user).filter(running, network=network), day)


def _found_groups(network: Network, keys: list[str], day: date) -> list[Choice]:
    return _groups(Group.objects.filter(network=network, pk__in=_numbers(keys)), day)


def _meetings(rows: QuerySet[Meeting], network: Network) -> list[Choice]:
    found = []
    for one in rows.order_by("starts_at", "pk"):
        one.network = network
        note = ", ".join(filter(None, [one.when_words, one.place_name, one.place_address]))
        found.append(Choice(str(one.pk), one.title, note))
    return found


def _offered_meetings(network: Network, user: User, day: date) -> list[Choice]:
    span = {"starts_at__gte": end_of(day - DAY), "starts_at__lt": end_of(day + AHEAD)}
    rows = Meeting.objects.visible_to(user).filter(network=network, **span)
    return _meetings(rows.exclude(state=MeetingState.CANCELLED), network)


def _found_meetings(network: Network, keys: list[str], day: date) -> list[Choice]:
    rows = Meeting.objects.filter(network=network, pk__in=_numbers(keys))
    return _meetings(rows.exclude(state=MeetingState.CANCELLED), network)


def _trainings(rows: QuerySet[Training]) -> list[Choice]:
    rows = rows.order_by("date_earliest", "pk")
    return [Choice(str(one.pk), one.name, ", ".join(filter(None, [one.date_text, one.place]))) for one in rows]


def _offered_trainings(network: Network, user: User, day: date) -> list[Choice]:
    """Those that are not over; names, dates and places alone."""
    coming = Q(date_latest__gte=day) | Q(date_latest__isnull=True)
    return _trainings(Training.objects.told_by(user).counted().filter(coming, network=network))


def _found_trainings(network: Network, keys: list[str], day: date) -> list[Choice]:
    return _trainings(Training.objects.filter(network=network, pk__in=_numbers(keys)))


def _calls(rows: QuerySet[Call], day: date) -> list[Choice]:
    """What is asked, of which themes and until when: who was asked and what was answered stays in the network."""
    found = []
    for one in rows.prefetch_related("themes__versions").order_by("due_on", "pk"):
        themes = sorted(one.themes.all(), key=lambda theme: (theme.version_on(day).number or 0, theme.pk))
        until = _("answers by %(day)s") % {"day": date_format(one.due_on, "DATE_FORMAT")}
        found.append(Choice(str(one.pk), one.title, "; ".join([until, *(theme.label_on(day) for theme in themes)])))
    return found


def _offered_calls(network: Network, user: User, day: date) -> list[Choice]:
    fresh = Q(due_on__gte=day) | Q(asked_on__gte=day - ASKED)
    return _calls(Call.objects.visible_to(user).filter(fresh, network=network, asked_on__lte=day), day)


def _found_calls(network: Network, keys: list[str], day: date) -> list[Choice]:
    return _calls(Call.objects.filter(network=network, pk__in=_numbers(keys)), day)


def _public_minutes(network: Network) -> QuerySet[MinutesVersion]:
    return MinutesVersion.objects.newest_public().filter(meeting__network=network).select_related("meeting")


def _decisions(version: MinutesVersion, network: Network) -> list[Choice]:
    """The decisions of the public layer, by their place in it: published minutes never change."""
    content, people = version.content, version.public_people
    heading = heading_of(public_heading(content, people=people))
    note = ", ".join(filter(None, [heading["group"] or heading["title"], heading["day"]]))
    url = reverse("published:version", args=[network.slug, version.meeting_id, version.number])
    found: list[str] = []

    def walk(items: list[dict[str, Any]]) -> None:
        for item in items:
            found.extend(one["text"] for one in item["outcomes"] if one["kind"] == OutcomeKind.DECISION)
            walk(item["children"])

    walk(layered(content, Layer.PUBLIC, people=people)["items"])
    return [
        Choice(f"{version.pk}.{index}", words, note, url, heading["language"]) for index, words in enumerate(found)
    ]


def _offered_decisions(network: Network, user: User, day: date) -> list[Choice]:
    span = (end_of(day - BEHIND), end_of(day))
    rows = _public_minutes(network).filter(meeting__starts_at__range=span).order_by("-meeting__starts_at", "-pk")
    return [choice for version in rows[:MINUTES] for choice in _decisions(version, network)]


def _found_decisions(network: Network, keys: list[str], day: date) -> list[Choice]:
    numbers = _numbers(key.partition(".")[0] for key in keys)
    rows = _public_minutes(network).filter(pk__in=numbers).order_by("-meeting__starts_at", "-pk")
    return [choice for version in rows for choice in _decisions(version, network) if choice.key in keys]


def _figure(network: Network, _keys: object, day: date) -> list[Choice]:
    return [Choice(FIGURE, _("The figure as of %(day)s") % {"day": date_format(day, "DATE_FORMAT")})]


def _contacts(rows: QuerySet[PartContact], day: date) -> list[Choice]:
    rows = rows.select_related("part").prefetch_related("part__versions")
    return [
        Choice(f"part.{one.pk}", one.person.name, f"{one.get_role_display()}: {one.part.label_on(day)}")
        for one in rows
    ]


def _coordinators(rows: QuerySet[Role], network: Network) -> list[Choice]:
    own = Person.objects.kept().filter(network=network)
    rows = rows.select_related("user").prefetch_related(Prefetch("user__people", own, to_attr="people_here"))
    named = [(one, person) for one in rows.order_by("pk") for person in one.user.people_here]
    return [Choice(f"role.{role.pk}", person.name, str(role.get_kind_display())) for role, person in named]


def _questions(network: Network) -> Choice:
    """Where everybody can ask, in the place of addresses of people."""
    return Choice(ENQUIRY, _("Questions to the network"), "", reverse("outside:enquiry", args=[network.slug]))


def _offered_contacts(network: Network, user: User, day: date) -> list[Choice]:
    roles = Role.objects.filter(network=network, kind=RoleKind.COORDINATOR, user__is_active=True).on(day)
    return [*_coordinators(roles, network), *_contacts(contacts_on(network, day), day), _questions(network)]


def _found_contacts(network: Network, keys: list[str], day: date) -> list[Choice]:
    roles = Role.objects.filter(network=network, kind=RoleKind.COORDINATOR, pk__in=_numbers(keys, "role."))
    parts = PartContact.objects.filter(part__network=network, pk__in=_numbers(keys, "part."))
    parts = parts.select_related("person").order_by("person__last_name", "person__first_name", "pk")
    asked = [_questions(network)] if ENQUIRY in keys else []
    return [*_coordinators(roles, network), *_contacts(parts, day), *asked]


_OFFERS: dict[str, Callable[[Network, User, date], list[Choice]]] = {
    SectionKind.PROJECTS: _offered_projects,
    SectionKind.GROUPS: _offered_groups,
    SectionKind.TRAININGS: _offered_trainings,
    SectionKind.MEETINGS: _offered_meetings,
    SectionKind.QUESTIONS: _offered_calls,
    SectionKind.DECISIONS: _offered_decisions,
    SectionKind.STRUCTURE: _figure,
    SectionKind.CONTACTS: _offered_contacts,
}
_FOUND: dict[str, Callable[[Network, list[str], date], list[Choice]]] = {
    SectionKind.PROJECTS: _found_projects,
    SectionKind.GROUPS: _found_groups,
    SectionKind.TRAININGS: _found_trainings,
    SectionKind.MEETINGS: _found_meetings,
    SectionKind.QUESTIONS: _found_calls,
    SectionKind.DECISIONS: _found_decisions,
    SectionKind.STRUCTURE: _figure,
    SectionKind.CONTACTS: _found_contacts,
}
