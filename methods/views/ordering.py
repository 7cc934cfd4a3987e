"""Whose order forms a page offers."""

from network.enums import RoleKind
from network.models import Network


class OrderingMixin:
    """What templates/methods/_order_button.html needs of the reader."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            order_networks=self.order_networks(), form_networks=self.form_networks(), **kwargs
        )

    def order_networks(self):
        """The networks in which the user logs orders."""
        user = self.request.user
        ids = user.network_ids(RoleKind.COORDINATOR) if user.is_authenticated else []
        return list(Network.objects.filter(pk__in=ids)) if ids else []

    def form_networks(self):
        """The networks whose public form the reader may choose: those of the user, or all."""
        user = self.request.user
        return user.networks_today if user.is_authenticated else list(Network.objects.all())
