"""Signed minutes to chosen people: a mail with a link each, logged by name."""

from collections.abc import Sequence
from functools import partial
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import key_of, record
from core.errors import DomainError
from core.mail import send_mail
from core.states import lock
from meetings.minutes_mail import MINUTES_MAIL, signs_in
from meetings.models import Meeting, MinutesMail
from meetings.services.invitations import Recipient
from meetings.versions import latest_version
from network.enums import MailTime
from network.models import User
from network.services import notify


@transaction.atomic
def mail_minutes(meeting: Meeting, *, recipients: Sequence[Recipient], actor: User) -> list[MinutesMail]:
    """Mail a link to the newest signed version; who has got it already gets no second mail while the link opens it.

    An address whose key has expired gets a new key.

    Raises ``DomainError`` while the minutes are not signed, without recipients, and when all of them have it already.
    """
    meeting = lock(meeting)
    version = latest_version(meeting)
    if version is None or meeting.is_editable:
        raise DomainError(_("The minutes are not signed yet. Sign them first, then send them."))
    if not recipients:
        raise DomainError(_("Choose at least one recipient."))
    sent = {mail.email.casefold(): mail for mail in version.mails.all()}
    mails = []
    for one in {one.email.casefold(): one for one in recipients}.values():
        mail = sent.get(one.email.casefold()) or MinutesMail(version=version, email=one.email)
        if mail.pk and not mail.has_expired:
            continue
        mail.name_label, mail.person = one.name, one.person
        mail.key, mail.queued_at, mail.sent_at = uuid4(), timezone.now(), None
        mail.full_clean()
        mail.save()
        _tell(mail, actor=actor)
        changes = {"recipient": [None, key_of(mail)], "version": [None, version.number]}
        record("meetings.minutes.mailed", meeting, actor=actor, changes=changes)
        mails.append(mail)
    if not mails:
        raise DomainError(_("All of these have got this version already. Nothing was sent."))
    return mails


def _tell(mail: MinutesMail, *, actor: User) -> None:
    """By mail; whoever signs in to the network may have chosen to be told otherwise, and then has been told."""
    day = str(mail.queued_at.date())
    send = partial(send_mail, MINUTES_MAIL, mail, actor=actor, key=day)
    if not signs_in(mail):
        send()
        return
    version = mail.version
    key, path = f"{mail.pk}:{day}", version.get_absolute_url()
    notice = notify(
        mail.person.user, about=MINUTES_MAIL, network=version.network, path=path, key=key, actor=actor, at_once=send
    )
    if notice.mail != MailTime.AT_ONCE:
        mail.sent_at = timezone.now()
        mail.save(update_fields=["sent_at"])
