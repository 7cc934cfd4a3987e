"""Reading a concern by exception. A namespace of its own: it is for administrators, who have no part in the bank."""

from django.urls import path

from bank import views

app_name = "concerns"

urlpatterns = [
    path("", views.OpeningListView.as_view(), name="opening-list"),
    path("<int:pk>/", views.OpeningDetailView.as_view(), name="opening-detail"),
]
