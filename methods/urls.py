from django.urls import path

from methods import views

app_name = "methods"

urlpatterns = [
    path("", views.MethodListView.as_view(), name="method-list"),
    path("tulosta/", views.CataloguePrintView.as_view(), name="catalogue-print"),
    path("<slug:code>/versio/<int:number>/", views.VersionDetailView.as_view(), name="version-detail"),
    path("<slug:code>/versio/<int:number>/tulosta/", views.VersionPrintView.as_view(), name="version-print"),
    path("<slug:code>/", views.MethodDetailView.as_view(), name="method-detail"),
]
