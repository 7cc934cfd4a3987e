"""Mails to people who sign up for workshops: a link to their own page, in the language of the meeting."""

from functools import partial

from django.template.loader import render_to_string
from django.utils import translation

from core.mail import Mail, address_of, register_mail
from workshops.models import SignUp

SIGNED_UP, SIGN_UP_NEWS = "workshops.signed_up", "workshops.sign_up_news"


def compose(template: str, sign_up: SignUp) -> Mail | None:
    """Nothing when the address has been erased meanwhile."""
    if not sign_up.email:
        return None
    day = sign_up.day
    with translation.override(day.meeting.language):
        context = {
            "title": day.meeting.title,
            "network": str(day.network),
            "url": address_of(sign_up.get_absolute_url()),
        }
        subject = render_to_string(f"workshops/email/{template}_subject.txt", context).strip()
        body = render_to_string(f"workshops/email/{template}.txt", context).strip() + "\n"
    return Mail(sign_up.email, subject, body)


register_mail(SIGNED_UP, compose=partial(compose, "signed_up"))
register_mail(SIGN_UP_NEWS, compose=partial(compose, "sign_up_news"))
