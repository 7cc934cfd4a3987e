"""Codes of nobody are made up here: individual numbers from 900 up are given to no one."""

import datetime
import random
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from core.guard import (
    CENTURIES,
    CHECK_CHARACTERS,
    find_identity_codes,
    one_line,
    refuse_identity_code,
    strip_controls,
)

SHARED = Path(settings.BASE_DIR).parent / "shared"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d\u00ad~"
FULL_WIDTH = str.maketrans(
    "0123456789+-ABCDEFHJKLMNPRSTUVWXY", "０１２３４５６７８９＋－ＡＢＣＤＥＦＨＪＫＬＭＮＰＲＳＴＵＶＷＸＹ"
)
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
CYRILLIC = str.maketrans("ABCEHKMPTXY", "АВСЕНКМРТХУ")


def code_of(day, sign, number):
    digits = f"{day:%d%m%y}{number}"
    return f"{digits[:6]}{sign}{number}{CHECK_CHARACTERS[int(digits) % 31]}"


def codes(sign, count=20):
    """Valid codes of one century sign, the same ones on every run."""
    maker = random.Random(f"codes {sign}")
    first = datetime.date(CENTURIES[sign], 1, 1)
    days = (first + datetime.timedelta(maker.randrange(36524)) for _ in range(count))
    return [code_of(day, sign, maker.randrange(900, 1000)) for day in days]


def spread(mark):
    return lambda code: mark.join(code)


DISGUISES = {
    "as it is": lambda code: code,
    "lower case": str.lower,
    "spaces around the sign": lambda code: f"{code[:6]} {code[6]} {code[7:]}",
    "a space between all": spread(" "),
    "a dot between all": spread("."),
    "a dotted date": lambda code: f"{code[:2]}.{code[2:4]}.{code[4:]}",
    "a slashed date": lambda code: f"{code[:2]}/{code[2:4]}/{code[4:]}",
    "a date with dashes": lambda code: f"{code[:2]}-{code[2:4]}-{code[4:]}",
    "full width": lambda code: code.translate(FULL_WIDTH),
    "Arabic digits": lambda code: code.translate(ARABIC),
    "Cyrillic letters": lambda code: code.translate(CYRILLIC),
    "a line break": lambda code: f"{code[:6]}\n{code[6:]}",
    "a line break and an indent": lambda code: f"{code[:7]}\r\n        {code[7:]}",
    "no-break spaces": lambda code: f"{code[:6]}\u00a0{code[6]}\u202f{code[7:]}",
    "zero-width spaces": spread("\u200b"),
    "zero-width joiners": spread("\u200d"),
    "word joiners": spread("\u2060"),
    "soft hyphens": spread("\u00ad"),
    "combining marks": spread("\u0332"),
    "NUL": spread("\x00"),
    "bidirectional marks": lambda code: f"\u202e{code[:6]}\u202c{code[6:]}",
    "a tab": lambda code: f"{code[:6]}\t{code[6:]}",
    "brackets": lambda code: f"({code[:6]}){code[6:]}",
}


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES)
@pytest.mark.parametrize("sign", CENTURIES)
def test_identity_code_is_found_in_every_disguise(sign, disguise):
    missed = [code for code in codes(sign) if not list(find_identity_codes(f"Lapsi {disguise(code)}, tavattu."))]

    assert missed == []


@pytest.mark.parametrize("dash", DASHES)
def test_identity_code_is_found_with_every_dash(dash):
    missed = [code for code in codes("-") if not list(find_identity_codes(code.replace("-", dash)))]

    assert missed == []


def test_identity_code_is_found_without_its_sign_when_it_ends_in_a_letter():
    lettered = [code for code in codes("-", 60) if code[-1].isalpha()]

    missed = [code for code in lettered for gap in ("", " ") if not list(find_identity_codes(code.replace("-", gap)))]

    assert len(lettered) > 20
    assert missed == []


@pytest.mark.parametrize(
    "around", ["{}", "hetu:{}", "hetu{}", "({})", "1. {}", "{}.", "{}:n", "tunnus\n{}\n", "{0} ja {0}", "äiti–{}–isä"]
)
def test_identity_code_is_found_wherever_it_stands(around):
    missed = [code for code in codes("A") if not list(find_identity_codes(around.format(code)))]

    assert missed == []


def test_span_is_that_of_the_code_as_written():
    code = codes("-")[0]
    text = f"Äidin ½ {code[:6]} \u2013\u200b {code[7:]} loppu"

    assert [text[start:end] for start, end in find_identity_codes(text)] == [f"{code[:6]} \u2013\u200b {code[7:]}"]


@pytest.mark.parametrize("sign", CENTURIES)
def test_wrong_check_character_is_no_code(sign):
    code = codes(sign)[0]
    wrong = [code[:-1] + character for character in CHECK_CHARACTERS if character != code[-1]]

    assert [text for text in wrong if list(find_identity_codes(text))] == []


@pytest.mark.parametrize("text", ["310201-9", "290201A9", "000190-9", "321290-9", "011390-9"])
def test_date_that_never_was_is_no_code(text):
    digits = f"{text[:6]}900"

    assert list(find_identity_codes(f"{digits[:6]}{text[6]}900{CHECK_CHARACTERS[int(digits) % 31]}")) == []


def test_refusal_does_not_repeat_the_code():
    code = codes("-")[0]

    with pytest.raises(ValidationError) as refusal:
        refuse_identity_code(f"Lapsi {code}")

    assert refusal.value.code == "identity_code"
    assert code[:6] not in str(refusal.value)


def days(count=800):
    return [datetime.date(2008, 1, 1) + datetime.timedelta(number) for number in range(count)]


@pytest.mark.parametrize("form", ["%d.%m.%y", "%d.%m.%Y", "%d/%m/%y", "%Y-%m-%d", "%d. %m. %y"])
@pytest.mark.parametrize("between", ["-", " - ", "–", " – ", "—"])
def test_spans_of_days_are_no_codes(form, between):
    spans = [
        f"{day.strftime(form)}{between}{(day + datetime.timedelta(length)).strftime(form)}"
        for day in days()
        for length in (1, 30)
    ]

    assert [text for text in spans if list(find_identity_codes(text))] == []


@pytest.mark.parametrize(
    "form", ["{:%d.%m.%y} klo 9.30–12.00", "{:%d.%m.%y} - 13.30", "{:%d.%m.%y} 9.30-12", "{:%d.%m.%y}–15:45"]
)
def test_days_with_times_are_no_codes(form):
    assert [text for text in map(form.format, days()) if list(find_identity_codes(text))] == []


@pytest.mark.parametrize("form", ['"on": "{}", {:02} 8.', "{} {:02}", "{},{:02}"])
def test_days_of_data_before_a_number_are_no_codes(form):
    lines = [form.format(day.isoformat(), number) for day in days() for number in range(0, 100, 7)]

    assert [line for line in lines if list(find_identity_codes(line))] == []


@pytest.mark.parametrize(
    "form", ["0{:09}", "050 {:07}", "+358 40 {:07}", "040-{:07}", "(09) {:06}", "p. 044 – {:07}", "010 {:03} 1234"]
)
def test_phone_numbers_are_no_codes(form):
    maker = random.Random(form)
    numbers = [form.format(maker.randrange(10**7) % (10**3 if "{:03}" in form else 10**7)) for _ in range(2000)]

    assert [text for text in numbers if list(find_identity_codes(text))] == []


@pytest.mark.parametrize(
    "text",
    [
        "Laki 417/2007, 12 § ja 54 a §, HE 252/2006 vp s. 120–125",
        "Y-tunnus 1234567-8, tili FI21 1234 5600 0007 85, viite 1232",
        "Kustaankatu 2, 48100 Kotka; 25.000,00 €; 15 % (n=1200)",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "550e8400-e29b-41d4-a716-446655440000",
        "1, 2, 3, 4, 5, 6 - 7, 8, 9, 10; 2008–2009; 6+3; I–IV",
    ],
)
def test_other_numbers_are_no_codes(text):
    assert list(find_identity_codes(text)) == []


@pytest.mark.parametrize(
    "name", ["seeds/*.txt", "domain/glossary.csv", "domain/methods.md", "domain/municipalities.csv", "domain/*.json"]
)
def test_real_texts_hold_no_codes(name):
    paths = sorted(SHARED.glob(name))
    if not paths:
        pytest.skip(f"{SHARED}/{name} does not stand beside this checkout")

    hits = [(path.name, span) for path in paths for span in find_identity_codes(path.read_text(encoding="utf-8"))]

    assert hits == []


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "text", ["1" * 60_000, "0 1 " * 20_000, "01.01.90 - " * 6_000, "- " * 40_000, "\u200b0" * 30_000]
)
def test_long_texts_are_read_quickly(text):
    assert list(find_identity_codes(text)) == []


@pytest.mark.parametrize(
    ("text", "stripped"),
    [
        ("a\x00b\x01c\x1fd\x7fe\x80f\x9fg", "abcdefg"),
        ("a\u202eb\u202dc\u2066d\u2069e\u200ef\u200fg\u061ch", "abcdefgh"),
        ("a\ufeffb\ufffec\uffffd\ud800e", "abcde"),
        ("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\tb\nc", "a\tb\nc"),
        ("A\u0308a\u0308nekoski", "Äänekoski"),
        ("Äiti – “lainaus” 👪 漢字 ½", "Äiti – “lainaus” 👪 漢字 ½"),
    ],
)
def test_characters_that_nobody_typed_are_stripped(text, stripped):
    assert strip_controls(text) == stripped


def test_one_line_is_fit_for_a_mail_header():
    assert one_line(" Aihe\x0b: \r\n\tBcc: x\u2028y ") == "Aihe : Bcc: x y"


def test_stripping_twice_changes_nothing():
    text = "".join(map(chr, range(0x3000)))

    assert strip_controls(strip_controls(text)) == strip_controls(text)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", strip_controls(text))


@pytest.mark.timeout(10)
@pytest.mark.parametrize("marks", ["\u0301\u0316", "\u0316\u0301", "\u0300"])
def test_accents_piled_on_one_letter_are_cut_short_quickly(marks):
    text = strip_controls("o" + marks * 500_000 + "a\u0308")

    assert (text[-1], len(text) <= 32) == ("ä", True)


def test_accents_of_every_letter_stay():
    assert strip_controls("a\u0308" * 1000) == "ä" * 1000
