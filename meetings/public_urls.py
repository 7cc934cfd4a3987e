"""Addresses of published minutes. They last: nothing below ``/poytakirjat/`` may change its meaning."""

from django.urls import path

from meetings.views import published

app_name = "published"
urlpatterns = [
    path("avain/<uuid:key>/", published.MailedView.as_view(), name="mailed"),
    path("<slug:slug>/", published.PublishedListView.as_view(), name="list"),
    path("<slug:slug>/<int:meeting>/", published.PublishedView.as_view(), name="minutes"),
    path("<slug:slug>/<int:meeting>/kohta/<str:item>/", published.PublishedView.as_view(), name="item"),
    path("<slug:slug>/<int:meeting>/versio/<int:number>/", published.PublishedView.as_view(), name="version"),
    path(
        "<slug:slug>/<int:meeting>/versio/<int:number>/kohta/<str:item>/",
        published.PublishedView.as_view(),
        name="version-item",
    ),
]
