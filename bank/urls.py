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
    path("tilaukset/pidetty/", views.HeldOrderView.as_view(), name="order-held"),
    path("tilaukset/<int:pk>/haku/", views.SearchOpenView.as_view(), name="order-search"),
    path("tilaukset/<int:pk>/kutsuttu-koolle/", views.CallTogetherView.as_view(), name="order-call"),
    path("tilaukset/<int:pk>/siirto/", views.PostponeView.as_view(), name="order-postpone"),
    path("tilaukset/<int:pk>/paata/", views.CloseView.as_view(), name="order-close"),
    path("tilaukset/<int:pk>/palautepyynto/", views.FeedbackAskView.as_view(), name="order-feedback-ask"),
    path("tilaukset/<int:pk>/palautelappu/", views.SlipView.as_view(), name="order-slip"),
    path("tilaukset/<int:pk>/palautelappu/tee/", views.SlipMakeView.as_view(), name="order-slip-make"),
    path("tilaukset/<int:pk>/tapaamiset/uusi/", views.SessionCreateView.as_view(), name="session-create"),
    path(
        "tilaukset/<int:pk>/tapaamiset/<int:session>/muuta/",
        views.SessionUpdateView.as_view(),
        name="session-update",
    ),
    path("tilaukset/<int:pk>/tapaamiset/<int:session>/pidetty/", views.SessionHoldView.as_view(), name="session-hold"),
    path(
        "tilaukset/<int:pk>/tapaamiset/<int:session>/ei-tarpeen/",
        views.SessionWaiveView.as_view(),
        name="session-waive",
    ),
    path(
        "tilaukset/<int:pk>/tapaamiset/<int:session>/peru/", views.SessionCancelView.as_view(), name="session-cancel"
    ),
    path("palaute/", views.FeedbackResultsView.as_view(), name="feedback-results"),
    path("tilaukset/<int:pk>/raportti/", views.OrderReportView.as_view(), name="order-report"),
    path("rekisteri/", views.RegisterView.as_view(), name="register"),
    path("jasenet/", views.MemberListView.as_view(), name="member-list"),
    path("jasenet/haku/", views.MemberPickerView.as_view(), name="member-picker"),
    path("jasenet/uusi/", views.MemberCreateView.as_view(), name="member-create"),
    path("jasenet/<int:pk>/", views.MemberDetailView.as_view(), name="member-detail"),
    path("jasenet/<int:pk>/muokkaa/", views.MemberUpdateView.as_view(), name="member-update"),
]
