"""Addresses on which a municipality tells what came of its next steps, without an account; they stand in mails."""

from django.urls import path

from workshops import views

app_name = "news"
urlpatterns = [
    path("kiitos/", views.NewsToldView.as_view(), name="told"),
    path("<uuid:key>/", views.NewsTellView.as_view(), name="tell"),
]
