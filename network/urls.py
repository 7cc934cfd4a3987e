from django.urls import path

from network import views

app_name = "network"

urlpatterns = [
    path("hakemisto/", views.DirectoryView.as_view(), name="directory"),
    path("henkilot/", views.PersonListView.as_view(), name="person-list"),
    path("henkilot/uusi/", views.PersonCreateView.as_view(), name="person-create"),
    path("henkilot/<int:pk>/", views.PersonDetailView.as_view(), name="person-detail"),
    path("henkilot/<int:pk>/muokkaa/", views.PersonUpdateView.as_view(), name="person-update"),
    path("henkilot/<int:pk>/tiedot/", views.PersonExportView.as_view(), name="person-export"),
    path("henkilot/<int:pk>/yhdista/", views.PersonMergeView.as_view(), name="person-merge"),
    path("henkilot/<int:pk>/poista/", views.PersonEraseView.as_view(), name="person-erase"),
    path("henkilot/<int:pk>/tehtavat/uusi/", views.PositionCreateView.as_view(), name="person-position-create"),
    path(
        "henkilot/<int:pk>/tehtavat/<int:position>/paata/", views.PositionEndView.as_view(), name="person-position-end"
    ),
    path("henkilot/<int:pk>/roolit/uusi/", views.AccessView.as_view(), name="person-access"),
    path("henkilot/<int:pk>/roolit/<int:role>/vaihda/", views.RoleChangeView.as_view(), name="person-role-change"),
    path("henkilot/<int:pk>/roolit/<int:role>/paata/", views.RoleEndView.as_view(), name="person-role-end"),
    path("organisaatiot/", views.OrganisationListView.as_view(), name="organisation-list"),
    path("organisaatiot/uusi/", views.OrganisationCreateView.as_view(), name="organisation-create"),
    path("organisaatiot/<int:pk>/", views.OrganisationDetailView.as_view(), name="organisation-detail"),
    path("organisaatiot/<int:pk>/yhdista/", views.OrganisationMergeView.as_view(), name="organisation-merge"),
    path("organisaatiot/<int:pk>/muokkaa/", views.OrganisationUpdateView.as_view(), name="organisation-update"),
    path("ryhmat/", views.GroupListView.as_view(), name="group-list"),
    path("ryhmat/uusi/", views.GroupCreateView.as_view(), name="group-create"),
    path("ryhmat/<int:pk>/", views.GroupDetailView.as_view(), name="group-detail"),
    path("ryhmat/<int:pk>/nimi/", views.GroupRenameView.as_view(), name="group-rename"),
    path("ryhmat/<int:pk>/jasenet/uusi/", views.GroupMemberCreateView.as_view(), name="group-member-create"),
    path(
        "ryhmat/<int:pk>/jasenet/<int:membership>/paata/", views.GroupMemberEndView.as_view(), name="group-member-end"
    ),
    path("ryhmat/<int:pk>/muokkaa/", views.GroupUpdateView.as_view(), name="group-update"),
    path("tuonti/", views.ImportView.as_view(), name="import"),
    path("tuonti/malli/", views.ImportTemplateView.as_view(), name="import-template"),
    path("tuonti/<uuid:key>/", views.ImportPreviewView.as_view(), name="import-preview"),
    path("sitoumus/", views.CommitmentView.as_view(), name="commitment"),
    path("sitoumus/hyvaksynnat/", views.CommitmentListView.as_view(), name="commitment-list"),
    path("sitoumus/uusi/", views.CommitmentCreateView.as_view(), name="commitment-create"),
    path("kunnat/", views.MunicipalityListView.as_view(), name="municipality-list"),
    path("verkoston-kunnat/", views.ServedView.as_view(), name="municipality-served"),
    path("verkoston-kunnat/poista/", views.ServedRemoveView.as_view(), name="municipality-served-remove"),
    path("tietosuojavastaava/", views.DataOfficerView.as_view(), name="data-officer"),
    path("haku/henkilot/", views.PersonPickerView.as_view(), name="person-picker"),
    path("haku/organisaatiot/", views.OrganisationPickerView.as_view(), name="organisation-picker"),
    path("haku/kunnat/", views.MunicipalityPickerView.as_view(), name="municipality-picker"),
]
