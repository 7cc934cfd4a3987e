from django.urls import path

from structure import views

app_name = "structure"

urlpatterns = [
    path("", views.StructureView.as_view(), name="overview"),
    path("uusi/", views.PartCreateView.as_view(), name="part-create"),
    path("ryhmat/uusi/", views.PlaceCreateView.as_view(), name="place-create"),
    path("ryhmat/<int:pk>/<int:place>/paata/", views.PlaceEndView.as_view(), name="place-end"),
    path("sitoumukset/", views.CommitmentsView.as_view(), name="commitments"),
    path("sitoumukset/uusi/", views.CallCreateView.as_view(), name="call-create"),
    path("sitoumukset/<int:pk>/", views.CallDetailView.as_view(), name="call-detail"),
    path("sitoumukset/<int:pk>/muuta/", views.CallChangeView.as_view(), name="call-update"),
    path("sitoumukset/<int:pk>/liitteet/uusi/", views.CallFileCreateView.as_view(), name="call-file-create"),
    path("sitoumukset/<int:pk>/liitteet/<int:file>/", views.CallFileView.as_view(), name="call-file"),
    path(
        "sitoumukset/<int:pk>/liitteet/<int:file>/poista/", views.CallFileRemoveView.as_view(), name="call-file-remove"
    ),
    path("sitoumukset/vastaukset/<int:pk>/", views.CallAnswerView.as_view(), name="call-answer"),
    path("hankkeet/", views.ProjectListView.as_view(), name="project-list"),
    path("hankkeet/uusi/", views.ProjectCreateView.as_view(), name="project-create"),
    path("hankkeet/<int:pk>/", views.ProjectDetailView.as_view(), name="project-detail"),
    path("hankkeet/<int:pk>/muuta/", views.ProjectChangeView.as_view(), name="project-update"),
    path("hankkeet/<int:pk>/tulosta/", views.ProjectPrintView.as_view(), name="project-print"),
    path("<int:pk>/", views.PartDetailView.as_view(), name="part-detail"),
    path("<int:pk>/muuta/", views.PartChangeView.as_view(), name="part-update"),
    path("<int:pk>/teema/", views.PartMarkView.as_view(), name="part-mark"),
    path("<int:pk>/paata/", views.PartEndView.as_view(), name="part-end"),
    path("<int:pk>/vastuut/uusi/", views.ContactCreateView.as_view(), name="contact-create"),
    path("<int:pk>/vastuut/<int:contact>/paata/", views.ContactEndView.as_view(), name="contact-end"),
]
