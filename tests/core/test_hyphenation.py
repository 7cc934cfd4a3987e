import libvoikko
import pyphen
import pytest

from core import hyphenation
from core.checks import check_finnish_hyphenation

needs_voikko = pytest.mark.skipif(
    hyphenation.finnish_dictionary() is None, reason="libvoikko1 or voikko-fi is not installed"
)


@pytest.fixture
def without_voikko(monkeypatch):
    def missing(language):
        raise OSError("libvoikko.so.1: cannot open shared object file")

    monkeypatch.setattr(libvoikko, "Voikko", missing)
    hyphenation.finnish_dictionary.cache_clear()
    yield
    hyphenation.finnish_dictionary.cache_clear()


@needs_voikko
@pytest.mark.parametrize(
    ("word", "divided"),
    [
        ("lastensuojelulaitoksessa", "las-ten-suo-je-lu-lai-tok-ses-sa"),
        ("huolenpuheeksiottokouluttaja", "huo-len-pu-heek-si-ot-to-kou-lut-ta-ja"),
        ("LASTENSUOJELULAIN", "LAS-TEN-SUO-JE-LU-LAIN"),
        ("Äänekoski", "Ää-ne-kos-ki"),
        ("suunnitteluala", "suun-nit-te-lu-ala"),
        ("koeaika", "koe-ai-ka"),
        ("linja-auto", "lin-ja-au-to"),
        ("vaa'an", "vaa'an"),
        ("", ""),
    ],
)
def test_finnish_words_are_divided_where_finns_divide_them(word, divided):
    hyphenation.register()

    inserted = pyphen.Pyphen(lang="fi").inserted(word)

    assert inserted == divided


@needs_voikko
def test_finnish_of_a_country_uses_the_same_dictionary():
    hyphenation.register()

    fallback = pyphen.language_fallback("fi-FI")

    assert fallback == "fi"


@needs_voikko
def test_dictionary_keeps_a_bounded_number_of_words():
    dictionary = hyphenation.finnish_dictionary()

    assert dictionary.positions.cache_info().maxsize == hyphenation.CACHED_WORDS


@needs_voikko
def test_check_is_silent_with_voikko():
    assert check_finnish_hyphenation() == []


@pytest.mark.usefixtures("without_voikko")
def test_nothing_is_registered_without_voikko():
    assert hyphenation.register() is False


@pytest.mark.usefixtures("without_voikko")
def test_check_names_the_packages_without_voikko():
    messages = check_finnish_hyphenation()

    assert [(message.id, message.hint) for message in messages] == [
        ("core.W001", "On Debian: apt-get install libvoikko1 voikko-fi")
    ]
