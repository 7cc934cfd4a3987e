"""How long the making of minutes is kept: the meetings' rules of retention (``core.retention``).

The minutes themselves are kept by the network's archive plan. Minutes that were never signed stay until somebody
signs them or removes the meeting: what was said in it stands nowhere else.
"""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from core.dates import end_of, months_before
from core.retention import Rule, delete_rows, register_rule
from meetings.enums import EDITABLE
from meetings.models import Comment, Meeting, MinutesVersion, Revision

DRAFT_MONTHS = 12


def due_revisions(day: date) -> QuerySet[Revision]:
    return Revision.objects.filter(item__meeting__in=_long_signed(day))


def due_comments(day: date) -> QuerySet[Comment]:
    return Comment.objects.filter(meeting__in=_long_signed(day))


def _long_signed(day: date) -> QuerySet[Meeting]:
    """Meetings whose minutes were last signed 12 months ago, and are not open for a correction."""
    signings = MinutesVersion.objects.filter(meeting=OuterRef("pk"))
    lately = signings.filter(signed_at__gte=end_of(months_before(day, DRAFT_MONTHS)))
    return Meeting.objects.exclude(minutes_state__in=EDITABLE).filter(Exists(signings), ~Exists(lately)).order_by()


for name, what, due in (
    ("meetings.comment", _("Comments on drafts of minutes"), due_comments),
    ("meetings.revision", _("Earlier texts of signed minutes"), due_revisions),
):
    kept, then = _("12 months after the minutes were signed"), _("deleted")
    register_rule(Rule(name, what=what, kept=kept, then=then, due=due, act=delete_rows))
