"""A unique word in every field that holds contact data, concerns or secrets, and the table of who may see it where."""

import json
import re
from dataclasses import dataclass, field

from django.apps import apps
from django.db import models

from bank.models import Concern, ImportedRow
from core.fields import DeclaredMixin
from core.privacy import DataClass
from tests.factories.bank import AddressCodeFactory
from verkosto.privacy import PACKAGE_FIELDS

RESTRICTED = {DataClass.CONTACT, DataClass.CONCERN, DataClass.SECRET}
WORD = re.compile(rb"qz\d{6}zq")
OWN, NETWORK, FOREIGN = "one's own", "of the network", "of another network"


@dataclass(frozen=True)
class Word:
    """What a word stands for: the field, whose it is, and of which network."""

    name: str
    holds: DataClass
    users: frozenset = field(default_factory=frozenset)
    networks: frozenset = field(default_factory=frozenset)


def restricted_fields():
    """``(name, field, data class)`` of every column that holds contact data or more."""
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            name = f"{model._meta.app_label}.{model.__name__}.{column.name}"
            holds = column.holds if isinstance(column, DeclaredMixin) else PACKAGE_FIELDS.get(name, (None,))[0]
            if holds in RESTRICTED:
                yield name, column, holds


class Planted:
    """The words of a world: ``words[word]`` says what each stands for."""

    def __init__(self, world):
        self.words, self.world = {}, world
        AddressCodeFactory()
        for order in world.orders.values():
            ImportedRow.objects.create(order=order, register="Vanha", row="1", cells={"Tilaaja": "Joku"})
        for name, column, holds in restricted_fields():
            for row in column.model._base_manager.order_by("pk"):
                self._plant(name, column, holds, row)

    def _plant(self, name, column, holds, row):
        value = getattr(row, column.attname)
        if isinstance(row, Concern):
            word = self._new(name, holds, row)
            row.write(text=f"Huoli {word}.", zone=None, situation="")
            row.save()
        elif holds == DataClass.SECRET or isinstance(column, models.FileField):
            # It could not do its work with another value, and is unique as it is.
            for secret in secrets_in(value):
                self.words[secret] = self._about(name, holds, row)
        elif isinstance(column, models.JSONField):
            word = self._new(name, holds, row)
            changed = with_word(value, word)
            column.model._base_manager.filter(pk=row.pk).update(**{column.attname: changed})
        else:
            word = self._new(name, holds, row)
            text = f"{word}@example.org" if isinstance(column, models.EmailField) else word
            column.model._base_manager.filter(pk=row.pk).update(**{column.attname: text})

    def _new(self, name, holds, row):
        word = f"qz{len(self.words):06}zq".encode()
        self.words[word] = self._about(name, holds, row)
        return word.decode()

    def _about(self, name, holds, row):
        return Word(name, holds, frozenset(users_of(row)), frozenset(networks_of(row)))

    def in_(self, content):
        """What stands in an answer: ``[Word]``."""
        found = {self.words[word] for word in WORD.findall(content) if word in self.words}
        return found | {
            about for word, about in self.words.items() if about.holds == DataClass.SECRET and word in content
        }


def secrets_in(value):
    """The strings of a secret that are long enough to be known again."""
    if isinstance(value, dict | list):
        texts = re.findall(r'"([^"]{16,})"', json.dumps(value))
    else:
        texts = [str(getattr(value, "name", value) or "")]
    return [text.encode() for text in texts if len(text) >= 16]


def with_word(value, word):
    """The same shape with the word as the first text within."""
    if isinstance(value, dict):
        return value | {next(iter(value), "cell"): word}
    return [[*place, with_word(cells, word)] for *place, cells in value]


def users_of(row):
    """The accounts that a row is about."""
    for path in (
        (),
        ("user",),
        ("person", "user"),
        ("contact", "user"),
        ("order", "contact", "user"),
        ("created_by",),
    ):
        found = row
        for step in path:
            found = getattr(found, step, None)
        if found is not None and found._meta.label == "network.User":
            yield found.pk


def networks_of(row):
    """The networks that a row belongs to; none for what belongs to no network."""
    if row._meta.label == "network.Network":
        yield row.pk
    for path in (
        ("network",),
        ("order", "network"),
        ("meeting", "network"),
        ("version", "meeting", "network"),
        ("version", "bulletin", "network"),
    ):
        found = row
        for step in path:
            found = getattr(found, step, None)
        if found is not None:
            yield found.pk
    for user in users_of(row):
        yield from apps.get_model("network.Person").objects.filter(user=user).values_list("network", flat=True)


ANYBODY, SIGNED_IN = "anybody", "everybody signed in"
ROLES = ("coordinator", "orderer", "facilitator", "secretary", "member", "editor", "admin")
KEEPERS = ("coordinator", "admin", "secretary")
EITHER = (OWN, NETWORK)
REACHED = r"network\.Person\.(email|phone)"


@dataclass(frozen=True)
class Shown:
    """One line of the table: who may see which fields, of whose objects, at which addresses, and why."""

    fields: str
    who: tuple[str, ...] | str
    whose: tuple[str, ...]
    where: str
    why: str

    def allows(self, about, person, whose, where):
        may = person in self.who if isinstance(self.who, tuple) else self.who == ANYBODY or person != "anonymous"
        return (
            may and whose in self.whose and re.fullmatch(self.fields, about.name) and re.fullmatch(self.where, where)
        )


# What is told of somebody to that person: never a concern, nor what signs one in.
NO_SECRET = r"(?!bank\.Concern|mfa\.|network\.CalendarFeed).*"

SHOWN = [
    Shown(r"network\.User\.name", SIGNED_IN, (OWN,), r".*", "The head of every page says who is signed in."),
    Shown(r"network\.User\.email|account\.EmailAddress\.email", SIGNED_IN, (OWN,),
          r"account_\w+|mfa_\w+|home|outside:(order|enquiry)|signup:form",
          "One's own account; the public forms are filled in with its address."),
    Shown(r"account\.EmailAddress\.email", ANYBODY, EITHER, r"account_confirm_email",
          "The link stands in a mail to that address alone, and asks whether it is one's own."),
    Shown(r"mfa\.Authenticator\.data", SIGNED_IN, (OWN,), r"mfa_\w+_webauthn",
          "A browser must be told which passkeys there are: their public names."),
    Shown(r"network\.User\.name", ("coordinator", "secretary"), (NETWORK,), r"meetings:minutes-life",
          "Who commented on minutes and signed them is a part of their life."),
    Shown(r"bank\.Concern\.sealed", ("coordinator",), EITHER, r"bank:order-(concern|update)",
          "The coordinator reads the concern and writes what the orderer says by phone; each reading is logged."),
    Shown(r"bank\.Concern\.sealed", ("admin",), (NETWORK,), r"concerns:opening-detail",
          "Opened by exception: with a reason, for an hour, told to the orderer (tests/bank/test_openings.py)."),
    Shown(NO_SECRET, SIGNED_IN, (OWN,), r"account_export", "All that is held of oneself (GDPR art. 15)."),
    Shown(NO_SECRET, ("admin",), EITHER, r"network:person-export",
          "An administrator answers who asks what is held of oneself; each look is logged."),
    Shown(r"bank\.Concern\.sealed", ("orderer",), (OWN,), r"bank:order-concern", "The orderer's own words."),
    Shown(r"bank\.Concern\.sealed", ("facilitator",), (NETWORK,), r"bank:order-concern",
          "Whoever leads the order; others of the team do not (tests/bank/test_rules.py)."),
    Shown(r"bank\.Enquiry\.(name|email|phone)", ("coordinator",), (NETWORK,), r"bank:enquiry-(list|detail)",
          "Enquiries are answered by the coordinator."),
    Shown(r"bank\.ImportPreview\.rows", ("coordinator",), (OWN,), r"bank:import-preview",
          "The author of an import looks at it before it is saved."),
    Shown(r"network\.ImportPreview\.rows", KEEPERS, (OWN,), r"network:import-preview",
          "The author of an import looks at it before it is saved."),
    Shown(r"bank\.(ImportedRow\.cells|Order\.contact_label)", ("coordinator", "facilitator"), (NETWORK,),
          r"bank:order-detail|the document order report",
          "The team must know who ordered, also where an older register says it in its own words."),
    Shown(r"bank\.(ImportedRow\.cells|Order\.contact_label)", ("orderer",), (OWN,),
          r"bank:order-detail|the document order report", "One's own order."),
    Shown(r"meetings\.Invitation\.email", ("coordinator", "secretary"), (NETWORK,), r"meetings:invitation",
          "Whoever sends invitations sees where they go."),
    Shown(r"bulletins\.BulletinMail\.email", KEEPERS, (NETWORK,), r"bulletins:bulletin-(detail|mail)",
          "Whoever mails bulletins sees where they went."),
    Shown(r"workshops\.SignUp\.email", ANYBODY, (NETWORK,), r"signup:own",
          "The page of one's own sign-up is found by a key that was mailed to that address alone."),
    Shown(r"workshops\.SignUp\.email", ("coordinator", "secretary"), (NETWORK,),
          r"workshops:signup-(list|update)|the document sign-ups of a day",
          "Whoever arranges a day reaches those who come."),
    Shown(r"network\.Network\.data_officer_(email|name)", ("admin",), (NETWORK,),
          r"network:data-officer|processing|the document (verkosto\.processing|register of processing)",
          "Administrators name the data protection officer, who stands in the register of processing."),
    Shown(REACHED, KEEPERS, EITHER, r"network:person-(list|detail|update)", "They keep the people of the network."),
    Shown(REACHED, ROLES, (OWN,), r"network:person-detail", "Everybody sees oneself."),
    Shown(REACHED, ("coordinator",), EITHER, r"bank:member-detail|the document (bank\.)?members.sheet",
          "The coordinator reaches the members of the bank."),
    Shown(REACHED, ("facilitator",), (OWN,), r"bank:member-detail", "A facilitator sees oneself."),
    Shown(REACHED, ("coordinator", "facilitator"), (NETWORK,), r"bank:order-detail",
          "Whoever leads agrees on the details with the contact person."),
    Shown(REACHED, ("orderer",), (OWN,), r"bank:order-detail", "One's own order."),
]  # fmt: skip


def is_shown(about, person, whose, where):
    """The line of the table that allows it, or ``None``."""
    return next((line for line in SHOWN if line.allows(about, person, whose, where)), None)
