"""Whoever has not answered is reminded a week before the last day, on the day after it, and a week after that.

A notice says that something waits and leads to it; what was asked is in no mail.
"""

from datetime import date, timedelta

from structure.models import AskedOrganisation
from structure.services import REMINDED, tell_people

# Days from the last day on which an answer is due.
REMINDED_ON = (-7, 1, 8)
# A reminder that fell into a stop goes out when the work goes on, but not weeks after.
STILL = timedelta(days=6)


def remind_of_calls(day: date) -> int:
    """Remind for each organisation whose answer is missing and whose turn it is; returns how many organisations.

    Safe to call as often as one likes: each turn is one notice for each person, and so at most one mail.
    """
    waiting = AskedOrganisation.objects.filter(
        decisions=None,
        call__due_on__gte=day - timedelta(days=REMINDED_ON[-1]) - STILL,
        call__due_on__lte=day - timedelta(days=REMINDED_ON[0]),
    ).exclude(organisation__valid_to__lt=day)
    reminded = 0
    for asked in waiting.select_related("call__network", "organisation").order_by("pk"):
        turn = _turn(asked, day)
        if turn is not None:
            reminded += bool(tell_people(asked, about=REMINDED, key=f"{asked.pk}:{turn}", day=day, actor=None))
    return reminded


def _turn(asked: AskedOrganisation, day: date) -> int | None:
    """The last turn that has come, unless the question itself is as new, or the turn is long past."""
    for days in reversed(REMINDED_ON):
        turn = asked.call.due_on + timedelta(days=days)
        if turn <= day:
            return days if asked.call.asked_on < turn and day <= turn + STILL else None
    return None
