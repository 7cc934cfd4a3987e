"""The summary of a day as plain values: what the page, the PDFs and the Word file say, in one order or the other.

By workshop it stands as on the summaries that were made by hand: workshops with their comments, further work by topic,
and what each municipality does. By municipality everything that one says stands together.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.fuzzydates.formats import format_days
from workshops.enums import ReflectionKind, SummaryOrder
from workshops.models import DayFeedback, FollowUp, Reflection, WorkshopDay
from workshops.queries.lines import DayLines, by_municipality, grouped, lines_of

COMMENT, STEP, FEEDBACK = "k", "j", "p"


@dataclass(frozen=True)
class Said:
    """A line as it is printed: it or its last point ends with its municipality, where that is not said above it."""

    kind: str
    pk: int
    text: str
    points: tuple[str, ...] = ()
    # What became of a next step.
    news: tuple[str, ...] = ()
    # What was written, where the secretary has changed it.
    original: str = ""

    @property
    def anchor(self) -> str:
        return f"{self.kind}{self.pk}"


@dataclass(frozen=True)
class Group:
    """Lines under a heading, and groups of them below it; without a heading they stand under that of the part."""

    heading: str
    lines: tuple[Said, ...] = ()
    groups: tuple["Group", ...] = ()


@dataclass(frozen=True)
class Part:
    """What stands under one of the main headings; ``is_divided`` when each group has a slide of its own."""

    heading: str
    groups: tuple[Group, ...] = ()
    intro: str = ""
    is_divided: bool = False


@dataclass(frozen=True)
class Summary:
    """The whole of it; ``parts`` in their order."""

    language: str
    date: str
    title: str
    subtitles: tuple[str, ...]
    parts: tuple[Part, ...]
    thanks: str


def summary_of(day: WorkshopDay, *, order: str) -> Summary:
    """The day's summary in the meeting's language; ``order`` is one of ``SummaryOrder``. Five queries."""
    return summary_of_lines(lines_of(day), order=order)


def summary_of_lines(lines: DayLines, *, order: str) -> Summary:
    """The same of lines that were read before."""
    meeting, printed = lines.day.meeting, lines.day.printed
    with translation.override(meeting.language):
        parts = _by_municipality(lines) if order == SummaryOrder.MUNICIPALITIES else _by_workshop(lines)
        return Summary(
            meeting.language,
            date=printed.get("date") or _date(lines.day.held_on, meeting.language),
            title=meeting.title,
            subtitles=tuple(printed.get("subtitles", [_("Summary of what the municipalities said")])),
            parts=tuple(parts),
            thanks=lines.day.thanks,
        )


def _by_workshop(lines: DayLines) -> list[Part]:
    day = lines.day
    further = lines.by_topic(lines.further_work)
    organising = grouped(lines.organising, lambda step: step.municipality_label)
    capitals = day.printed.get("municipalities", {})
    entries = {
        "workshops": [_group(str(one), lines.comments_on(one)) for one in lines.workshops],
        "other_comments": lines.comments_on(None),
        "further_work": [Group(topic, tuple(map(_step, steps))) for topic, steps in further.items()],
        "follow_up": [
            Group(
                capitals.get(name, name.upper()) or _("Without a municipality"),
                tuple(_step(step, signed=False) for step in steps),
            )
            for name, steps in organising.items()
        ],
        "feedback": lines.feedback,
    }
    of_lines = {"other_comments": _groups_of, "feedback": lambda rows: (Group("", tuple(map(_opinion, rows))),)}
    parts = []
    for key, own in entries.items():
        parts += _under_headings(day, key, own, of_lines.get(key, tuple))
    return parts


def _by_municipality(lines: DayLines) -> list[Part]:
    parts = [Part("", intro=lines.day.intro)] if lines.day.intro else []
    everything = [*lines.comments, *lines.further_work, *lines.organising]
    for place in by_municipality(everything):
        own = _of_place(lines, place)
        groups = [
            _group(str(workshop) if workshop else _headings()["other_comments"], comments, signed=False)
            for workshop in [*lines.workshops, None]
            if (comments := own.comments_on(workshop))
        ]
        for topic, steps in own.by_topic([*own.further_work, *own.organising]).items():
            groups.append(Group(topic, tuple(_step(step, signed=False) for step in steps)))
        parts.append(Part(place or _("Without a municipality"), tuple(groups)))
    if lines.feedback:
        parts.append(Part(_headings()["feedback"], (Group("", tuple(map(_opinion, lines.feedback))),)))
    return parts


def _of_place(lines: DayLines, place: str) -> DayLines:
    def own(rows: list) -> list:
        return [row for row in rows if row.municipality_label == place]

    return DayLines(
        lines.day, lines.workshops, own(lines.comments), own(lines.further_work), own(lines.organising), []
    )


def _headings() -> dict[str, str]:
    """Ours, where a day has none of its own."""
    return {
        "workshops": _("What the workshops gave, and how it can be used"),
        "other_comments": _("Other comments on the workshops"),
        "further_work": _("How the municipalities work on with it"),
        "follow_up": _("Who does what, and when"),
        "feedback": _("Feedback of the day"),
    }


def _under_headings(day: WorkshopDay, key: str, entries: Sequence, groups_of: Callable) -> list[Part]:
    """The entries, divided where the day's headings stand: an older page repeated them on each slide."""
    headings = day.printed.get("headings", {}).get(key, [])
    intro = day.intro if key == "workshops" else ""
    if not headings and (entries or intro):
        headings = [{"text": _headings()[key], "before": 0}]
    if not headings:
        return []
    headings = sorted(headings, key=lambda one: one["before"])
    if headings[0]["before"]:
        headings = [{"text": "", "before": 0}, *headings]
    ends = [*(one["before"] for one in headings[1:]), len(entries)]
    return [
        Part(
            heading["text"],
            tuple(groups_of(entries[heading["before"] : end])),
            intro="" if number else intro,
            is_divided=key == "workshops",
        )
        for number, (heading, end) in enumerate(zip(headings, ends, strict=True))
    ]


def _group(heading: str, comments: list[Reflection], *, signed: bool = True) -> Group:
    """Comments under a heading: first those of no theme and kind, then kinds and themes under their own."""
    first, *others = _groups_of(comments, signed=signed) or (Group(""),)
    return Group(heading, () if first.heading else first.lines, tuple([first, *others] if first.heading else others))


def _groups_of(comments: list[Reflection], *, signed: bool = True) -> tuple[Group, ...]:
    """Comments by their theme, those without one by their kind; those that have neither come first."""
    kinds = list(ReflectionKind)

    def place(line: Reflection) -> tuple[int, int, int, str]:
        if line.theme:
            return 2, line.theme.position, line.theme.pk, line.theme.name
        if line.kind:
            return 1, kinds.index(ReflectionKind(line.kind)), 0, str(ReflectionKind(line.kind).label)
        return 0, 0, 0, ""

    found = grouped(comments, place)
    return tuple(Group(at[-1], tuple(_comment(one, signed=signed) for one in found[at])) for at in sorted(found))


def _comment(line: Reflection, *, signed: bool = True) -> Said:
    whole = line.signed_words if line.edited_text else line.printed or line.signed_words
    return Said(COMMENT, line.pk, whole if signed else line.words, original=_original(line))


def _step(step: FollowUp, *, signed: bool = True) -> Said:
    """The municipality stands after the last point, or after the text where there is none."""
    promised = ", ".join(filter(None, [step.who, str(step.when or "")]))
    rows = [f"{step.words} – {promised}" if promised else step.words, *step.points]
    if signed and step.municipality_label:
        rows[-1] += f" ({step.municipality_label})"
    return Said(STEP, step.pk, rows[0], tuple(rows[1:]), _news(step), _original(step))


def _news(step: FollowUp) -> tuple[str, ...]:
    language = translation.get_language()
    return tuple(
        _("What came of it, %(date)s: %(news)s")
        % {
            "date": _date(timezone.localdate(one.at), language),
            "news": ". ".join(filter(None, [one.get_state_display(), one.text])),
        }
        for one in step.news.all()
    )


def _opinion(feedback: DayFeedback) -> Said:
    return Said(FEEDBACK, feedback.pk, feedback.text)


def _original(line: Reflection | FollowUp) -> str:
    return line.text if line.edited_text else ""


def _date(day: date, language: str) -> str:
    return format_days(day, day, language)
