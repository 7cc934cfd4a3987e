"""What comes from outside: orders by the public form, and what the coordinator and the orderer ask one another."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bank.enums import OrderKind, OrderSource, OrderStep
from bank.models import Order, OrderQuestion, OutsideOrderer
from bank.outside_mail import ANSWER_WAITS, ORDER_WAITS, QUESTION, RECEIVED, orderer_of
from bank.queries import organisation_named, person_with_address
from bank.services.concerns import write_concern
from bank.services.events import log_step
from bank.services.orders import log_order
from core.errors import DomainError, TransitionNotAllowed
from core.mail import send_mail
from core.states import lock
from network.enums import RoleKind
from network.models import Network, User


@dataclass(frozen=True)
class Orderer:
    """Who orders, as written in the public form; the address has been confirmed."""

    name: str
    organisation: str
    email: str
    phone: str = ""
    language: str = settings.LANGUAGE_CODE


def order_from_outside(
    network: Network,
    *,
    orderer: Orderer,
    facts: dict[str, Any],
    concern: str = "",
    zone: int | None = None,
    situation: str = "",
    key: uuid.UUID,
    actor: User | None,
) -> tuple[OutsideOrderer, bool]:
    """Log an order that came by the public form, mail the orderer the address of its page and tell the coordinators.

    The organisation and the person are linked when just one of the network fits; otherwise the names stand as written.
    A form that is sent twice has the same ``key`` and is one order: ``(its orderer, whether it is new)``.
    Raises ``DomainError`` for client work that was not agreed with the client, and for client work that says more
    than the concern.
    """
    if facts["kind"] == OrderKind.CLIENT_WORK and (faults := client_work_faults(facts)):
        raise DomainError(next(iter(faults.values())))
    if found := _sent_before(key):
        return found, False
    organisation = organisation_named(network, orderer.organisation)
    facts = facts | {
        "source": OrderSource.WEB,
        "organisation": organisation,
        "organisation_label": "" if organisation else orderer.organisation,
        "contact": person_with_address(network, orderer.email),
        "contact_label": orderer.name,
        "received_on": timezone.localdate(),
    }
    try:
        with transaction.atomic():
            order = log_order(network, facts=facts, concern=concern, zone=zone, situation=situation, actor=actor)
            outside = _add_orderer(order, key=key, email=orderer.email, phone=orderer.phone, language=orderer.language)
            send_mail(RECEIVED, outside, actor=actor)
            send_mail(ORDER_WAITS, order, actor=actor)
            return outside, True
    except IntegrityError:
        # The same form, sent twice at once.
        if found := _sent_before(key):
            return found, False
        raise


@transaction.atomic
def ask_question(order: Order, *, text: str, actor: User) -> OrderQuestion:
    """Ask the orderer something; a mail says that a question waits. One question is open at a time.

    An orderer without an account, but with an address, gets a page of the order to answer on. Raises
    ``TransitionNotAllowed`` when the order has ended, ``DomainError`` while another question is open.
    """
    order = lock(order)
    if order.outcome:
        raise TransitionNotAllowed
    if order.questions.filter(answered_at__isnull=True).exists():
        raise DomainError(_("A question is open already. Wait for the answer, or record it."))
    question = OrderQuestion(order=order, text=text.strip(), asked_by=actor)
    question.full_clean(exclude=["order", "asked_by"])
    question.save()
    order.question_open_at = question.asked_at
    order.version += 1
    order.save(update_fields=["question_open_at", "version", "updated_at"])
    log_step(order, OrderStep.QUESTION_ASKED, actor=actor)
    if give_page(order) is not None:
        send_mail(QUESTION, question, actor=actor)
    return question


@transaction.atomic
def answer_question(question: OrderQuestion, *, text: str, actor: User | None) -> OrderQuestion:
    """Write the orderer's answer; ``actor`` is ``None`` for an orderer without an account.

    The answer to an order that was returned is the concern written anew: it is sealed, and not kept as an answer.

    The coordinators are told, unless it was one of them who wrote down what was said by phone. Raises
    ``TransitionNotAllowed`` when the question has its answer.
    """
    order = lock(question.order)
    question = lock(question)
    if question.answered_at is not None:
        raise TransitionNotAllowed(_("The question has been answered already."))
    if not text.strip():
        raise DomainError(_("Write the answer."))
    if question.returned:
        write_concern(order, text)
        text = _("The concern was written again.")
    question.answer, question.answered_at, question.answered_by = text.strip(), timezone.now(), actor
    question.full_clean(exclude=["order", "asked_by", "answered_by"])
    question.save()
    order.question_open_at = None
    order.version += 1
    order.save(update_fields=["question_open_at", "version", "updated_at"])
    log_step(order, OrderStep.QUESTION_ANSWERED, actor=actor)
    if actor is None or not actor.has_role(order.network, RoleKind.COORDINATOR):
        send_mail(ANSWER_WAITS, question, actor=actor)
    return question


def client_work_faults(facts: dict[str, Any]) -> dict[str, str]:
    """What must be put right before an order from outside about a client's situation is taken: ``{fact: refusal}``.

    Source: product.md, section 6: of a client's situation only the concern is known.
    """
    faults = {}
    if facts.get("summary"):
        faults["summary"] = _("Of a client's situation only the concern is written. Leave this empty.")
    if not facts.get("agreed_with_client"):
        faults["agreed_with_client"] = _("Agree on the order with the client first, and then say so here.")
    return faults


def give_page(order: Order) -> tuple[str, str, str] | None:
    """Where the orderer is reached (``outside_mail.orderer_of``); who has only an address gets a page of the order."""
    found = orderer_of(order)
    if found is None and order.contact is not None and order.contact.email:
        _add_orderer(order, email=order.contact.email, phone=order.contact.phone)
        found = orderer_of(order)
    return found


def _add_orderer(order: Order, **fields: Any) -> OutsideOrderer:
    outside = OutsideOrderer(order=order, **fields)
    # That the key is new is left to the database, which alone knows of two at once.
    outside.full_clean(exclude=["order"], validate_unique=False)
    outside.save()
    return outside


def _sent_before(key: uuid.UUID) -> OutsideOrderer | None:
    return OutsideOrderer.objects.select_related("order__network").filter(key=key).first()
