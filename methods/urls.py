from django.urls import path

from methods import views

app_name = "methods"

urlpatterns = [
    path("", views.MethodListView.as_view(), name="method-list"),
    path("etsin/", views.ZoneFinderView.as_view(), name="zone-finder"),
    path("syote.json", views.feed, name="feed"),
    path("tulosta/", views.CataloguePrintView.as_view(), name="catalogue-print"),
    path("<slug:code>/versio/<int:number>/tulosta/", views.VersionPrintView.as_view(), name="version-print"),
    path("<slug:code>/", views.MethodDetailView.as_view(), name="method-detail"),
    path("<slug:code>/versiot/", views.VersionListView.as_view(), name="version-list"),
    path("<slug:code>/versio/<int:number>/", views.VersionDetailView.as_view(), name="version-detail"),
]
