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
    path("tilaukset/<int:pk>/vetajat/paikka/", views.SlotCreateView.as_view(), name="order-slot-create"),
    path(
        "tilaukset/<int:pk>/vetajat/<int:slot>/paikka-pois/", views.SlotRemoveView.as_view(), name="order-slot-remove"
    ),
    path("tilaukset/<int:pk>/vetajat/<int:slot>/varalta/", views.SubstituteView.as_view(), name="order-substitute"),
    path("tilaukset/<int:pk>/ehdotus/kysy/", views.DraftAcceptView.as_view(), name="order-draft-accept"),
    path("tilaukset/<int:pk>/ehdotus/hylkaa/", views.DraftDropView.as_view(), name="order-draft-drop"),
    path("ehdotukset/", views.DraftListView.as_view(), name="draft-list"),
    path("kutsut/", views.InvitationListView.as_view(), name="invitation-list"),
    path("kutsut/<uuid:key>/", views.InvitationAnswerView.as_view(), name="invitation-answer"),
    path("kutsut/<uuid:key>/peru/", views.InvitationWithdrawView.as_view(), name="invitation-withdraw"),
    path("saatavuus/", views.AvailabilityView.as_view(), name="availability"),
    path("saatavuus/tauko/", views.PauseCreateView.as_view(), name="pause-create"),
    path("saatavuus/tauko/<int:pause>/poista/", views.PauseRemoveView.as_view(), name="pause-remove"),
    path("tilaukset/<int:pk>/tulos/", views.OutcomeView.as_view(), name="order-outcome"),
    path("tilaukset/<int:pk>/avaa/", views.ReopenView.as_view(), name="order-reopen"),
    path("tilaukset/<int:pk>/raportti/", views.OrderReportView.as_view(), name="order-report"),
    path("rekisteri/", views.RegisterView.as_view(), name="register"),
    path("jasenet/", views.MemberListView.as_view(), name="member-list"),
    path("jasenet/uusi/", views.MemberCreateView.as_view(), name="member-create"),
    path("jasenet/<int:pk>/", views.MemberDetailView.as_view(), name="member-detail"),
    path("jasenet/<int:pk>/muokkaa/", views.MemberUpdateView.as_view(), name="member-update"),
]
