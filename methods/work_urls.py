"""The editors' side of the catalogue; apart from the public one, so that no code of a method meets an address."""

from django.urls import path, register_converter

from methods.views import drafts, parts, review, versions, work

app_name = "catalogue"


class WordConverter:
    """Finnish words in the address for the names of fields."""

    words: dict[str, str] = {}
    regex = "[a-z-]+"

    def to_python(self, value: str) -> str:
        try:
            return self.words[value]
        except KeyError:
            raise ValueError(value) from None

    def to_url(self, value: str) -> str:
        return next(word for word, name in self.words.items() if name == value)


class TextConverter(WordConverter):
    words = {
        "tarkoitus": "purpose",
        "milloin": "when",
        "osallistujat": "participants",
        "ei-sovi": "not_for",
        "edellytykset": "conditions",
        "tilaajalle": "for_orderer",
        "maksajalle": "for_payer",
        "koulutus": "training",
    }


class ListConverter(WordConverter):
    words = {
        "vyohykkeet": "placements",
        "tilanteet": "situations",
        "osapuolet": "participant_rules",
        "vetajat": "facilitator_rules",
        "vaiheet": "phases",
        "asiakirjat": "documents",
        "laki": "legal_bases",
        "naytto": "evidence",
        "sen-sijaan": "instead",
    }


class LanguageConverter(WordConverter):
    words = {"fi": "fi", "sv": "sv", "en": "en"}


register_converter(TextConverter, "methodtext")
register_converter(ListConverter, "methodlist")
register_converter(LanguageConverter, "methodlanguage")

METHOD = "menetelma/<slug:code>/"
VERSION = f"{METHOD}<int:number>/"
TEXT = f"{VERSION}tekstit/<methodtext:field>/<methodlanguage:language>/"

urlpatterns = [
    path("", work.OverviewView.as_view(), name="overview"),
    path("katselmukset/", work.DueListView.as_view(), name="due-list"),
    path("uusi/", versions.MethodCreateView.as_view(), name="new-method"),
    path(METHOD, versions.VersionListView.as_view(), name="versions"),
    path(f"{METHOD}nimet/", versions.MethodRenameView.as_view(), name="rename"),
    path(f"{METHOD}vertaa/", versions.CompareView.as_view(), name="compare"),
    path(f"{METHOD}luonnos/", drafts.DraftOpenView.as_view(), name="draft-open"),
    path(VERSION, review.VersionView.as_view(), name="version"),
    path(f"{VERSION}tarkastettavaksi/", review.SubmitView.as_view(), name="submit"),
    path(f"{VERSION}sisalto-tarkastettu/", review.PassContentView.as_view(), name="pass-content"),
    path(f"{VERSION}kieli-tarkastettu/", review.PassLanguageView.as_view(), name="pass-language"),
    path(f"{VERSION}laki-tarkastettu/", review.CheckLawView.as_view(), name="check-law"),
    path(f"{VERSION}palauta/", review.ReturnView.as_view(), name="return"),
    path(f"{VERSION}julkaise/", review.PublishView.as_view(), name="publish"),
    path(f"{VERSION}peru-ajastus/", review.UnscheduleView.as_view(), name="unschedule"),
    path(f"{VERSION}poista-kaytosta/", review.WithdrawView.as_view(), name="withdraw"),
    path(f"{VERSION}katselmus/", review.ReviewDateView.as_view(), name="review-date"),
    path(f"{VERSION}hylkaa/", review.DiscardView.as_view(), name="discard"),
    path(f"{VERSION}ota-pohjaksi/", drafts.RollForwardView.as_view(), name="roll-forward"),
    path(f"{VERSION}kommentoi/", review.CommentView.as_view(), name="comment"),
    path(f"{VERSION}kommentit/<int:comment>/kasitelty/", review.CommentResolveView.as_view(), name="comment-resolve"),
    path(f"{VERSION}tiedot/", parts.FactsView.as_view(), name="facts"),
    path(f"{VERSION}luettelot/<methodlist:part>/", parts.PartView.as_view(), name="part"),
    path(f"{VERSION}tekstit/", drafts.TextsView.as_view(), name="texts"),
    path(TEXT, drafts.TextView.as_view(), name="text"),
    path(f"{TEXT}kunnossa/", drafts.TextConfirmView.as_view(), name="text-confirm"),
]
