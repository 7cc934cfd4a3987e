"""Mails that ask for feedback: that a page waits, and the link to it (product.md, section 6)."""

from functools import partial

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from bank.enums import FeedbackSide
from bank.models import FeedbackRequest
from core.mail import Mail, address_of, register_mail, send_mail
from network.models import Person, User

ASK, REMIND = "bank.feedback", "bank.feedback_reminder"


def send_request(request: FeedbackRequest, *, actor: User | None) -> None:
    """Ask by mail; whoever has no address is asked by the coordinator."""
    if receiver_of(request)[0]:
        send_mail(ASK, request, actor=actor)


def send_reminder(request: FeedbackRequest) -> None:
    if receiver_of(request)[0]:
        send_mail(REMIND, request, actor=None)


def receiver_of(request: FeedbackRequest) -> tuple[str, str]:
    """``(address, language)`` of whoever is asked; an empty address for none."""
    if request.side == FeedbackSide.FACILITATOR:
        return _of_person(request.member.person)
    outside = getattr(request.order, "outside_orderer", None)
    if outside is not None:
        return outside.email, outside.language
    return _of_person(request.order.contact) if request.order.contact else ("", "")


def _of_person(person: Person) -> tuple[str, str]:
    if person.user:
        return person.user.email, person.user.language
    return person.email, settings.LANGUAGE_CODE


def compose(reminds: bool, request: FeedbackRequest) -> Mail | None:
    """The mail in the receiver's language; nothing when the answer has come or is too late."""
    if request.answered_at or request.closes_on < timezone.localdate():
        return None
    address, language = receiver_of(request)
    with translation.override(language):
        context = {"url": address_of(request.get_absolute_url()), "network": str(request.order.network),
                   "reminds": reminds, "closes_on": request.closes_on}  # fmt: skip
        subject = render_to_string("bank/email/feedback_subject.txt", context).strip()
        return Mail(address, subject, render_to_string("bank/email/feedback.txt", context))


register_mail(ASK, compose=partial(compose, False))
register_mail(REMIND, compose=partial(compose, True))
