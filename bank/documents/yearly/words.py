"""Words for the codes of figures, and small helpers of tables."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from bank.enums import Answer, DeclineReason, InvitationEnd, OutcomeReason, Status
from bank.queries.figures.orders import (
    ACCEPTED,
    CALLED,
    FOLLOW_UP_OPEN,
    FOLLOWED_UP,
    HELD,
    NO_FOLLOW_UP,
    OFFERED,
    OPEN,
    POSTPONED,
    RECEIVED,
    WAIVED,
)
from bank.queries.figures.others import WAITING

OPEN_WORD = pgettext_lazy("of orders", "Open")
STANDING_WORDS = {
    **{status.value: status.label for status in Status},
    POSTPONED: Status.POSTPONED.label,
    OPEN: OPEN_WORD,
}
STAGE_WORDS = {
    RECEIVED: pgettext_lazy("stage of orders", "Received"),
    OFFERED: pgettext_lazy("stage of orders", "Offered to facilitators"),
    ACCEPTED: pgettext_lazy("stage of orders", "Accepted by facilitators"),
    CALLED: pgettext_lazy("stage of orders", "Called together"),
    HELD: pgettext_lazy("stage of orders", "Held"),
    FOLLOWED_UP: pgettext_lazy("stage of orders", "Followed up"),
}
REASON_WORDS = {
    **{reason.value: reason.label for reason in OutcomeReason},
    OPEN: pgettext_lazy("why an order has not come further", "Still open"),
    POSTPONED: pgettext_lazy("why an order has not come further", "Postponed without a new date"),
    NO_FOLLOW_UP: pgettext_lazy("why an order has not come further", "No follow-up belongs to the method"),
    WAIVED: pgettext_lazy("why an order has not come further", "The follow-up was not needed"),
    FOLLOW_UP_OPEN: pgettext_lazy("why an order has not come further", "The follow-up has not been held"),
}
FATE_WORDS = {
    Answer.ACCEPTED: Answer.ACCEPTED.label,
    Answer.DECLINED: Answer.DECLINED.label,
    InvitationEnd.EXPIRED: InvitationEnd.EXPIRED.label,
    InvitationEnd.WITHDRAWN: InvitationEnd.WITHDRAWN.label,
    InvitationEnd.REPLACED: InvitationEnd.REPLACED.label,
    WAITING: pgettext_lazy("of an invitation", "Not answered yet"),
}
DECLINE_WORDS = {reason.value: reason.label for reason in DeclineReason}


def word(words: Mapping[str, Any], code: str) -> str:
    """The word for a code; one that this version does not know stands as it is."""
    return str(words.get(code, code)) if code else _("Not recorded")


def name(row: Mapping[str, Any]) -> str:
    """The name of a method or municipality in the language of the report."""
    names = row["names"]
    return names.get(get_language() or "fi") or names["fi"] or _("Not recorded")


def percent(part: int | None, whole: int | None) -> str | None:
    if part is None or not whole:
        return None
    return _("%(share)s%%") % {"share": round(100 * part / whole)}


def decimal(number: float | None) -> str:
    return "–" if number is None else number_format(number, 1)


def count_text(count: int | None) -> str:
    return "–" if count is None else str(count)
