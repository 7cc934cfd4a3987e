"""The account pages of allauth that we use, at Finnish addresses and under allauth's own names.

Nobody signs up on one's own, so its sign-up has no address here.
"""

from allauth.account import views
from django.urls import path, re_path

urlpatterns = [
    path("kirjaudu/", views.login, name="account_login"),
    path("ulos/", views.logout, name="account_logout"),
    path("suljettu/", views.account_inactive, name="account_inactive"),
    path("sahkoposti/", views.email, name="account_email"),
    path("vahvista/", views.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^vahvista/(?P<key>[-:\w]+)/$", views.confirm_email, name="account_confirm_email"),
    path("salasana/", views.password_change, name="account_change_password"),
    path("salasana/aseta/", views.password_set, name="account_set_password"),
    path("salasana/unohtunut/", views.password_reset, name="account_reset_password"),
    path("salasana/unohtunut/lahetetty/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^salasana/unohtunut/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("salasana/vaihdettu/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]
