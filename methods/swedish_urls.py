"""The public catalogue in Swedish: the pages of ``methods.urls`` whose address people pass on."""

from django.urls import path

from methods import views

app_name = "metoder"

urlpatterns = [
    path("", views.in_swedish(views.MethodListView.as_view()), name="method-list"),
    path("sok/", views.in_swedish(views.ZoneFinderView.as_view()), name="zone-finder"),
    path("<slug:code>/", views.in_swedish(views.MethodDetailView.as_view()), name="method-detail"),
]
