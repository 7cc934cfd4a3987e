"""What the network holds of a person, and of an account (``core.exporting``)."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.exporting import Column, Part, part_of
from network.models import (
    Acceptance,
    CalendarFeed,
    Digest,
    GroupMembership,
    MailChoice,
    Notice,
    Person,
    Position,
    Role,
    User,
)
from network.queries import own_sessions


def person_parts(key: int, _within: int | None) -> list[Part]:
    """The exporter of the network for ``network.person``: names, contact data, positions, groups."""
    return [
        part_of(
            "person",
            _("Names and contact data"),
            Person.objects.filter(pk=key),
            {
                "network__name_fi": _("network"),
                "first_name": None,
                "last_name": None,
                "email": None,
                "phone": None,
                "created_at": None,
                "updated_at": None,
            },
        ),
        part_of(
            "other_names",
            _("Other names"),
            Person.objects.filter(merged_into=key).order_by("pk"),
            {"first_name": None, "last_name": None, "updated_at": _("merged")},
        ),
        part_of(
            "positions",
            _("Positions"),
            Position.objects.filter(person=key).order_by("pk"),
            {"title": None, "organisation__name": _("organisation"), "valid_from": None, "valid_to": None},
        ),
        part_of(
            "groups",
            _("Groups"),
            GroupMembership.objects.filter(person=key).order_by("pk"),
            {
                "group__name": _("group"),
                "role": None,
                "organisation__name": _("represents"),
                "valid_from": None,
                "valid_to": None,
            },
        ),
    ]


def account_parts(key: int, within: int | None) -> list[Part]:
    """The exporter of the network for ``network.user``; within one network, nothing of how and where one signs in."""
    of_network = Q() if within is None else Q(network=within)
    of_commitment = Q() if within is None else Q(commitment__network=within)
    parts = [
        part_of(
            "account",
            _("Account"),
            User.objects.filter(pk=key),
            {
                "email": None,
                "name": None,
                "language": None,
                "is_active": None,
                "date_joined": _("opened"),
                "last_login": _("last signed in"),
            },
        ),
        part_of(
            "roles",
            _("Roles"),
            Role.objects.filter(of_network, user=key).order_by("pk"),
            {
                "network__name_fi": _("network"),
                "kind": None,
                "organisation__name": _("organisation"),
                "group__name": _("group"),
                "valid_from": None,
                "valid_to": None,
            },
        ),
        part_of(
            "acceptances",
            _("Commitment to confidentiality"),
            Acceptance.objects.filter(of_commitment, user=key).order_by("pk"),
            {"commitment__network__name_fi": _("network"), "commitment__number": None, "accepted_at": None},
        ),
        part_of(
            "notices",
            _("Notices"),
            Notice.objects.filter(of_network, user=key).order_by("pk"),
            {"network__name_fi": _("network"), "kind": None, "created_at": None, "read_at": _("read")},
        ),
    ]
    return parts if within is not None else [*parts, *_choices(key), *_signing_in(key)]


def _choices(key: int) -> list[Part]:
    """What somebody wants to be told of, and how."""
    return [
        part_of(
            "mail_choices",
            _("Mails about notices"),
            MailChoice.objects.filter(user=key).order_by("pk"),
            {"kind": None, "time": _("when")},
        ),
        part_of("digests", _("Digests"), Digest.objects.filter(user=key).order_by("pk"), {"day": _("day")}),
        part_of(
            "calendar",
            _("Calendar subscription"),
            CalendarFeed.objects.filter(user=key),
            {"made_at": _("created")},
        ),
    ]


def _signing_in(key: int) -> list[Part]:
    sessions = [(one.browser, one.since) for one in own_sessions(User.objects.get(pk=key), current_key="")]
    return [
        part_of(
            "addresses",
            _("E-mail addresses"),
            EmailAddress.objects.filter(user=key).order_by("pk"),
            {"email": _("e-mail"), "verified": _("confirmed"), "primary": _("in use")},
        ),
        # The name of a passkey is part of the data that signs one in, which is no concern of a file.
        part_of(
            "second_steps",
            _("Signing in in two steps"),
            Authenticator.objects.filter(user=key).order_by("pk"),
            {"type": _("kind"), "created_at": _("created"), "last_used_at": _("last used")},
        ),
        Part(
            "sign_ins",
            _("Where you are signed in"),
            (Column("browser", _("browser")), Column("since", _("since"))),
            sessions,
        ),
    ]
