"""Reading what was pasted from paper or slides: which line is an answer, to which workshop, of which municipality.

One line is one answer. "A." or "A. Title" begins a workshop; a line that is a municipality's name, and a line in
capitals, are headings; a bullet is taken off, "(Siuntio)" at the end is the municipality, and a line that begins with
an arrow goes on with the one above.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.clues import find_clues
from core.folding import fold
from core.guard import one_line
from network.models import Municipality
from workshops.enums import Topic
from workshops.models import Workshop, WorkshopDay

COMMENTS, FEEDBACK = "comments", "feedback"
# What pasted lines can be: comments on workshops, next steps about one topic, or feedback of the day.
PASTED_AS = (COMMENTS, *Topic.values, FEEDBACK)

_BULLET = re.compile(r"^(?:[-–—−•·*▪◦‣●○■□➢✓]|o(?=\s))\s*(?=\S)")
_ARROW = re.compile(r"^(?:→|⇒|->|=>)\s*")
_WORKSHOP = re.compile(r"^([A-ZÅÄÖ]{1,2})[.:)](?:\s+(.*))?$")
_PLACE = re.compile(r"^(.*\S)\s*[(\[]\s*([^()\[\]]{2,60}?)\s*[)\]][.\s]*$")


@dataclass(frozen=True)
class NewLine:
    """A line to be added; ``number`` is that in the pasted text."""

    number: int
    text: str
    workshop: Workshop | None = None
    municipality: Municipality | None = None


@dataclass(frozen=True)
class Pasted(NewLine):
    """What was understood of a line. ``doubts``: what somebody should look at; a heading is not saved.

    ``is_there``: the day has this line already, or it stands twice in the text.
    """

    is_heading: bool = False
    doubts: tuple[str, ...] = ()
    is_there: bool = False


def understand(
    day: WorkshopDay, text: str, *, pasted_as: str, workshop: Workshop | None, municipality: Municipality | None
) -> list[Pasted]:
    """The lines of a text as ``read_paste`` reads them for this day, each told whether it is there. Three queries.

    Only comments are of workshops, and feedback is of no municipality.
    """
    is_feedback = pasted_as == FEEDBACK
    lines = read_paste(
        text,
        workshops=day.workshops.all() if pasted_as == COMMENTS else (),
        municipalities=() if is_feedback else Municipality.objects.on(day.held_on),
        workshop=workshop if pasted_as == COMMENTS else None,
        municipality=None if is_feedback else municipality,
    )
    there, told = _already_there(day, pasted_as), []
    for line in lines:
        identity = (line.text, line.workshop and line.workshop.pk, day.name_of(line.municipality))
        told.append(line if line.is_heading else replace(line, is_there=identity in there))
        if not line.is_heading:
            there.add(identity)
    return told


def rows_of(day: WorkshopDay, pasted_as: str) -> QuerySet:
    """The rows that lines of this kind become."""
    return {COMMENTS: day.reflections, FEEDBACK: day.feedback}.get(pasted_as, day.follow_ups).order_by()


def _already_there(day: WorkshopDay, pasted_as: str) -> set[tuple]:
    """What is known of lines of this kind: ``{(text, key of the workshop, municipality)}``. One query."""
    rows = rows_of(day, pasted_as)
    if pasted_as == FEEDBACK:
        return {(text, None, "") for text in rows.values_list("text", flat=True)}
    if pasted_as == COMMENTS:
        return set(rows.values_list("text", "workshop", "municipality_label"))
    of_topic = rows.filter(topic=pasted_as).values_list("text", "municipality_label")
    return {(text, None, label) for text, label in of_topic}


def read_paste(
    text: str,
    *,
    workshops: Iterable[Workshop],
    municipalities: Iterable[Municipality],
    workshop: Workshop | None = None,
    municipality: Municipality | None = None,
) -> list[Pasted]:
    """The lines of a text that say something, with their numbers from 1. No query.

    ``workshop`` and ``municipality`` are those of lines above which no heading stands and that name none.
    """
    places = {}
    for one in municipalities:
        for name in (one.name_fi, one.name_sv):
            if name:
                places.setdefault(fold(name), one)
    reading = _Reading({one.code: one for one in workshops}, places, workshop, municipality)
    lines = [(number, one_line(line)) for number, line in enumerate(text.split("\n"), start=1)]
    for number, line in lines:
        if line:
            reading.take(number, line)
    return reading.rows


class _Reading:
    def __init__(
        self,
        workshops: dict[str, Workshop],
        places: dict[str, Municipality],
        workshop: Workshop | None,
        municipality: Municipality | None,
    ) -> None:
        self.workshops, self.places = workshops, places
        self.workshop, self.municipality, self.chosen = workshop, municipality, municipality
        self.rows: list[Pasted] = []
        self.has_bullets = False

    def take(self, number: int, line: str) -> None:
        if self._goes_on(line):
            return
        bare = _BULLET.sub("", line, count=1)
        has_bullet = bare != line
        if not has_bullet and self._is_heading(number, line):
            return
        doubts = self._doubts_of(line, has_bullet)
        self.has_bullets = self.has_bullets or has_bullet
        self.rows.append(self._answer(number, bare, doubts, self.municipality))

    def _goes_on(self, line: str) -> bool:
        """A line that begins with an arrow belongs to the answer above, which ends with it."""
        if not _ARROW.match(line) or not self.rows or self.rows[-1].is_heading:
            return False
        above = self.rows.pop()
        computed = {_no_municipality(), _about_client()}
        doubts = [one for one in above.doubts if one not in computed]
        self.rows.append(self._answer(above.number, f"{above.text} {line}", doubts, above.municipality))
        return True

    def _is_heading(self, number: int, line: str) -> bool:
        match = _WORKSHOP.match(line)
        if match and match[1] in self.workshops:
            self.workshop = self.workshops[match[1]]
        elif place := self.places.get(fold(line.rstrip(":. "))):
            self.municipality = place
        elif line.isupper() and sum(letter.isalpha() for letter in line) > 3:
            self.workshop, self.municipality = None, self.chosen
        else:
            return False
        self.rows.append(Pasted(number, line, self.workshop, self.municipality, is_heading=True))
        return True

    def _doubts_of(self, line: str, has_bullet: bool) -> list[str]:
        match = _WORKSHOP.match(line)
        if match and self.workshops and not has_bullet and len(match[1]) == 1:
            return [_("The day has no workshop %(letter)s.") % {"letter": match[1]}]
        if self.has_bullets and not has_bullet:
            return [_("No bullet: a heading, or the rest of the line above?")]
        return []

    def _answer(self, number: int, text: str, doubts: list[str], municipality: Municipality | None) -> Pasted:
        if self.places and (match := _PLACE.match(text)):
            if place := self.places.get(fold(match[2])):
                text, municipality = match[1], place
            else:
                doubts.append(_("“%(name)s” is no municipality of that day.") % {"name": match[2]})
        if self.places and municipality is None:
            doubts.append(_no_municipality())
        if find_clues(text):
            doubts.append(_about_client())
        return Pasted(number, text, self.workshop, municipality, doubts=tuple(doubts))


def _no_municipality() -> str:
    return _("Without a municipality")


def _about_client() -> str:
    return _("This looks like data on a client.")
