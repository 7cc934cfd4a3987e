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
    path("rekisteri/", views.RegisterView.as_view(), name="register"),
    path("jasenet/", views.MemberListView.as_view(), name="member-list"),
    path("jasenet/uusi/", views.MemberCreateView.as_view(), name="member-create"),
    path("jasenet/<int:pk>/", views.MemberDetailView.as_view(), name="member-detail"),
    path("jasenet/<int:pk>/muokkaa/", views.MemberUpdateView.as_view(), name="member-update"),
    path("tilaukset/<int:pk>/kysymys/", views.QuestionView.as_view(), name="order-question"),
    path("tilaukset/<int:pk>/vastaus/", views.QuestionAnswerView.as_view(), name="order-answer"),
    path("kyselyt/", views.EnquiryListView.as_view(), name="enquiry-list"),
    path("kyselyt/uusi/", views.EnquiryCreateView.as_view(), name="enquiry-create"),
    path("kyselyt/<int:pk>/", views.EnquiryDetailView.as_view(), name="enquiry-detail"),
    path("kyselyt/<int:pk>/sulje/", views.EnquiryCloseView.as_view(), name="enquiry-close"),
    path("sopimukset/", views.AgreementListView.as_view(), name="agreement-list"),
    path("sopimukset/uusi/", views.AgreementCreateView.as_view(), name="agreement-create"),
    path("sopimukset/tarkista/", views.AgreementCheckView.as_view(), name="agreement-check"),
    path("sopimukset/<int:pk>/", views.AgreementUpdateView.as_view(), name="agreement-update"),
    path("sopimukset/<int:pk>/paata/", views.AgreementEndView.as_view(), name="agreement-end"),
]
