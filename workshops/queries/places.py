"""How many places the workshops of a day have, and how many are taken."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workshops.models import SignUp, Workshop, WorkshopDay


@dataclass
class Places:
    """Taken places of a day's workshops, in all and by municipality; those without a municipality count as one."""

    of_municipality_at_most: int | None
    taken: Counter[int]
    taken_by: Counter[tuple[int, int | None]]

    def has_room(self, workshop: Workshop, municipality: int | None) -> bool:
        """Whether somebody of the municipality (its key) still fits into the workshop."""
        is_full = workshop.places is not None and self.taken[workshop.pk] >= workshop.places
        limit = self.of_municipality_at_most
        return not is_full and (limit is None or self.taken_by[workshop.pk, municipality] < limit)

    def take(self, workshop: Workshop, municipality: int | None) -> None:
        self.taken[workshop.pk] += 1
        self.taken_by[workshop.pk, municipality] += 1


def places_of(day: WorkshopDay, *, without: SignUp | None = None) -> Places:
    """As they stand now, or as if somebody had not signed up. One query; the day is locked while it is used."""
    placed = SignUp.objects.filter(day=day, workshop__isnull=False)
    if without is not None:
        placed = placed.exclude(pk=without.pk)
    places = Places(day.places_per_municipality, Counter(), Counter())
    for workshop, municipality in placed.order_by().values_list("workshop", "municipality"):
        places.taken[workshop] += 1
        places.taken_by[workshop, municipality] += 1
    return places


def programme_of(day: WorkshopDay) -> list[Workshop]:
    """The workshops of a day with their methods, and in ``room_words`` how many places are left. One query."""
    rows = Workshop.objects.filter(day=day).select_related("method").annotate(taken=Count("sign_ups"))
    workshops = list(rows.order_by("position", "pk"))
    for workshop in workshops:
        workshop.day, workshop.room_words = day, _room_words(workshop)
    return workshops


def _room_words(workshop: Workshop) -> str:
    """Empty where as many may come as want to."""
    if workshop.places is None:
        return ""
    left = workshop.places - workshop.taken
    if left <= 0:
        return _("full, waiting list")
    return ngettext("%(count)d place left", "%(count)d places left", left) % {"count": left}
