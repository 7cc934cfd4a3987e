"""Minutes from elsewhere: "verkosto-minutes/1" becomes a meeting with all its parts, or nothing at all."""

from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import record
from core.fuzzydates import FuzzyDate, Precision
from core.fuzzydates.formats import format_times
from core.states import lock
from meetings.enums import AttachmentState, ItemState, MeetingState, OwnerKind
from meetings.exchange import MinutesRefused, minutes_to_json, read_minutes
from meetings.exchange.reading import walk
from meetings.exchange.words import DOCUMENT_KINDS, GROUP_KINDS, PRECISIONS, TIME
from meetings.exchange.writing import surname_first
from meetings.models import Attachment, Attendance, Goal, Item, Meeting, Outcome
from meetings.services.texts import follow_themes
from network.enums import GroupKind
from network.models import Group, Network, Organisation, Person, User
from network.services import add_group


@transaction.atomic
def import_minutes(network: Network, data: Any, *, actor: User | None) -> Meeting:
    """The meeting of these minutes, made now or found: the same data twice change nothing.

    Group and themes are found by name or made. The minutes are a draft: somebody reads them before they are signed.
    Raises ``MinutesRefused``, with every problem and its place, when the data are wrong, and when the network has
    minutes of this title and time that say something else; then nothing is written.
    """
    data = read_minutes(data)
    lock(network)  # two imports of the same minutes at once make one meeting
    starts = _moment(data["starts"], "$.starts")
    for meeting in network.meetings.filter(title=data["title"], starts_at=starts):
        if minutes_to_json(meeting) == data:
            return meeting
        problem = _(
            "there is a meeting of this title and time already, and its minutes say something else: %(address)s"
        )
        raise MinutesRefused(["$.title: " + problem % {"address": meeting.get_absolute_url()}])
    meeting = _Import(network, data, actor).make()
    # Where our own page has the same words they are not kept, so that they follow later changes of the facts.
    for printed in ({}, data["printed"]):
        Meeting.objects.filter(pk=meeting.pk).update(printed=printed)
        meeting = Meeting.objects.select_related("network").get(pk=meeting.pk)
        again = minutes_to_json(meeting)
        if again == data:
            break
    else:
        problem = _("cannot be kept as it is written here.")
        raise MinutesRefused([f"{path}: {problem}" for path in _differences(data, again)])
    record("meetings.meeting.imported", meeting, actor=actor)
    return meeting


class _Import:
    """One import: what has been made so far, and where in the data we are."""

    def __init__(self, network: Network, data: dict, actor: User | None) -> None:
        self.network, self.data, self.actor = network, data, actor
        self.meeting = Meeting(network=network)
        self.people: dict[str, Attendance] = {}
        self.items: dict[str, Item] = {}

    def make(self) -> Meeting:
        self._facts()
        self._attendances()
        for position, (entry, path, address) in enumerate(walk(self.data["items"])):
            self._item(entry, path, address, position)
        self._attachments()
        return self.meeting

    def _facts(self) -> None:
        data, meeting = self.data, self.meeting
        group = data["group"]
        meeting.group = self._group(group) if group else None
        meeting.group_label = group["name"] if group else ""
        meeting.group_kind = GROUP_KINDS[group["kind"]] if group and group["kind"] else ""
        meeting.document_kind = DOCUMENT_KINDS[data["document_kind"]]
        meeting.title, meeting.subject = data["title"], data["subject"] or ""
        meeting.language = data["language"]
        meeting.starts_at = _moment(data["starts"], "$.starts")
        meeting.ends_at = _moment(data["ends"], "$.ends") if data["ends"] else None
        meeting.place_name, meeting.place_address = data["place"]["name"] or "", data["place"]["address"] or ""
        meeting.goals = data["meeting_goals"]
        meeting.told_elsewhere = data.get("followed_up", [])
        meeting.surname_first = _surnames_are_first(data["attendees"])
        if following := data["next_meeting"]:
            meeting.next_meeting = _next_meeting(following, data["language"])
            meeting.next_meeting_place = following["place"] or ""
            meeting.next_meeting_line, meeting.next_meeting_in_body = following["text"], following["in_body"]
        if recorded := data["recorded"]:
            meeting.recorded_by, meeting.recorded_line = recorded["by"] or "", recorded["text"] or ""
            meeting.recorded_on = date.fromisoformat(recorded["on"]) if recorded["on"] else None
        meeting.state = MeetingState.HELD if meeting.starts_at <= timezone.now() else MeetingState.PLANNED
        self._save(meeting, "$")

    def _group(self, entry: dict) -> Group:
        """The group of this name, today's or an older one; a new one where the network has none.

        Older minutes may not say what kind of group met: that is a regional meeting until somebody knows better.
        """
        groups = Group.objects.filter(network=self.network)
        by_name = groups.filter(name__iexact=entry["name"]) or groups.filter(names__name__iexact=entry["name"])
        kind = GROUP_KINDS[entry["kind"]] if entry["kind"] else GroupKind.REGIONAL_MEETING
        return by_name.first() or add_group(self.network, name=entry["name"], kind=kind, actor=self.actor)

    def _attendances(self) -> None:
        for position, entry in enumerate(self.data["attendees"]):
            name = surname_first(entry["name"]) if self.meeting.surname_first else entry["name"]
            role, *more = entry["roles"] or [""]
            row = Attendance(
                meeting=self.meeting,
                name_label=entry["name"],
                printed_name="" if entry["printed_name"] == name else entry["printed_name"],
                title_label=entry["title"] or "",
                organisation_label=entry["organisation"] or "",
                role=role,
                more_roles=more,
                role_text=entry["role_text"] or "",
                state=entry["state"],
                deputy_for=entry.get("deputy_for", ""),
                arrived_at=_clock(entry.get("arrived")),
                left_at=_clock(entry.get("left")),
                absent_for=entry.get("absent_for", []),
                position=position,
            )
            self._save(row, f"$.attendees[{position}]")
            self.people.setdefault(row.name_label, row)

    def _item(self, entry: dict, path: str, address: str, position: int) -> None:
        quotation = entry["quotation"] or {"from": None, "text_html": ""}
        number = entry["number"] or ""
        above, _slash, place = address.rpartition("/")
        parent = self.items.get(above)
        counted = f"{parent.number}.{place}" if parent else place
        item = Item(
            meeting=self.meeting,
            parent=parent,
            position=position,
            number=number,
            # What is not the next number of its row stays as it is when items move.
            number_is_typed=number != counted,
            heading=entry["heading"],
            heading_in_body=entry["heading_in_body"],
            body=entry["body_html"],
            presenter=self.people.get(entry["presenter"] or ""),
            area=entry["area"] or "",
            quotation=quotation["text_html"],
            quotation_from=quotation["from"] or "",
            state=ItemState.TREATED if self.meeting.state == MeetingState.HELD else ItemState.OPEN,
        )
        item.kind, item.layer = entry.get("kind", item.kind), entry.get("layer", item.layer)
        self._save(item, path)
        self.items[address] = item
        follow_themes(item, self.meeting)
        for index, outcome in enumerate(entry["outcomes"]):
            self._outcome(item, outcome, index, f"{path}.outcomes[{index}]")
        number = len(entry["outcomes"])
        for nth, entry_of_goal in enumerate(entry["goals"]):
            place = f"{path}.goals[{nth}]"
            goal = Goal(
                item=item,
                number=entry_of_goal["number"] or "",
                text=entry_of_goal["text"],
                points=entry_of_goal["points"],
                position=nth,
            )
            self._save(goal, place)
            for index, measure in enumerate(entry_of_goal["measures"]):
                self._outcome(item, measure, number, f"{place}.measures[{index}]", goal)
                number += 1

    def _outcome(self, item: Item, entry: dict, position: int, path: str, goal: Goal | None = None) -> None:
        outcome = Outcome(
            item=item,
            goal=goal,
            kind=entry["kind"],
            text=entry["text"],
            in_body=entry["in_body"],
            position=position,
            due=_due(entry["due"]) if entry["due"] else None,
        )
        outcome.state = entry.get("state", outcome.state)
        if owner := entry["owner"]:
            outcome.owner_kind, outcome.owner_label = owner["kind"], owner["name"]
            self._owner(outcome)
        self._save(outcome, path)

    def _owner(self, outcome: Outcome) -> None:
        """Tie the name to its row where the network has exactly one of it; the name is kept either way."""
        name, scope = outcome.owner_label, {"network": self.network}
        match outcome.owner_kind:
            case OwnerKind.PERSON:
                surname = name.split()[-1]
                people = Person.objects.kept().filter(Q(last_name=surname) | Q(merged__last_name=surname), **scope)
                outcome.owner_person = _only(one for one in people.distinct() if name in one.all_names)
            case OwnerKind.ORGANISATION:
                named = Q(name__iexact=name) | Q(merged__name__iexact=name)
                outcome.owner_organisation = _only(Organisation.objects.kept().filter(named, **scope).distinct())
            case OwnerKind.GROUP:
                outcome.owner_group = _only(Group.objects.filter(**scope, name__iexact=name))

    def _attachments(self) -> None:
        for position, entry in enumerate(self.data["attachments"]):
            row = Attachment(
                meeting=self.meeting,
                number=entry["number"],
                number_is_frozen=True,  # one without a number stays without
                title=entry["title"],
                item=self.items.get(entry["item"] or ""),
                state=AttachmentState(entry["state"]),
                note=entry["note"] or "",
                in_body=entry["in_body"],
                position=position,
            )
            self._save(row, f"$.attachments[{position}]")

    def _save(self, row: models.Model, path: str) -> None:
        """Save a row that is in order; its refusal names the place in the data."""
        try:
            row.full_clean()
        except ValidationError as error:
            raise MinutesRefused([f"{path}: {message}" for message in error.messages]) from error
        row.save()


def _surnames_are_first(attendees: list[dict]) -> bool:
    """Whether the page printed surnames first throughout; single exceptions keep their own words."""
    turned = sum(one["printed_name"] == surname_first(one["name"]) != one["name"] for one in attendees)
    return turned * 2 > len(attendees)


def _moment(text: str, path: str) -> datetime:
    """Helsinki time; refused when the clocks jumped over it."""
    moment = timezone.make_aware(datetime.fromisoformat(text))
    if timezone.localtime(moment.astimezone(timezone.get_fixed_timezone(0))).strftime("%Y-%m-%dT%H:%M") != text:
        raise MinutesRefused([f"{path}: " + _("the clocks were put forward over this time.")])
    return moment


def _clock(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def _due(due: dict) -> FuzzyDate:
    """As it is given, never read from the words anew."""
    return _span(due["earliest"], due["latest"], due["precision"], due["text"])


def _next_meeting(following: dict, language: str) -> FuzzyDate:
    """With words of our own: those of the page stand in its line."""
    fuzzy = _span(following["starts"], following["ends"], following["precision"], "")
    text = " ".join([fuzzy.format(language), format_times(fuzzy, language)]).strip()
    return _span(following["starts"], following["ends"], following["precision"], text)


def _span(first: str | None, last: str | None, precision: str, text: str) -> FuzzyDate:
    earliest = date.fromisoformat(first[:10]) if first else None
    if precision != TIME:
        return FuzzyDate(earliest, date.fromisoformat(last) if last else None, PRECISIONS[precision], text)
    ends = time.fromisoformat(last[11:]) if last else None
    return FuzzyDate(
        earliest, earliest, Precision.DAY, text, starts_time=time.fromisoformat(first[11:]), ends_time=ends
    )


def _only(rows: Any) -> Any:
    """The row, where there is exactly one."""
    found = list(rows)
    return found[0] if len(found) == 1 else None


def _differences(here: Any, there: Any, path: str = "$") -> list[str]:
    """Paths at which two values of the same shape differ."""
    if isinstance(here, dict) and isinstance(there, dict):
        names = sorted(here.keys() | there.keys())
        return [one for name in names for one in _differences(here.get(name), there.get(name), f"{path}.{name}")]
    if isinstance(here, list) and isinstance(there, list) and len(here) == len(there):
        pairs = enumerate(zip(here, there, strict=True))
        return [one for index, (a, b) in pairs for one in _differences(a, b, f"{path}[{index}]")]
    return [] if here == there else [path]
