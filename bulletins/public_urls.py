"""Addresses of published bulletins. They last: nothing below ``/tiedotteet/`` may change its meaning."""

from django.urls import path

from bulletins.views import public

app_name = "public-bulletins"
urlpatterns = [
    path("peru/<uuid:key>/", public.UnsubscribeView.as_view(), name="unsubscribe"),
    path("<slug:slug>/", public.PublicListView.as_view(), name="list"),
    path("<slug:slug>/<int:pk>/", public.PublicBulletinView.as_view(), name="bulletin"),
    path("<slug:slug>/<int:pk>/versio/<int:number>/", public.PublicBulletinView.as_view(), name="version"),
    path("<slug:slug>/<int:pk>/versio/<int:number>/pdf/", public.PublicPaperView.as_view(), name="paper"),
    path("<slug:slug>/syote/<slug:language>/", public.FeedView.as_view(), name="feed"),
]
