"""Half a year after a day, each municipality is asked what came of its next steps: a link, no content.

Those who represent the municipality are asked (``queries.representatives_of``), with an account or without one: the
link opens a page that asks for no account. Where nobody is known the municipality is not asked, and the page of the
day gives its link to the host.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial
from itertools import groupby

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from core.dates import end_of, months_before
from core.mail import Mail, address_of, register_mail, send_mail
from meetings.enums import MeetingState
from network.enums import NoticeKind
from network.models import Person
from network.services import notify, register_notice
from workshops.models import FollowUp, FollowUpNews
from workshops.queries import doers_of, representatives_of

ASK = "workshops.next_steps_asked"
MONTHS = 6
# What fell into a stop, or was written down late, is asked when the work goes on; an old day that was taken in is not.
STILL = timedelta(days=30)


@transaction.atomic
def ask_of_next_steps(day: date) -> int:
    """Ask the municipalities whose workshop day was six months ago; returns how many.

    Safe to call as often as one likes: a step is asked of once, and a person gets one mail a day.
    """
    last = months_before(day, MONTHS)
    steps = FollowUp.objects.shown().filter(
        asked_at=None,
        day__meeting__starts_at__lt=end_of(last),
        day__meeting__starts_at__gte=end_of(last - STILL),
    )
    steps = steps.exclude(municipality_label="").exclude(day__meeting__state=MeetingState.CANCELLED)
    steps = steps.select_for_update(of=("self",), skip_locked=True)
    asked = 0
    for _place, rows in _by_place(steps):
        people = _people_for(rows, day)
        for person in people:
            _ask(person, rows[0], day)
        if people:
            FollowUp.objects.filter(pk__in=[row.pk for row in rows]).update(asked_at=timezone.now())
            asked += 1
    return asked


def _by_place(steps: Iterable[FollowUp]) -> list[tuple[tuple[int, str], list[FollowUp]]]:
    """The steps of each day and municipality."""
    rows = steps.select_related("day__meeting", "day__network", "municipality").order_by(
        "day", "municipality_label", "position", "pk"
    )
    return [
        (place, list(found)) for place, found in groupby(rows, key=lambda row: (row.day_id, row.municipality_label))
    ]


def _people_for(rows: list[FollowUp], day: date) -> list[Person]:
    municipality = next((row.municipality for row in rows if row.municipality), None)
    if municipality is None:
        return []
    doers = doers_of(rows[0].day.network_id, [municipality], day)[municipality.pk]
    return representatives_of(doers, group=rows[0].day.meeting.group_id, day=day)


def _ask(person: Person, step: FollowUp, day: date) -> None:
    mail = partial(send_mail, ASK, person, actor=None, key=day.isoformat())
    user, network = person.user, step.day.network
    if user is not None and user.is_active and network.pk in user.network_ids():
        path = reverse("news:tell", args=[step.ask_key])
        key = f"{step.day_id}:{step.municipality_label}"
        notify(user, about=ASK, network=network, path=path, key=key, actor=None, at_once=mail)
    else:
        mail()


def compose(person: Person) -> Mail | None:
    """The mail, with a link for each day of which the person is asked and nobody has told yet; or nothing."""
    day = timezone.localdate()
    told = FollowUpNews.objects.filter(
        follow_up__day=OuterRef("day"), follow_up__municipality_label=OuterRef("municipality_label")
    )
    steps = FollowUp.objects.shown().filter(
        ~Exists(told), day__network=person.network_id, asked_at__gte=timezone.now() - STILL
    )
    asked = [rows[0] for _place, rows in _by_place(steps) if person in _people_for(rows, day)]
    user = person.user if person.user is not None and person.user.is_active else None
    address = user.email if user else person.email
    if not asked or not address:
        return None
    with translation.override(user.language if user else asked[0].day.meeting.language):
        links = [address_of(reverse("news:tell", args=[step.ask_key])) for step in asked]
        context = {"links": links, "network": str(person.network)}
        subject = render_to_string("workshops/email/news_subject.txt", context)
        return Mail(address, subject, render_to_string("workshops/email/news.txt", context))


register_notice(ASK, kind=NoticeKind.INVITATION, words=_("Tell what came of the next steps after a workshop day."))
register_mail(ASK, compose=compose)
