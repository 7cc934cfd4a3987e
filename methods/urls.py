from django.urls import path

from methods import views

app_name = "methods"

urlpatterns = [
    path("", views.MethodListView.as_view(), name="method-list"),
    path("etsin/", views.ZoneFinderView.as_view(), name="zone-finder"),
    path("<slug:code>/", views.MethodDetailView.as_view(), name="method-detail"),
]
