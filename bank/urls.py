from django.urls import path

from bank import views

app_name = "bank"

urlpatterns = [
    path("tilaukset/", views.OrderListView.as_view(), name="order-list"),
    path("tilaukset/uusi/", views.OrderCreateView.as_view(), name="order-create"),
    path("tilaukset/<int:pk>/", views.OrderDetailView.as_view(), name="order-detail"),
    path("tilaukset/<int:pk>/muokkaa/", views.OrderUpdateView.as_view(), name="order-update"),
    path("tilaukset/<int:pk>/huoli/", views.ConcernView.as_view(), name="order-concern"),
    path("tilaukset/<int:pk>/vetajat/", views.TeamView.as_view(), name="order-team"),
    path("tilaukset/<int:pk>/vetajat/<int:slot>/poista/", views.ReleaseView.as_view(), name="order-release"),
    path("tilaukset/<int:pk>/tulos/", views.OutcomeView.as_view(), name="order-outcome"),
    path("tilaukset/<int:pk>/avaa/", views.ReopenView.as_view(), name="order-reopen"),
    path("tilaukset/<int:pk>/raportti/", views.OrderReportView.as_view(), name="order-report"),
    path("jono/", views.QueueView.as_view(), name="queue"),
    path("tilaukset/<int:pk>/vastaus-luettu/", views.AnswerReadView.as_view(), name="order-answer-read"),
    path("raportti/", views.ReportView.as_view(), name="report"),
    path("raportti/vahvista/", views.FreezeYearView.as_view(), name="report-freeze"),
    path("rekisteri/", views.RegisterView.as_view(), name="register"),
    path("jasenet/", views.MemberListView.as_view(), name="member-list"),
    path("jasenet/uusi/", views.MemberCreateView.as_view(), name="member-create"),
    path("jasenet/<int:pk>/", views.MemberDetailView.as_view(), name="member-detail"),
    path("jasenet/<int:pk>/muokkaa/", views.MemberUpdateView.as_view(), name="member-update"),
]
