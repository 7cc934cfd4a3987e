"""Addresses of signing in through another service, under allauth's names; only where the settings name one."""

from django.urls import path

from network import oidc

urlpatterns = [
    path("palvelu/<slug:provider_id>/", oidc.login, name="openid_connect_login"),
    path("palvelu/<slug:provider_id>/takaisin/", oidc.callback, name="openid_connect_callback"),
]
