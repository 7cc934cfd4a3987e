"""Mails about what comes from outside: to orderers and enquirers, and to the coordinators.

They say that something waits and link to it; no name, no question, no concern (product.md, section 6). Opening a link
does nothing.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from bank.models import AddressCode, Enquiry, Order, OrderQuestion, OutsideOrderer
from core.mail import Mail, address_of, register_mail
from network.enums import RoleKind
from network.models import Network, User

CODE, RECEIVED, QUESTION = "bank.address_code", "bank.order_received", "bank.question"
ENQUIRY_RECEIVED, ENQUIRY_ANSWERED = "bank.enquiry_received", "bank.enquiry_answered"
# To the coordinators.
ORDER_WAITS, ANSWER_WAITS, ENQUIRY_WAITS = "bank.order_waits", "bank.answer_waits", "bank.enquiry_waits"


def orderer_of(order: Order) -> tuple[str, str, str] | None:
    """Where the orderer is reached: ``(address, language, path of the page)``; ``None`` for nowhere.

    Somebody with an account follows the order signed in; the others on their own page.
    """
    user = order.contact.user if order.contact else None
    if user is not None and user.is_active:
        return user.email, user.language, order.get_absolute_url()
    outside = OutsideOrderer.objects.filter(order=order).first()
    if outside is None:
        return None
    outside.order = order
    return outside.email, outside.language, outside.get_absolute_url()


def compose_code(asked: AddressCode) -> Mail | None:
    """Nothing when the code counts no more: a late mail would only puzzle."""
    if asked.confirmed_at or asked.is_too_old:
        return None
    return _mail("code", asked.email, asked.language, {"code": asked.code})


def compose_received(outside: OutsideOrderer) -> Mail:
    context = {"url": address_of(outside.get_absolute_url()), "network": outside.order.network}
    return _mail("order_received", outside.email, outside.language, context)


def compose_question(question: OrderQuestion) -> Mail | None:
    """Nothing when it has been answered, as by phone, or the orderer has no address."""
    found = orderer_of(question.order)
    if question.answered_at or found is None:
        return None
    email, language, path = found
    return _mail("question", email, language, {"url": address_of(path), "network": question.order.network})


def compose_enquiry(template: str, enquiry: Enquiry) -> Mail | None:
    if not enquiry.email:
        return None
    context = {"url": address_of(enquiry.page_url), "network": enquiry.network}
    return _mail(template, enquiry.email, enquiry.language, context)


def compose_to_coordinators(template: str, target: Order | OrderQuestion | Enquiry) -> Mail | None:
    """One mail to all coordinators of the network, in the languages they read."""
    about: Any = target.order if isinstance(target, OrderQuestion) else target
    users = coordinators_of(about.network)
    if not users:
        return None
    languages = [code for code, _name in settings.LANGUAGES if any(user.language == code for user in users)]
    context = {"url": address_of(about.get_absolute_url()), "network": about.network}
    parts = [_mail(template, "", language, context) for language in languages]
    subject = " / ".join(dict.fromkeys(part.subject for part in parts))
    return Mail(tuple(user.email for user in users), subject, "\n\n".join(part.body for part in parts))


def coordinators_of(network: Network) -> list[User]:
    """The accounts that coordinate the network today."""
    roles = network.roles.on(timezone.localdate()).filter(kind=RoleKind.COORDINATOR)
    return list(User.objects.filter(pk__in=roles.values("user"), is_active=True).order_by("pk"))


def _mail(template: str, to: str, language: str, context: dict[str, Any]) -> Mail:
    with translation.override(language):
        # The network's name is read in the language of the mail.
        context = {name: str(value) for name, value in context.items()}
        subject = render_to_string(f"bank/email/{template}_subject.txt", context).strip()
        return Mail(to, subject, render_to_string(f"bank/email/{template}.txt", context).strip() + "\n")


def _register(kinds: Iterable[tuple[str, Any]]) -> None:
    for kind, compose in kinds:
        register_mail(kind, compose=compose)


_register(
    [
        (CODE, compose_code),
        (RECEIVED, compose_received),
        (QUESTION, compose_question),
        (ENQUIRY_RECEIVED, partial(compose_enquiry, "enquiry_received")),
        (ENQUIRY_ANSWERED, partial(compose_enquiry, "enquiry_answered")),
        (ORDER_WAITS, partial(compose_to_coordinators, "order_waits")),
        (ANSWER_WAITS, partial(compose_to_coordinators, "answer_waits")),
        (ENQUIRY_WAITS, partial(compose_to_coordinators, "enquiry_waits")),
    ]
)
