"""The accounts of the demo, one for each role: what the sign-in page offers by a click. All names are invented."""

from typing import NamedTuple

from network.enums import RoleKind


# All accounts have it; they exist only where DEMO is set, on a machine that holds nothing real.
PASSWORD = "verkosto-demo-2027"  # noqa: S105


class DemoAccount(NamedTuple):
    """``network`` is the slug of the network in which the account has its role."""

    email: str
    name: str
    role: RoleKind
    network: str


ACCOUNTS = (
    DemoAccount("koordinaattori@example.fi", "Marja Koivuranta", RoleKind.COORDINATOR, "kaakko"),
    DemoAccount("tilaaja@example.fi", "Petri Salmivaara", RoleKind.ORDERER, "kaakko"),
    DemoAccount("vetaja@example.fi", "Irja Haapasuo", RoleKind.FACILITATOR, "kaakko"),
    DemoAccount("sihteeri@example.fi", "Tuomo Lehtikangas", RoleKind.SECRETARY, "kaakko"),
    DemoAccount("jasen@example.fi", "Outi Vainiokorpi", RoleKind.MEMBER, "kaakko"),
    DemoAccount("toimittaja@example.fi", "Eeva Rantasilta", RoleKind.EDITOR, "kaakko"),
    DemoAccount("paakayttaja@example.fi", "Jorma Niittymetsä", RoleKind.ADMIN, "kaakko"),
    DemoAccount("koordinaattori.uusimaa@example.fi", "Hanna Suvikallio", RoleKind.COORDINATOR, "uusimaa"),
    DemoAccount("sihteeri.uusimaa@example.fi", "Kalle Virtaharju", RoleKind.SECRETARY, "uusimaa"),
)


def account(role: str, network: str = "kaakko") -> DemoAccount:
    """The demo account of a role in a network."""
    return next(a for a in ACCOUNTS if a.role == role and a.network == network)
