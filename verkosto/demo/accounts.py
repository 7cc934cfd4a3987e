"""The accounts of the demo, at least one for each role: what the sign-in page offers. All names are invented."""

from dataclasses import dataclass

from network.enums import RoleKind

# For all of them, and in a demo only: whoever can open the sign-in page may be anybody there anyway.
PASSWORD = "verkosto-demo-2027"  # noqa: S105 -- printed on purpose


@dataclass(frozen=True)
class DemoAccount:
    """``network`` is the slug of the network in which the account has its ``role``; ``more`` are its other roles.

    Addresses are in ``.example``, which nobody can own: no mail of a demo ever reaches anybody.
    """

    email: str
    name: str
    role: RoleKind
    network: str
    language: str = "fi"
    # Shape: ((role, slug of its network), …)
    more: tuple[tuple[RoleKind, str], ...] = ()


ACCOUNTS = (
    DemoAccount("koordinaattori@kaakko.example", "Marja Koivuranta", RoleKind.COORDINATOR, "kaakko"),
    DemoAccount("tilaaja@kaakko.example", "Petri Salmivaara", RoleKind.ORDERER, "kaakko"),
    DemoAccount("vetaja@kaakko.example", "Irja Haapasuo", RoleKind.FACILITATOR, "kaakko"),
    DemoAccount("sihteeri@kaakko.example", "Tuomo Lehtikangas", RoleKind.SECRETARY, "kaakko"),
    DemoAccount("jasen@kaakko.example", "Outi Vainiokorpi", RoleKind.MEMBER, "kaakko"),
    DemoAccount(
        "toimittaja@kaakko.example",
        "Eeva Rantasilta",
        RoleKind.EDITOR,
        "kaakko",
        more=((RoleKind.EDITOR, "uusimaa"),),
    ),
    # Whoever writes a version does not review it: two more.
    DemoAccount("toimittaja2@kaakko.example", "Osmo Kallioranta", RoleKind.EDITOR, "kaakko"),
    DemoAccount("paakayttaja@kaakko.example", "Jorma Niittymetsä", RoleKind.ADMIN, "kaakko"),
    DemoAccount(
        "koordinaattori@uusimaa.example",
        "Hanna Suvikallio",
        RoleKind.COORDINATOR,
        "uusimaa",
        more=((RoleKind.ADMIN, "uusimaa"),),
    ),
    DemoAccount("sihteeri@uusimaa.example", "Kalle Virtaharju", RoleKind.SECRETARY, "uusimaa"),
    DemoAccount("redaktor@uusimaa.example", "Solveig Ekholmen", RoleKind.EDITOR, "uusimaa", language="sv"),
    DemoAccount("ledamot@uusimaa.example", "Maria Strandgård", RoleKind.MEMBER, "uusimaa", language="sv"),
)


def account(role: str, network: str = "kaakko") -> DemoAccount:
    """The demo account of a role in a network."""
    return next(a for a in ACCOUNTS if a.role == role and a.network == network)
