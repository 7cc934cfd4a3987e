"""Enquiries: received, answered, closed, made into an order."""

import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bank.models import Enquiry, Order, OutsideOrderer
from bank.outside_mail import ENQUIRY_ANSWERED, ENQUIRY_RECEIVED, ENQUIRY_WAITS
from bank.services.orders import log_order
from core.audit import record
from core.errors import DomainError, TransitionNotAllowed
from core.mail import send_mail
from core.states import lock
from network.models import Network, User

ASKED = ("name", "email", "phone", "organisation_label", "municipality", "text", "language")


def enquiry_from_outside(
    network: Network, *, facts: dict[str, Any], key: uuid.UUID, actor: User | None
) -> tuple[Enquiry, bool]:
    """Keep an enquiry of the public form, mail the enquirer the address of its page and tell the coordinators.

    ``facts`` holds values for ``ASKED``. A form that is sent twice has the same ``key`` and is one enquiry:
    ``(the enquiry, whether it is new)``.
    """
    if found := _sent_before(key):
        return found, False
    try:
        with transaction.atomic():
            enquiry = log_enquiry(network, facts=facts, key=key, actor=actor)
            send_mail(ENQUIRY_RECEIVED, enquiry, actor=actor)
            send_mail(ENQUIRY_WAITS, enquiry, actor=actor)
            return enquiry, True
    except IntegrityError:
        if found := _sent_before(key):
            return found, False
        raise


@transaction.atomic
def log_enquiry(
    network: Network, *, facts: dict[str, Any], key: uuid.UUID | None = None, actor: User | None
) -> Enquiry:
    """Keep an enquiry, as one that came by phone."""
    enquiry = Enquiry(network=network, **{name: facts[name] for name in ASKED if name in facts})
    enquiry.key = key or enquiry.key
    # That the key is new is left to the database, which alone knows of two at once.
    enquiry.full_clean(validate_unique=False)
    enquiry.save()
    record("bank.enquiry.received", enquiry, actor=actor)
    return enquiry


@transaction.atomic
def answer_enquiry(enquiry: Enquiry, *, text: str, actor: User) -> Enquiry:
    """Answer; a mail says that an answer waits. Raises ``TransitionNotAllowed`` when it does not wait any more."""
    enquiry = _waiting(enquiry)
    if not text.strip():
        raise DomainError(_("Write the answer."))
    enquiry.answer, enquiry.answered_at, enquiry.answered_by = text.strip(), timezone.now(), actor
    enquiry.full_clean(exclude=["network"])
    enquiry.save()
    record("bank.enquiry.answered", enquiry, actor=actor)
    if enquiry.email:
        send_mail(ENQUIRY_ANSWERED, enquiry, actor=actor)
    return enquiry


@transaction.atomic
def close_enquiry(enquiry: Enquiry, *, actor: User) -> Enquiry:
    """Settled without an answer. Raises ``TransitionNotAllowed`` when it does not wait any more."""
    enquiry = _waiting(enquiry)
    enquiry.closed_at = timezone.now()
    enquiry.save(update_fields=["closed_at", "updated_at"])
    record("bank.enquiry.closed", enquiry, actor=actor)
    return enquiry


@transaction.atomic
def order_from_enquiry(enquiry: Enquiry, *, facts: dict[str, Any], concern: str, actor: User) -> Order:
    """Log an order that was an enquiry; the enquirer gets a page of the order.

    Raises ``DomainError`` when it has become one already.
    """
    enquiry = lock(enquiry)
    if enquiry.order_id is not None:
        raise DomainError(_("An order was made of this enquiry already: %(order)s.") % {"order": enquiry.order})
    names = {"organisation_label": enquiry.organisation_label, "contact_label": enquiry.name}
    written = {f"{name}_label": names[f"{name}_label"] for name in ("organisation", "contact") if not facts.get(name)}
    order = log_order(enquiry.network, facts=facts | written, concern=concern, actor=actor)
    enquiry.order = order
    enquiry.save(update_fields=["order", "updated_at"])
    if enquiry.email:
        OutsideOrderer.objects.create(order=order, email=enquiry.email, phone=enquiry.phone, language=enquiry.language)
    record("bank.enquiry.ordered", enquiry, actor=actor, changes={"order": [None, str(order)]})
    return order


def _waiting(enquiry: Enquiry) -> Enquiry:
    enquiry = lock(enquiry)
    if not enquiry.waits:
        raise TransitionNotAllowed
    return enquiry


def _sent_before(key: uuid.UUID) -> Enquiry | None:
    return Enquiry.objects.select_related("network").filter(key=key).first()
