"""The addresses as they are where a service of OpenID Connect is named."""

from django.urls import include, path

from verkosto.urls import handler404, urlpatterns

__all__ = ["handler404", "urlpatterns"]

urlpatterns = [*urlpatterns, path("tili/", include("network.oidc_urls"))]
