"""What every page's template knows."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict:
    """The current network, the networks to switch to, how many notices are unread, and whether this is a demo.

    One query for signed-in people.
    """
    user = getattr(request, "user", None)
    networks = user.networks_today if user is not None and user.is_authenticated else []
    network = getattr(request, "network", None) or (networks[0] if len(networks) == 1 else None)
    return {
        "demo": settings.DEMO,
        "oidc_name": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
        "network": network,
        "networks": networks,
        "unread_notices": sum(one.unread for one in networks),
    }
