"""A facilitator who has not answered is reminded once, two days before the day to reply by: a link, no content."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from bank.mail import REMIND, send_reminder
from bank.models import Invitation
from core.models import Job

BEFORE = timedelta(days=2)


@transaction.atomic
def remind_of_invitations(day: date) -> int:
    """Queue a mail for each question of an earlier day that must be answered within two days; returns how many.

    Safe to call as often as one likes: each invitation has one reminder, ever.
    """
    waiting = Invitation.objects.waiting(day).filter(reply_by__lte=day + BEFORE, order__outcome="")
    waiting = waiting.filter(sent_at__lt=timezone.make_aware(datetime.combine(day, time.min)))
    reminded = Job.objects.filter(kind=REMIND, object_type=Invitation._meta.label_lower)
    waiting = waiting.exclude(pk__in=reminded.values("object_id"))
    rows = waiting.select_related("member__person__user").order_by("pk")
    return sum(send_reminder(invitation) for invitation in rows)
