"""Mails that tell of a concern that was opened by exception: to its orderer and to the data protection officer.

They say which order it is, who opened it and until when. Neither the concern nor the reason is in them: the reason
stands in the order's log of readings.
"""

from functools import partial

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format

from bank.models import ConcernOpening
from bank.outside_mail import orderer_of
from core.mail import Mail, address_of, register_mail

TO_ORDERER, TO_OFFICER = "bank.concern_opened", "bank.concern_opened_officer"


def compose(template: str, opening: ConcernOpening) -> Mail | None:
    """The mail, also when the hour is over: that it happened is what it tells."""
    if template == "concern_opened":
        found = orderer_of(opening.order)
    else:
        found = (opening.order.network.officer_email, settings.LANGUAGE_CODE, "")
    if found is None or not found[0]:
        return None
    email, language, path = found
    with translation.override(language):
        context = {
            "order": str(opening.order),
            "who": str(opening.user),
            "opened": date_format(timezone.localtime(opening.opened_at), "SHORT_DATETIME_FORMAT"),
            "ends": date_format(timezone.localtime(opening.ends_at), "SHORT_DATETIME_FORMAT"),
            "url": address_of(path),
            "network": str(opening.order.network),
        }
        subject = render_to_string(f"bank/email/{template}_subject.txt", context).strip()
        return Mail(email, subject, render_to_string(f"bank/email/{template}.txt", context).strip() + "\n")


register_mail(TO_ORDERER, compose=partial(compose, "concern_opened"))
register_mail(TO_OFFICER, compose=partial(compose, "concern_opened_officer"))
