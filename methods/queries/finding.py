"""Which methods could help a worker with a worry, in which order, and why: plain values in, plain values out.

Nothing is read or stored here. The step is the worker's own worry; it is a property of nobody else.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from methods.enums import MethodKind, Party, Presence, Situation
from methods.queries.pages import where_placed

# The worker is there always, and facilitators follow from the method: neither is asked for.
ASKED_PARTIES = tuple(party for party in Party if party not in (Party.WORKER, Party.FACILITATORS))


@dataclass(frozen=True)
class Choice:
    """What the worker chose: a step of the zones (1–7), a ``Situation``, who could take part; each may be left out."""

    step: int | None = None
    situation: str = ""
    parties: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.step or self.situation or self.parties)


@dataclass(frozen=True)
class Place:
    """Where a source places a method."""

    zone: int
    first_step: int
    last_step: int
    primary: bool
    source: str

    def holds(self, step: int) -> bool:
        return self.first_step <= step <= self.last_step


@dataclass(frozen=True)
class Candidate:
    """What the finder must know of a method. ``parties`` is {party: presence}; ``key`` finds the method again."""

    key: int
    kind: str = MethodKind.METHOD
    places: tuple[Place, ...] = ()
    situations: tuple[str, ...] = ()
    parties: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reason:
    """One sentence, the sources that say so, and whether it speaks for the method or against it."""

    about: str
    text: str
    fits: bool = True
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """``fits``: for the step and the situation. ``also``: one of them is not said of it, or is another one.

    ``not_for``: for something else, those nearest to the choice first. Each in the order in which it is shown.
    """

    fits: list["Result"]
    also: list["Result"]
    not_for: list["Result"]


def find(choice: Choice, candidates: Iterable[Candidate]) -> Found:
    """Every candidate once, with the reasons.

    Those come first that sources place on the step first of all, then those that can also be used there; within each,
    those in which more of the chosen people take part, then those that more sources name, then single methods before
    families of them, then the order of the catalogue.
    """
    groups: dict[str, list[Result]] = {"fits": [], "also": [], "not_for": []}
    for number, candidate in enumerate(candidates):
        one = Result(choice, number, candidate)
        groups[one.group].append(one)
    return Found(**{name: sorted(rows, key=lambda one: one.rank) for name, rows in groups.items()})


class Result:
    """One candidate held against the choice. The reasons are put into words when they are asked for: few are shown."""

    def __init__(self, choice: Choice, number: int, candidate: Candidate) -> None:
        self.choice, self.number, self.candidate = choice, number, candidate
        here = [place for place in candidate.places if choice.step and place.holds(choice.step)]
        self.primary = [place for place in here if place.primary]
        self.secondary = [place for place in here if not place.primary]
        self.on_step = bool(here) or not choice.step
        self.in_situation = not choice.situation or choice.situation in candidate.situations
        self.parties = [party for party in choice.parties if party in candidate.parties]

    @property
    def group(self) -> str:
        if self.on_step and self.in_situation:
            return "fits" if self.choice.step or self.choice.situation or self.parties else "not_for"
        is_unknown = bool(self.choice.situation) and not self.candidate.situations
        if self.on_step and (self.choice.step or is_unknown):
            return "also"
        # What no source places on the zones is judged by the situation alone.
        return "also" if self.choice.situation and self.in_situation and not self.candidate.places else "not_for"

    @property
    def rank(self) -> tuple[int, ...]:
        strength = 0 if self.primary else 1 if self.secondary else 2
        return (
            strength,
            0 if self.in_situation else 1,
            -len(self.parties),
            self._distance(),
            -len(self._sources(self.primary)),
            self.candidate.kind == MethodKind.FAMILY,
            self.number,
        )

    def _distance(self) -> int:
        """How many steps lie between the choice and the nearest place; what has no place is farthest."""
        step = self.choice.step
        if not step:
            return 0
        away = [max(place.first_step - step, step - place.last_step, 0) for place in self.candidate.places]
        return min(away, default=9)

    @property
    def key(self) -> int:
        return self.candidate.key

    @property
    def reasons(self) -> tuple[Reason, ...]:
        reasons = [*self._step(), *self._situation()]
        # Of what is not for this, it is enough to say why.
        if self.group != "not_for" or not reasons:
            reasons += self._parties()
        return tuple(reasons)

    def _step(self) -> list[Reason]:
        if not self.choice.step:
            return []
        if not self.candidate.places:
            return [Reason("zone", _("No source places it on the zones of worry."), fits=False)]
        reasons = []
        if self.primary:
            reasons.append(Reason("zone", _("Placed on your step first of all."), sources=self._sources(self.primary)))
        if self.secondary:
            reasons.append(Reason("zone", _("Can also be used on your step."), sources=self._sources(self.secondary)))
        if not reasons:
            words = _("Not for your step: it is placed elsewhere (%(where)s).") % {
                "where": where_placed(self.candidate.places)
            }
            return [Reason("zone", words, fits=False, sources=self._sources(self.candidate.places))]
        return reasons

    def _situation(self) -> list[Reason]:
        chosen, own = self.choice.situation, self.candidate.situations
        if not chosen:
            return []
        if chosen in own:
            return [
                Reason("situation", _("For your situation: %(situation)s.") % {"situation": _situations([chosen])})
            ]
        if not own:
            return [Reason("situation", _("The catalogue does not say for which situations it is."), fits=False)]
        words = _("Meant for other situations: %(situations)s.") % {"situations": _situations(own)}
        return [Reason("situation", words, fits=False)]

    def _parties(self) -> list[Reason]:
        if not self.choice.parties:
            return []
        if not self.candidate.parties:
            return [Reason("parties", _("The catalogue does not say who takes part."), fits=False)]
        reasons = []
        if self.parties:
            who = ", ".join(self._party(party) for party in self.parties)
            reasons.append(Reason("parties", _("Takes part: %(who)s.") % {"who": who}))
        if missing := [party for party in self.choice.parties if party not in self.candidate.parties]:
            who = ", ".join(str(Party(party).label) for party in missing)
            reasons.append(Reason("parties", _("Does not take part: %(who)s.") % {"who": who}, fits=False))
        return reasons

    def _party(self, party: str) -> str:
        presence = Presence(self.candidate.parties[party])
        label = str(Party(party).label)
        return label if presence == Presence.ALWAYS else f"{label} ({presence.label})"

    @staticmethod
    def _sources(places: Iterable[Place]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(place.source for place in places))


def _situations(values: Iterable[str]) -> str:
    return "; ".join(str(Situation(value).label) for value in values)
