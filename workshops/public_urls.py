"""Addresses on which people answer on a workshop day, without an account; they stand on the screen of the hall."""

from django.urls import path, re_path

from workshops import views

app_name = "phones"
CODE = "(?P<code>[0-9A-Za-z]{6})"
urlpatterns = [
    path("", views.PhoneDoorView.as_view(), name="code"),
    re_path(rf"^{CODE}/$", views.PhoneFormView.as_view(), name="form"),
    re_path(rf"^{CODE}/rivit/$", views.PhoneLinesView.as_view(), name="lines"),
    re_path(rf"^{CODE}/peru/$", views.PhoneWithdrawView.as_view(), name="withdraw"),
]
