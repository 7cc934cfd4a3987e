"""How long workshop days keep names: the rules of retention (``core.retention``).

What a day found out stays, by the archive plan: comments, next steps, and how many came from where.
"""

from datetime import date
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.dates import end_of, months_before
from core.retention import Rule, register_rule
from workshops.models import NOBODY, FollowUp, Reflection, SignUp
from workshops.services.forgetting import forget_names

NAMES_MONTHS = 12


def due_sign_ups(day: date) -> QuerySet[SignUp]:
    return _long_ago(SignUp, day).exclude(name_label=NOBODY, organisation_label="", email="")


def forget_sign_ups(rows: list[Any]) -> None:
    forget_names(SignUp.objects.filter(pk__in=[row.pk for row in rows]))


def due_names(model: type[Reflection] | type[FollowUp], day: date) -> QuerySet:
    return _long_ago(model, day).exclude(name_label="")


def forget_writers(rows: list[Any]) -> None:
    type(rows[0]).objects.filter(pk__in=[row.pk for row in rows]).update(name_label="")


def _long_ago(model: type, day: date) -> QuerySet:
    """Rows of days that were 12 months ago."""
    return model.objects.filter(day__meeting__starts_at__lt=end_of(months_before(day, NAMES_MONTHS)))


for name, what, due, act in (
    ("workshops.sign_up", _("Names and addresses of sign-ups for workshop days"), due_sign_ups, forget_sign_ups),
    (
        "workshops.reflection",
        _("Names of those who commented on workshops"),
        partial(due_names, Reflection),
        forget_writers,
    ),
    ("workshops.follow_up", _("Names of those who wrote next steps"), partial(due_names, FollowUp), forget_writers),
):
    register_rule(
        Rule(name, what=what, kept=_("12 months after the day"), then=_("names go, figures stay"), due=due, act=act)
    )
