"""The editors' side of the catalogue; apart from the public one, so that no code of a method meets an address."""

from django.urls import path

from methods.views import work

app_name = "catalogue"

urlpatterns = [
    path("", work.OverviewView.as_view(), name="overview"),
    path("katselmukset/", work.DueListView.as_view(), name="due-list"),
]
