"""Bulletins to chosen people: a mail with a link each, logged by name; and the wish to get no more."""

from collections.abc import Sequence
from functools import partial

from django.db import transaction
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from bulletins.enums import BulletinState
from bulletins.mail import BULLETIN_MAIL
from bulletins.models import Bulletin, BulletinMail, Unsubscribed
from bulletins.queries import is_unsubscribed, possible_hashes, unsubscribed_hash, unsubscribed_hashes
from core.audit import key_of, record
from core.errors import DomainError
from core.mail import send_mail
from core.states import lock
from network.models import Network, Person, User
from network.services import notify


@transaction.atomic
def mail_bulletin(bulletin: Bulletin, *, people: Sequence[Person], actor: User) -> list[BulletinMail]:
    """Mail a link to the newest version; who has got it already, has no address or has unsubscribed gets nothing.

    Raises ``DomainError`` while it is not published, and when nobody is left.
    """
    bulletin = lock(bulletin)
    if bulletin.state != BulletinState.PUBLISHED:
        raise DomainError(_("Only a published bulletin is mailed."))
    version = bulletin.versions.order_by("-number").first()
    refused = unsubscribed_hashes(bulletin.network)
    known = {email.casefold() for email in version.mails.values_list("email", flat=True)}
    mails = []
    for person in people:
        address = person.email.casefold()
        if not address or address in known or is_unsubscribed(bulletin.network, address, refused):
            continue
        known.add(address)
        mail = BulletinMail(version=version, person=person, name_label=person.name, email=person.email)
        mail.full_clean()
        mail.save()
        _tell(mail, bulletin.network, actor=actor)
        changes = {"recipient": [None, key_of(mail)], "version": [None, version.number]}
        record("bulletins.bulletin.mailed", bulletin, actor=actor, changes=changes)
        mails.append(mail)
    if not mails:
        raise DomainError(_("There is nobody to whom this would go. Nothing was sent."))
    return mails


def _tell(mail: BulletinMail, network: Network, *, actor: User) -> None:
    """By mail; whoever signs in to the network may have chosen to be told otherwise."""
    send = partial(send_mail, BULLETIN_MAIL, mail, actor=actor)
    user = mail.person.user
    if user is None or not user.is_active or network.pk not in user.network_ids():
        send()
        return
    path = mail.version.get_absolute_url()
    notify(user, about=BULLETIN_MAIL, network=network, path=path, key=str(mail.pk), actor=actor, at_once=send)


@transaction.atomic
def unsubscribe(mail: BulletinMail, *, actor: None = None) -> Unsubscribed:
    """No more bulletins of the network to this address: kept as a hash. A second time changes nothing."""
    network = mail.version.network
    found = Unsubscribed.objects.filter(network=network, address_hash__in=possible_hashes(network, mail.email))
    if row := found.first():
        return row
    row, is_new = Unsubscribed.objects.get_or_create(
        network=network, address_hash=unsubscribed_hash(network, mail.email)
    )
    if is_new:
        record("bulletins.bulletin.unsubscribed", mail.version.bulletin, actor=actor)
    return row


@transaction.atomic
def subscribe_again(mail: BulletinMail, *, actor: None = None) -> None:
    """Whoever has the key of a mail wants bulletins of the network again. A second time changes nothing."""
    network = mail.version.network
    found = Unsubscribed.objects.filter(network=network, address_hash__in=possible_hashes(network, mail.email))
    if found.delete()[0]:
        record("bulletins.bulletin.subscribed_again", mail.version.bulletin, actor=actor)


@transaction.atomic
def erase_addresses(key: int) -> dict[str, int]:
    """The eraser of bulletins for ``network.person``. Addresses stay different from one another, as the rows want.

    What was published stays as it was, with the names that it named: it is a record, kept by the archive plan.
    """
    nobody = Concat(Value("poistettu-"), Cast(F("pk"), CharField()), Value("@poistettu.invalid"))
    mails = BulletinMail.objects.filter(person=key)
    name = Value("Poistettu henkilö")
    return {"addresses of mailed bulletins": mails.update(email=nobody, name_label=name)}
