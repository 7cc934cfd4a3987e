"""What the access table says: to whom an address is open, and which objects of a network a role sees."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from network.enums import RoleKind

COORDINATOR, ORDERER, FACILITATOR, SECRETARY, MEMBER, EDITOR, ADMIN = RoleKind


class Open(Enum):
    """To whom an address outside the networks is open."""

    PUBLIC = "everybody"
    SIGNED_IN = "everybody who has signed in"
    # The catalogue is one for all networks. Others see what of it is published, and that it is edited.
    EDITORS = "the method editors of any network"


class Which(Enum):
    """Which objects of a network somebody sees. What "one's own" is stands at the table of each kind of object."""

    ALL = "all"
    OWN = "one's own"


@dataclass(frozen=True)
class InNetwork:
    """Open within a network: ``sees`` says which objects a role sees, ``may`` which of those roles may do the act.

    Whoever has no role in the network finds nothing there.
    """

    sees: Mapping[str, Which]
    may: frozenset[str]


@dataclass(frozen=True)
class Access:
    """One row. ``of`` names the kind of object whose keys the address holds; a name has a row for each kind.

    ``only`` names the setting without which the address does not exist. ``committed`` are those of the roles that
    must have accepted the network's commitment to confidentiality first (``verkosto.middleware``): there is something
    restricted on the page. ``again`` names the methods for which one shows again that it is oneself, when signing in
    is a while ago.
    """

    name: str
    methods: str
    who: Open | InNetwork
    of: str = ""
    only: str = ""
    committed: tuple[str, ...] = ()
    again: str = ""


ALL, OWN = Which.ALL, Which.OWN
EVERYBODY_ALL = dict.fromkeys(RoleKind, ALL)
EVERYBODY_OWN = dict.fromkeys(RoleKind, OWN)


def network(*roles: str) -> InNetwork:
    """Open to these roles of the network; the others see that the address exists."""
    return InNetwork(EVERYBODY_ALL, frozenset(roles))


def seen(sees: Mapping[str, Which], *, by: tuple[str, ...] | None = None) -> InNetwork:
    """Open for the objects that a role sees: to those ``by`` whom the act may be done, or to all who see."""
    return InNetwork(sees, frozenset(sees if by is None else by))


ANYBODY = network(*RoleKind)
PEOPLE_KEEPERS = (COORDINATOR, ADMIN, SECRETARY)

# Who sees which orders: coordinators all; the orderer's own are those whose contact person the orderer is, the
# facilitator's own those in whose team the facilitator is. The concern of an order follows the same rule,
# but is not shown to facilitators who are in reserve or observe (tests/bank/test_rules.py).
ORDERS = {COORDINATOR: ALL, ORDERER: OWN, FACILITATOR: OWN}
# Concerns opened by exception: an administrator sees what he or she opened.
OPENINGS = {ADMIN: OWN}
# Invitations: a facilitator sees what he or she was asked.
INVITATIONS = {COORDINATOR: ALL, FACILITATOR: OWN}
# Members of the bank: a facilitator sees oneself.
MEMBERS = {COORDINATOR: ALL, FACILITATOR: OWN}
# People of the network: everybody sees oneself.
PEOPLE = EVERYBODY_OWN | dict.fromkeys(PEOPLE_KEEPERS, ALL)
# Organisations that are asked which themes they join: everybody sees those in which he or she works.
ASKED = EVERYBODY_OWN | {COORDINATOR: ALL}

ALL_READERS = seen(EVERYBODY_ALL)
DIRECTORY_WRITERS = seen(EVERYBODY_ALL, by=PEOPLE_KEEPERS)
MEETING_WRITERS = seen(EVERYBODY_ALL, by=(COORDINATOR, SECRETARY))
ADMINS_READ = seen(EVERYBODY_ALL, by=(ADMIN,))
REGISTER_READERS = CALL_WRITERS = seen(EVERYBODY_ALL, by=(COORDINATOR,))
PERSON_READERS, PERSON_WRITERS, PERSON_ADMINS = (
    seen(PEOPLE),
    seen(PEOPLE, by=PEOPLE_KEEPERS),
    seen(PEOPLE, by=(ADMIN,)),
)
# Files that people are taken in from: each one's own.
OWN_PREVIEWS = seen(dict.fromkeys(PEOPLE_KEEPERS, OWN))
# What only coordinators know of: enquiries and agreements.
COORDINATORS_OWN = seen({COORDINATOR: ALL})
ORDER_READERS, ORDER_WRITERS = seen(ORDERS), seen(ORDERS, by=(COORDINATOR,))
ORDER_REPORTERS = seen(ORDERS, by=(COORDINATOR, FACILITATOR))
INVITATION_READERS, INVITATION_WRITERS = seen(INVITATIONS), seen(INVITATIONS, by=(COORDINATOR,))
MEMBER_READERS, MEMBER_WRITERS = seen(MEMBERS), seen(MEMBERS, by=(COORDINATOR,))
# What only coordinators know of.
COORDINATORS = seen({COORDINATOR: ALL})
