"""The account pages of allauth that we use, at Finnish addresses and under allauth's own names.

Nobody signs up on one's own, so its sign-up has no address here.
"""

from allauth.account import views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, re_path

from network.views import CodeAgainView, OwnExportView, SessionListView

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
    path("istunnot/", SessionListView.as_view(), name="account_sessions"),
    path("tiedot/", OwnExportView.as_view(), name="account_export"),
    path("varmista/", views.reauthenticate, name="account_reauthenticate"),
    path("varmista/koodilla/", CodeAgainView.as_view(), name="account_reauthenticate_by_code"),
    # A code by mail instead of the password.
    path("koodi/", views.request_login_code, name="account_request_login_code"),
    path("koodi/vahvista/", views.confirm_login_code, name="account_confirm_login_code"),
    # The second step.
    path("vahvistus/", mfa.index, name="mfa_index"),
    path("vahvistus/kirjaudu/", mfa.authenticate, name="mfa_authenticate"),
    path("vahvistus/varmista/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("vahvistus/sovellus/", totp.activate_totp, name="mfa_activate_totp"),
    path("vahvistus/sovellus/poista/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("vahvistus/varakoodit/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("vahvistus/varakoodit/uudet/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("vahvistus/varakoodit/lataa/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("vahvistus/avaimet/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("vahvistus/avaimet/uusi/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("vahvistus/avaimet/varmista/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("vahvistus/avaimet/<int:pk>/poista/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("vahvistus/avaimet/<int:pk>/muokkaa/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("avaimella/", webauthn.login_webauthn, name="mfa_login_webauthn"),
]
