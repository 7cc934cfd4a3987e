"""The structure of Länsi- ja Keski-Uusimaa: as many areas, themes, groups and names as the real one had, our words."""

from datetime import date, timedelta
from decimal import Decimal

import network.services as networks
import structure.services as structures
from network.models import Group, Network, Organisation, Person, User
from structure.enums import Answer, ContactRole, PartKind
from structure.models import Part
from verkosto.demo.uusimaa import LONG_NAME, MUNICIPALITIES
from verkosto.demo.uusimaa_past import NEW_NAME

SINCE = date(2008, 10, 10)
RENAMED_ON = date(2009, 1, 15)
# Shape: (name, name in Swedish, development group, ((number, name, name in Swedish, theme workshop), …))
AREAS = (
    (
        "Hallinnonalojen yhteistyö",
        "Samarbete över förvaltningsgränserna",
        "Hallinnonalojen yhteistyön kehittämisryhmä",
        (
            (1, "Opiskeluhuolto ja ammattien yhteinen työ", "Elevvård och yrkenas gemensamma arbete",
             "Opiskeluhuollon teemaverstas"),
            (2, LONG_NAME, "Stärkt förebyggande arbete i barnfamiljernas vardag", NEW_NAME),
        ),
    ),
    (
        "Lasten ja nuorten mielen hyvinvointi",
        "Barns och ungas psykiska välbefinnande",
        "Lasten ja nuorten mielen hyvinvoinnin kehittämisryhmä",
        (
            (3, "Kriisien kohtaaminen arjen palveluissa", "Att möta kriser i vardagens tjänster",
             "Kriisien kohtaamisen teemaverstas"),
            (4, "Matalan kynnyksen paikat", "Lågtröskelställen", "Matalan kynnyksen teemaverstas"),
        ),
    ),
    (
        "Vanhempien kumppanuus ja osallisuus",
        "Föräldrarnas partnerskap och delaktighet",
        "Vanhempien kumppanuuden kehittämisryhmä",
        (
            (5, "Perhekeskukset", "Familjecenter", "Perhekeskusten teemaverstas"),
            (6, "Kasvatuskumppanuus", "Fostringsgemenskap", "Kasvatuskumppanuuden teemaverstas"),
            (7, "Lasten ja vanhempien ääni", "Barnens och föräldrarnas röst",
             "Lasten ja vanhempien äänen teemaverstas"),
        ),
    ),
)  # fmt: skip
STRAND = ("Ruotsinkielinen toteutus", "Det svenskspråkiga arbetet", "Utvecklingsgruppen för verksamheten på svenska")
WHOLE_NETWORK = ("Kehittämisyksikön jatkon kehittämisryhmä", "Verkoston ohjausryhmä")
LEADS = ((2, "Auli Harjukoski", ContactRole.REPRESENTATIVE, RENAMED_ON, date(2013, 5, 31)),
         (2, "Jenni Tuulensuu", ContactRole.LEADER, date(2023, 1, 1), None),
         (5, "Elina Kaislaranta", ContactRole.LEADER, date(2023, 1, 1), None))  # fmt: skip
QUESTION = "Kehittämisteemat 2009–2010: mihin kunta sitoutuu?"
QUESTION_TEXT = (
    "Kunta valitsee teemat, joissa se kehittää omaa työtään verkoston kanssa.\n\n"
    "Sitoutuva kunta nimeää työryhmän, varaa työaikaa ja tuo kokemuksensa muille."
)
ASKED_ON, DUE_ON = date(2008, 11, 3), date(2009, 1, 30)
BODIES = ("Perusturvalautakunta", "Sivistyslautakunta", "Kunnanhallitus")
# What municipalities answer in turn, with the themes that they join; one of the turns stays silent.
ANSWERS = ((Answer.JOINS, (1, 2)), (Answer.JOINS, (2, 5)), (Answer.JOINS, (3, 4, 6)), (Answer.DECLINES, ()),
           (Answer.LATER, ()), (Answer.JOINS, (2, 7)), (None, ()))  # fmt: skip
# Shape: (name, number, funder, first day, last day, goals, themes, groups, budget)
PROJECTS = (
    ("Arjen tuki -hanke", "AT-2007", "Lääninhallitus", date(2007, 1, 1), date(2009, 12, 31),
     "Perheet saavat apua ennen kuin huoli kasvaa.\n\n- Kuntiin yhteinen tapa ottaa huoli puheeksi\n- Teemaverstaat "
     "jokaiselle alueelle", (2, 1), (NEW_NAME, WHOLE_NETWORK[0]),
     (("Palkat", 240000), ("Koulutukset", 38500), ("Matkat ja tilat", 12000))),
    ("Perhekeskukset verkostoina", "PV-2009", "Kunnat yhdessä", date(2009, 3, 1), date(2012, 2, 29),
     "Jokaisessa kunnassa on paikka, jossa perheet ja työntekijät kohtaavat.", (5, 6),
     ("Perhekeskusten teemaverstas",), (("Palkat", 180000), ("Viestintä", 9000))),
    ("Matalan kynnyksen nuorten paikat", "MK-2024", "Valtionavustus", date(2024, 5, 1), None,
     "Nuori tulee kuulluksi ilman lähetettä.", (4,), ("Matalan kynnyksen teemaverstas",), (("Palkat", 310000),)),
)  # fmt: skip
STRAND_CONTACT = ("Maria Strandgård", date(2023, 1, 1))


def add_structure(
    network: Network,
    *,
    groups: dict[str, Group],
    people: dict[str, Person],
    organisations: dict[str, Organisation],
    actor: User,
) -> None:
    """The structure, its groups and who leads it; each theme workshop gets three municipalities as members."""
    towns = [organisations[name] for _municipality, name in MUNICIPALITIES]
    themes: dict[int, Part] = {}

    def place(name: str, part: Part | None) -> None:
        structures.place_group(groups[name], part=part, valid_from=SINCE, actor=actor)

    for name_fi, name_sv, group, themes_within in AREAS:
        names = {"name_fi": name_fi, "name_sv": name_sv}
        area = structures.add_part(network, kind=PartKind.AREA, **names, valid_from=SINCE, actor=actor)
        place(group, area)
        for number, theme_fi, theme_sv, workshop in themes_within:
            themes[number] = structures.add_part(
                network,
                kind=PartKind.THEME,
                name_fi=theme_fi,
                name_sv=theme_sv,
                number=number,
                area=area,
                valid_from=SINCE,
                actor=actor,
            )
            place(workshop, themes[number])
            for town in towns[number * 2 - 2 : number * 2 + 1]:
                networks.add_group_member(groups[workshop], organisation=town, valid_from=SINCE, actor=actor)
    structures.change_part(
        themes[2],
        name_fi=NEW_NAME,
        name_sv="Förebyggande stöd i vardagen",
        number=2,
        area=themes[2].version_on(SINCE).area,
        valid_from=RENAMED_ON,
        actor=actor,
    )
    _ask_members(network, themes, towns, actor=actor)
    _add_projects(network, themes, groups, organisations, actor=actor)
    name_fi, name_sv, group = STRAND
    strand = structures.add_part(
        network,
        kind=PartKind.STRAND,
        name_fi=name_fi,
        name_sv=name_sv,
        language="sv",
        valid_from=SINCE,
        actor=actor,
    )
    place(group, strand)
    for name in WHOLE_NETWORK:
        place(name, None)
    for number, name, role, first, last in LEADS:
        contact = structures.name_contact(
            themes[number], person=people[name], role=role, valid_from=first, actor=actor
        )
        if last:
            structures.end_contact(contact, last_day=last, actor=actor)
    person, first = people[STRAND_CONTACT[0]], STRAND_CONTACT[1]
    structures.name_contact(strand, person=person, role=ContactRole.CONTACT, valid_from=first, actor=actor)


def _ask_members(network: Network, themes: dict[int, Part], towns: list[Organisation], *, actor: User) -> None:
    """All municipalities are asked which themes they join; most answer, and one thinks better of it."""
    call = structures.ask_members(
        network,
        title=QUESTION,
        text=QUESTION_TEXT,
        asked_on=ASKED_ON,
        due_on=DUE_ON,
        themes=themes.values(),
        organisations=towns,
        actor=actor,
    )
    asked = {one.organisation: one for one in call.asked.select_related("organisation", "call")}
    for number, town in enumerate(towns):
        answer, joined = ANSWERS[number % len(ANSWERS)]
        if answer is None:
            continue
        day = ASKED_ON + timedelta(days=14 + 3 * number)
        chosen = [themes[one] for one in joined]
        facts = {"body": BODIES[number % len(BODIES)], "section": str(30 + number)} if answer != Answer.LATER else {}
        structures.answer_call(asked[town], answer=answer, themes=chosen, decided_on=day, **facts, actor=actor)
    # What was left open was decided after all, and is a further row.
    later = asked[towns[4]]
    structures.answer_call(
        later,
        answer=Answer.JOINS,
        themes=[themes[5]],
        decided_on=date(2009, 5, 4),
        body=BODIES[0],
        section="61",
        actor=actor,
    )


def _add_projects(
    network: Network,
    themes: dict[int, Part],
    groups: dict[str, Group],
    organisations: dict[str, Organisation],
    *,
    actor: User,
) -> None:
    """A short project, one that came after it, and one that goes on."""
    towns = [organisations[name] for _municipality, name in MUNICIPALITIES]
    for name, number, funder, first, last, goals, numbers, names, budget in PROJECTS:
        structures.add_project(
            network,
            facts={
                "name": name,
                "number": number,
                "funder": funder,
                "owner": towns[numbers[0]],
                "area": themes[numbers[0]].version_on(SINCE).area,
                "valid_from": first,
                "valid_to": last,
                "goals": goals,
            },
            partners=towns[numbers[0] + 1 : numbers[0] + 5],
            themes=[themes[one] for one in numbers],
            groups=[groups[one] for one in names],
            budget=[(what, Decimal(amount)) for what, amount in budget],
            actor=actor,
        )
