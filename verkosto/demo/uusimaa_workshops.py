"""Workshop days of Länsi- ja Keski-Uusimaa: one of which the municipalities were just asked, and one that is open."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

import meetings.services as meetings
import network.services as networks
import workshops.services as workshops
from core.dates import months_before
from core.fuzzydates import FuzzyDate, parse
from meetings.enums import DocumentKind
from network.models import Group, Municipality, Network, Organisation, Person, User
from verkosto.demo.days import at, later_month, workday
from verkosto.demo.uusimaa_workshop_lines import (
    COMMENTS,
    FEEDBACK,
    FURTHER_WORK,
    NEWS,
    ORGANISING,
    OTHER_COMMENTS,
    WORKSHOPS,
)
from workshops.enums import Seat, Topic
from workshops.models import DayFeedback, FollowUp, Reflection, SignUp, WorkshopDay

# The working group of a municipality, and who leads it.
GROUP, MUNICIPALITY, CHAIR = "Vihdin kuntatyöryhmä", "Vihdin kunta", "Olavi Kiviranta"
# What is shown next: title, whose, how many places.
COMING = (
    ("Aamupuuro koulussa", "Karkkila", 20),
    ("Isovanhemmat mukana", "Inkoo", 12),
    ("Kotikäynti kahdella kielellä", "Hanko", 15),
    ("Siirtymä päiväkodista kouluun", "Pornainen", 20),
)
# Who comes to it: name, organisation, municipality, first and second choice.
COMERS = (
    ("Risto Mäntylampi", "Tuusulan kunta", "Tuusula", 0, 3),
    ("Markku Ahdenperä", "Keravan kaupunki", "Kerava", 0, None),
    ("Gunilla Vikstrand", "Raaseporin kaupunki", "Raasepori", 2, 1),
    ("Olavi Kiviranta", "Vihdin kunta", "Vihti", 3, 0),
)


def add_workshop_days(
    network: Network,
    *,
    groups: dict[str, Group],
    people: dict[str, Person],
    organisations: dict[str, Organisation],
    actor: User,
    today: date,
) -> None:
    _Loader(network, groups, people, organisations, actor, today).load()


class _Loader:
    def __init__(
        self,
        network: Network,
        groups: dict[str, Group],
        people: dict[str, Person],
        organisations: dict[str, Organisation],
        actor: User,
        today: date,
    ) -> None:
        self.network, self.actor, self.today = network, actor, today
        self.group, self.chair, self.organisation = groups[GROUP], people[CHAIR], organisations[MUNICIPALITY]
        self.places = {one.name_fi: one for one in Municipality.objects.on(today).filter(networks=network)}

    def load(self) -> None:
        self._found_group()
        day = self._past_day()
        self._say(day)
        self._go_on(day)
        self._coming_day()

    def _found_group(self) -> None:
        """The municipality and its chair are in its working group, which so does what the municipality promises."""
        first_day = months_before(self.today, 24)
        for who in ({"organisation": self.organisation}, {"person": self.chair, "role": "chair"}):
            networks.add_group_member(self.group, valid_from=first_day, actor=self.actor, **who)

    def _past_day(self) -> WorkshopDay:
        held = workday(months_before(self.today, 7), -1)
        day = self._open(held, "Näin meillä – työpajapäivä lapsiperheiden tuesta", "Monitoimitalo, Järvenpää")
        for title, model, place, presenters, room in WORKSHOPS:
            workshops.add_workshop(
                day,
                title=title,
                model=model,
                presenter_place=place,
                presenters=presenters,
                room=room,
                starts=time(10, 15),
                ends=time(14),
                actor=self.actor,
            )
        meetings.hold_meeting(day.meeting, actor=self.actor)
        workshops.open_answering(day, actor=self.actor)
        return workshops.close_answering(day, actor=self.actor)

    def _open(self, on: date, title: str, place: str, **facts: Any) -> WorkshopDay:
        meeting = {
            "group": None,
            "title": title,
            "document_kind": DocumentKind.SUMMARY,
            "starts_at": at(on, "9.00"),
            "ends_at": at(on, "15.00"),
            "place_name": place,
            "language": "fi",
        }
        return workshops.open_day(
            self.network,
            meeting_facts=meeting,
            intro="Kunnat näyttävät toisilleen, mikä heillä toimii, ja miettivät, mitä kotiin viedään.",
            thanks="Kiitos kaikille, jotka esittelivät, kysyivät ja jäivät keskustelemaan.",
            actor=self.actor,
            **facts,
        )

    def _say(self, day: WorkshopDay) -> None:
        """What people wrote on their phones that afternoon."""
        sent = day.meeting.starts_at + timedelta(hours=5)
        for workshop, comments in zip(day.workshops.all(), COMMENTS, strict=True):
            self._comment(day, comments, sent, workshop=workshop)
        self._comment(day, OTHER_COMMENTS, sent)
        organising = [(Topic.ORGANISING, place, words, (), who, when) for place, words, who, when in ORGANISING]
        for position, (topic, place, words, points, who, when) in enumerate([*FURTHER_WORK, *organising]):
            step = FollowUp(day=day, topic=topic, text=words, points=list(points), who=who, position=position,
                            when=self._when(day, when), sent_at=sent, **self._signed(place))  # fmt: skip
            _save(step)
        for position, (words, content, usefulness, arrangements) in enumerate(FEEDBACK):
            _save(
                DayFeedback(
                    day=day,
                    text=words,
                    content=content,
                    usefulness=usefulness,
                    arrangements=arrangements,
                    position=position,
                    sent_on=sent.date(),
                )
            )

    def _comment(self, day: WorkshopDay, comments: Any, sent: datetime, **facts: Any) -> None:
        for position, (kind, place, words) in enumerate(comments):
            line = Reflection(
                day=day, kind=kind, text=words, position=position, sent_at=sent, **self._signed(place), **facts
            )
            _save(line)

    def _signed(self, place: str) -> dict[str, Any]:
        return {"municipality": self.places[place] if place else None, "municipality_label": place}

    def _when(self, day: WorkshopDay, words: str) -> FuzzyDate | None:
        """ "{1}" is a month some four months after the day; each number is two months more."""
        if not words:
            return None
        held = day.meeting.starts_at.date()
        return parse(later_month(held, 2 + 2 * int(words.strip("{}"))), today=held)

    def _go_on(self, day: WorkshopDay) -> None:
        """Two municipalities' steps are actions; one has told what came of its own, all have been asked."""
        for place in ("Vihti", "Kerava"):
            workshops.make_actions(day, municipality=place, owner=None, actor=self.actor)
        FollowUp.objects.filter(day=day).update(asked_at=at(workday(months_before(self.today, 1), 0), "8.00"))
        for words, state, text in NEWS:
            step = day.follow_ups.get(text__startswith=words)
            workshops.tell_news(step, state=state, text=text, key=uuid.uuid4())

    def _coming_day(self) -> None:
        held = workday(self.today, 12)
        day = self._open(
            held, "Näin meillä – kevyet keinot kouluun ja kotiin", "Työväentalo, Vihti",
            signup_until=held - timedelta(days=3), places_per_municipality=4, shown_at_once=True,
        )  # fmt: skip
        shown = [
            workshops.add_workshop(
                day,
                title=title,
                presenter_place=place,
                places=places,
                starts=time(10),
                ends=time(12),
                actor=self.actor,
            )
            for title, place, places in COMING
        ]
        workshops.open_answering(day, actor=self.actor)
        for name, organisation, place, first, second in COMERS:
            _save(
                SignUp(
                    day=day,
                    name_label=name,
                    organisation_label=organisation,
                    first=shown[first],
                    second=None if second is None else shown[second],
                    seat=Seat.PLACED,
                    workshop=shown[first],
                    **self._signed(place),
                )
            )


def _save(row: Any) -> None:
    row.full_clean()
    row.save()
