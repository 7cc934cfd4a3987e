"""Addresses on which feedback is given, without an account; they stand on paper and in mails."""

from django.urls import path, re_path

from bank import views

app_name = "feedback"
urlpatterns = [
    path("", views.CodeView.as_view(), name="code"),
    path("kiitos/", views.ThanksView.as_view(), name="thanks"),
    path("oma/<uuid:key>/", views.OwnView.as_view(), name="own"),
    re_path(r"^(?P<code>[0-9A-Za-z]{6})/$", views.ParticipantView.as_view(), name="participant"),
]
