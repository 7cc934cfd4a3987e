"""Mails of the bank: they say that something waits and link to it; no content, no concern (product.md, section 6)."""

from functools import partial

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from bank.models import BankHolder, Invitation, Member
from core.mail import Mail, address_of, register_mail, send_mail
from network.enums import NoticeKind
from network.models import User
from network.services import notify, register_notice

INVITE, WITHDRAW, REMIND = "bank.invite", "bank.withdraw", "bank.remind"
HAND_OVER, ASSIGNED = "bank.hand_over", "bank.assigned"


def send_invitation(invitation: Invitation, *, actor: User | None) -> None:
    """Tell a member that a question waits; to confirm again is a question too."""
    if address_of_member(invitation):
        _tell(INVITE, invitation, actor=actor)


def send_withdrawal(invitation: Invitation, *, actor: User | None) -> None:
    """Tell a member that no answer is needed any more."""
    if address_of_member(invitation):
        send_mail(WITHDRAW, invitation, actor=actor)


def send_reminder(invitation: Invitation) -> bool:
    """Remind a member of a question; whether there is an address to do so. The same invitation is one mail, ever."""
    if not address_of_member(invitation):
        return False
    _tell(REMIND, invitation, actor=None)
    return True


def tell_assigned(invitation: Invitation, *, actor: User) -> None:
    """A member with an account hears that a coordinator has logged the own word of the phone."""
    user = invitation.member.person.user
    if user is not None and user.is_active and user != actor:
        order = invitation.order
        path, key = order.get_absolute_url(), str(invitation.pk)
        notify(user, about=ASSIGNED, network=order.network, path=path, key=key, actor=actor)


def _tell(kind: str, invitation: Invitation, *, actor: User | None) -> None:
    """By mail; whoever signs in to the network may have chosen to be told otherwise."""
    mail = partial(send_mail, kind, invitation, actor=actor)
    user, network = invitation.member.person.user, invitation.order.network
    if user is None or not user.is_active or network.pk not in user.network_ids():
        mail()
        return
    path = invitation.get_absolute_url()
    notify(user, about=kind, network=network, path=path, key=str(invitation.pk), actor=actor, at_once=mail)


def send_hand_over(member: Member, *, holder: BankHolder, actor: User | None) -> None:
    """Tell a member that another organisation runs the bank; once for each hand-over."""
    if _address(member):
        send_mail(HAND_OVER, member, actor=actor, key=str(holder.pk))


def address_of_member(invitation: Invitation) -> str:
    """Where the member is reached: the account's address, else that of the person; empty for none."""
    return _address(invitation.member)


def _address(member: Member) -> str:
    person = member.person
    return person.user.email if person.user else person.email


def compose(template: str, expects_answer: bool, invitation: Invitation) -> Mail | None:
    """The mail, in the member's language; nothing when what it says is no longer so."""
    if expects_answer and (invitation.answer or invitation.ended_at):
        return None
    user = invitation.member.person.user
    with translation.override(user.language if user else settings.LANGUAGE_CODE):
        context = {"url": address_of(invitation.get_absolute_url()), "network": str(invitation.order.network),
                   "confirms": invitation.confirms_id is not None}  # fmt: skip
        subject = render_to_string(f"bank/email/{template}_subject.txt", context).strip()
        return Mail(address_of_member(invitation), subject, render_to_string(f"bank/email/{template}.txt", context))


def compose_hand_over(member: Member) -> Mail | None:
    """That the bank is handed over, and where to read more; nothing for whoever has left it meanwhile."""
    if member.left_on is not None and member.left_on < timezone.localdate():
        return None
    user = member.person.user
    with translation.override(user.language if user else settings.LANGUAGE_CODE):
        path = reverse("bank:holder-list", args=[member.network.slug])
        context = {"url": address_of(path), "network": str(member.network)}
        subject = render_to_string("bank/email/hand_over_subject.txt", context).strip()
        return Mail(_address(member), subject, render_to_string("bank/email/hand_over.txt", context))


register_notice(INVITE, kind=NoticeKind.INVITATION, words=_("You are asked to facilitate."))
register_notice(REMIND, kind=NoticeKind.INVITATION, words=_("A question to facilitate still waits for your answer."))
register_notice(ASSIGNED, kind=NoticeKind.ORDER, words=_("You were picked as a facilitator, as agreed by phone."))
register_mail(HAND_OVER, compose=compose_hand_over)
register_mail(INVITE, compose=partial(compose, "invitation", True))
register_mail(WITHDRAW, compose=partial(compose, "withdrawal", False))
register_mail(REMIND, compose=partial(compose, "reminder", True))
