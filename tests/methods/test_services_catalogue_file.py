import pytest

from methods.enums import Domain, EvidenceLine, Party, Situation
from methods.services import CatalogueRefused, load_methods

FIRST = "Entry 1 (huolen-puheeksiotto)"
TEXT = {"fi": "teksti", "sv": "text", "en": "text"}


def problems_of(path):
    with pytest.raises(CatalogueRefused) as refusal:
        load_methods(path)
    return refusal.value.problems


def spoil(**values):
    return lambda entry: entry.update(values)


def zone(**values):
    return spoil(zones=[{"zone": 2, "steps": [2], "primary": True, "source": "Lähde"} | values])


def facilitator(**values):
    return spoil(
        facilitators=[
            {"role": "consultant", "count": 2, "category": "consultant", "outside": True, "knows": None} | values
        ]
    )


def legal(**values):
    row = {"act": "LSL 417/2007", "section": "25 §", "note": TEXT, "valid_from": None, "valid_to": None}
    return spoil(legal=[row | {"checked_on": "2025-02-21"} | values])


def phase(**values):
    return spoil(phases=[{"text": TEXT, "present": [], "minutes": None, "output": None} | values])


def document(**values):
    return spoil(documents=[{"text": TEXT, "kept": "participants", "client_data": False} | values])


def evidence(**values):
    return spoil(evidence=[{"line": "effect", "finding": "not_shown", "text": TEXT, "source": "Lähde"} | values])


def parties(*codes, presence="always"):
    return spoil(parties=[{"party": code, "presence": presence} for code in codes])


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (spoil(code="Ä"), "Entry 1 (Ä), code: write it in letters a–z, digits and hyphens."),
        (spoil(kind="dance"), f"{FIRST}, kind: Value 'dance' is not a valid choice."),
        (spoil(position=True), f"{FIRST}: “position” has a value of the wrong type."),
        (spoil(extra=1), f"{FIRST}: unknown: extra."),
        (lambda entry: entry.pop("evidence"), f"{FIRST}: missing: evidence."),
        (spoil(variant="urgent"), f"{FIRST}, variant: only an entry with a parent can be a variant."),
        (spoil(parent="huolen-puheeksiotto"), None),
        (spoil(names={"fi": "nimi"}), f"{FIRST}, names: a text is an object with fi, sv and en."),
        (spoil(purpose=TEXT | {"sv": "\u200e "}), f"{FIRST}, purpose: a text must not be empty in any language."),
        (spoil(phases=[None]), f"{FIRST}, phases: an object is expected here."),
        (phase(text={"fi": "a"}), f"{FIRST}, phases: a text is an object with fi, sv and en."),
        (phase(present=["ghost"]), f"{FIRST}, phases: “ghost” is none of {', '.join(Party.values)}."),
        (phase(minutes=True), f"{FIRST}, phases: “minutes” has a value of the wrong type."),
        (phase(minutes=-1), f"{FIRST}, minutes: Ensure this value is greater than or equal to 0."),
        (spoil(situations=[]), f"{FIRST}, situations: what can be ordered needs at least one."),
        (spoil(situations=["rain"]), f"{FIRST}, situations: “rain” is none of {', '.join(Situation.values)}."),
        (spoil(situations=["acute", "acute"]), f"{FIRST}, situations: one stands twice."),
        (spoil(situations=[1]), f"{FIRST}, situations: a list of codes is expected here."),
        (spoil(domains=["space"]), f"{FIRST}, domains: “space” is none of {', '.join(Domain.values)}."),
        (spoil(ages={"from": 9, "to": 8}), f"{FIRST}, ages: “to” is below “from”."),
        (spoil(meetings={"from": 1}), f"{FIRST}, meetings: missing: to."),
        (spoil(consent="maybe"), f"{FIRST}, consent: Value 'maybe' is not a valid choice."),
        (spoil(cost_basis="gold"), f"{FIRST}, cost_basis: Value 'gold' is not a valid choice."),
        (spoil(lead_days=-3), f"{FIRST}, lead_days: Ensure this value is greater than or equal to 0."),
        (parties("ghost"), f"{FIRST}, parties: “ghost” is none of {', '.join(Party.values)}."),
        (parties("child", "child"), f"{FIRST}, parties: one stands twice."),
        (parties("child", presence="never"), f"{FIRST}, presence: Value 'never' is not a valid choice."),
        (facilitator(knows="all"), f"{FIRST}, knows: Value 'all' is not a valid choice."),
        (document(kept="cellar"), f"{FIRST}, kept: Value 'cellar' is not a valid choice."),
        (document(kept="network", client_data=True), f"{FIRST}, documents: client data is never kept in Verkosto."),
        (evidence(line="luck"), f"{FIRST}, evidence: “luck” is none of {', '.join(EvidenceLine.values)}."),
        (evidence(finding="great"), f"{FIRST}, finding: Value 'great' is not a valid choice."),
        (evidence(source=" "), f"{FIRST}, evidence: the finding on “effect” needs a text and a source."),
        (evidence(text=None), f"{FIRST}, evidence: the finding on “effect” needs a text and a source."),
        (spoil(instead=["huolen-puheeksiotto"]), f"{FIRST}, instead: the entry names itself."),
        (spoil(instead=["ei-ole"]), f"{FIRST}, instead: there is no entry “ei-ole”."),
        (legal(valid_to="1.1.2024"), f"{FIRST}, legal: write “valid_to” as 2025-02-21."),
        (
            legal(valid_from="2024-01-01", valid_to="2023-12-31"),
            f"{FIRST}, legal: a provision ends before it begins.",
        ),
        (spoil(sources=[""]), f"{FIRST}, sources: each source must be a text."),
        (spoil(unchecked=["soul"]), f"{FIRST}, unchecked: “soul” is not a field that can be marked."),
        (zone(zone=5), f"{FIRST}, zones: there is no zone 5."),
        (zone(steps=[1]), f"{FIRST}, zones: zone 2 has the steps 2, 3; give one or more, in order."),
        (zone(steps=[3, 2]), f"{FIRST}, zones: zone 2 has the steps 2, 3; give one or more, in order."),
        (zone(steps=[]), f"{FIRST}, zones: zone 2 has the steps 2, 3; give one or more, in order."),
        (zone(source=" "), f"{FIRST}, zones: zone 2 has no source."),
        (zone(source="x" * 201), f"{FIRST}, source: Ensure this value has at most 200 characters (it has 201)."),
        (
            facilitator(role="boss"),
            f"{FIRST}, facilitators: the roles are consultant, convener, none, trainer; not “boss”.",
        ),
        (
            facilitator(role="none"),
            f"{FIRST}, facilitators: give a category and a count, or the role “none” with count 0 and no category.",
        ),
        (facilitator(category="boss"), f"{FIRST}, category: Value 'boss' is not a valid choice."),
        (legal(act="XYZ"), f"{FIRST}, legal: “XYZ” is not among the acts of the file."),
        (legal(checked_on="21.2.2025"), f"{FIRST}, legal: write “checked_on” as 2025-02-21."),
        (
            spoil(synonyms=[{"language": "de", "text": "Sorge", "note": ""}]),
            f"{FIRST}, synonyms: each needs a text and one of the languages fi, sv and en.",
        ),
        (
            spoil(synonyms=[{"language": "fi", "text": "sana", "note": ""}] * 2),
            f"{FIRST}, synonyms: a name stands twice.",
        ),
    ],
)
@pytest.mark.django_db
def test_wrong_entry_is_refused_by_name(catalogue, data, change, problem):
    change(data["methods"][0])
    data["methods"] = data["methods"][:1]
    problem = problem or f"{FIRST}, parent: no entry before this one has the code “huolen-puheeksiotto”."

    problems = problems_of(catalogue(data))

    assert problems == [problem]


@pytest.mark.django_db
def test_word_that_leads_to_two_entries_is_refused(catalogue, data):
    data["methods"][1]["synonyms"] = [{"language": "fi", "text": "HUPU", "note": ""}]

    problems = problems_of(catalogue(data))

    assert problems == ["Entry 2 (huolen-kartoitus), synonyms: “HUPU” leads to huolen-puheeksiotto already."]


@pytest.mark.django_db
def test_all_problems_are_told_at_once(catalogue, data):
    data["methods"][1] |= {"code": data["methods"][0]["code"], "instead": []}
    data["methods"][4]["parent"] = "ei-ole"

    problems = problems_of(catalogue(data))

    assert problems == [
        "Entry 2 (huolen-puheeksiotto), code: another entry has the same code.",
        "Entry 5 (tyontekijoiden-ennakointimetodi), parent: no entry before this one has the code “ei-ole”.",
    ]


@pytest.mark.django_db
def test_identity_code_is_refused_without_being_repeated(catalogue, data, identity_code):
    data["methods"][3]["phases"][0]["text"]["fi"] = f"Soita {identity_code}."
    data["methods"][3]["kind"] = identity_code

    problems = problems_of(catalogue(data))

    assert problems == [
        "file.methods[4].kind: contains a personal identity code.",
        "file.methods[4].phases[1].text.fi: contains a personal identity code.",
    ]


@pytest.mark.django_db
def test_broken_file_is_refused_with_its_line(tmp_path):
    path = tmp_path / "methods.json"
    path.write_text('{"acts": {},\n"methods": [}', encoding="utf-8")

    problems = problems_of(path)

    assert problems == ["Line 2, column 13: not JSON (Expecting value)."]


@pytest.mark.django_db
def test_other_encoding_is_refused(tmp_path):
    path = tmp_path / "methods.json"
    path.write_bytes('{"acts": "ä"}'.encode("latin-1"))

    problems = problems_of(path)

    assert problems == [f"{path} is not UTF-8 text."]


@pytest.mark.django_db
def test_missing_file_is_refused(tmp_path):
    path = tmp_path / "methods.json"

    problems = problems_of(path)

    assert problems == [f"{path} cannot be read: No such file or directory."]


@pytest.mark.parametrize("content", ["[]", '{"methods": []}', '{"acts": {}, "methods": {}}', "null"])
@pytest.mark.django_db
def test_other_shape_is_refused(tmp_path, content):
    path = tmp_path / "methods.json"
    path.write_text(content, encoding="utf-8")

    problems = problems_of(path)

    assert problems == ["The file must be an object with an object “acts” and a list “methods”."]
