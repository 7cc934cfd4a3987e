"""The addresses as they are where DEMO is set."""

from django.urls import path

from verkosto.urls import handler404, urlpatterns
from verkosto.views import DemoLoginView

__all__ = ["handler404", "urlpatterns"]

urlpatterns = [*urlpatterns, path("demo/kirjaudu/", DemoLoginView.as_view(), name="demo-login")]
