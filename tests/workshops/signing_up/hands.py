"""What people do who sign up, and what is seen of it."""

import datetime

from core.models import Job, LogEntry
from workshops.services import change_sign_up, sign_up

DAY = datetime.timedelta(days=1)


def enter(day, first, second=None, *, actor=None, by=sign_up, **facts):
    number = day.sign_ups.count()
    facts = {
        "name": f"Osallistuja {number}",
        "organisation": "Perhetyö",
        "email": f"osallistuja{number}@example.org",
        "municipality": None,
    } | facts
    return by(day, first=first, second=second, actor=actor, **facts)


def change(one, **facts):
    now = {
        "name": one.name_label,
        "organisation": one.organisation_label,
        "email": one.email,
        "municipality": one.municipality,
        "first": one.first,
        "second": one.second,
        "version": one.version,
    }
    return change_sign_up(one, **now | {"actor": None} | facts)


def seat(one):
    one.refresh_from_db()
    return one.seat, one.workshop


def act_of(one):
    return LogEntry.objects.of(one)[0].action


def mails_of(one):
    return sorted(Job.objects.filter(object_type="workshops.signup", object_id=one.pk).values_list("kind", flat=True))
