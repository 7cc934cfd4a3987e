"""Meetings of Kaakkois-Suomi: those of the bank's first years, and those around the day of loading."""

from datetime import date

from meetings.enums import AttendanceRole, AttendanceState, DocumentKind, OutcomeKind
from verkosto.demo.days import at, later_month, workday, written
from verkosto.demo.shapes import Life, Point, Present, Sitting

CHAIR, SECRETARY = AttendanceRole.CHAIR, AttendanceRole.SECRETARY
BANK = "Verkostopankin toimijat"


def kaakko_meetings(today: date) -> list[Sitting]:
    """All of them, oldest first."""
    return [*_first_years(), _steering(today), _bank(today), _unfinished(today), *_coming(today)]


def _first_years() -> list[Sitting]:
    return [
        Sitting(
            group=BANK,
            title="Verkostopankin toimijoiden yhteinen kokous",
            starts=at(date(2008, 1, 24), "12.30"),
            ends=at(date(2008, 1, 24), "15.30"),
            place="Kouvolan kaupungintalo, valtuustosali",
            subject="Menetelmien tunnettuus kunnissa ja pankin tapa toimia",
            present=(
                Present("Leena Ketunmaa", role=CHAIR),
                Present("Kaarina Hietasalmi"),
                Present("Raili Mustalampi"),
                Present("Tarmo Ylikorpela"),
                Present("Terhi Saunakallio"),
                Present("Anneli Pajuharju"),
                Present("Sirkka Alhonsaari", state=AttendanceState.EXCUSED),
                Present("Helvi Kuusirinne", role=SECRETARY),
            ),
            points=(
                Point(
                    "Miksi pankkia tarvitaan",
                    "Kunnissa ei tunneta verkostomenetelmiä. Tilaaja ja vetäjä tarvitsevat väliinsä jonkun, joka "
                    "sopii ajasta, paikasta ja maksajasta.",
                ),
                Point(
                    "Esitteet menetelmistä",
                    "Esitteitä kirjoittamaan perustetaan kolme työryhmää: huolen puheeksiotto, läheisneuvonpito ja "
                    "verkostokonsultointi. Jokainen esite kertoo myös, mitä tilaus maksaa ja kuka maksaa.",
                    (
                        (
                            OutcomeKind.DECISION,
                            "Esitteitä kirjoittamaan perustetaan kolme työryhmää: huolen puheeksiotto, "
                            "läheisneuvonpito ja verkostokonsultointi.",
                        ),
                        (
                            OutcomeKind.ACTION,
                            "Kaarina Hietasalmi kutsuu läheisneuvonpidon työryhmän koolle.",
                            "Kaarina Hietasalmi",
                            "kevät 2008",
                        ),
                    ),
                ),
            ),
            next_meeting="toukokuu 2008",
            life=Life.PUBLISHED,
        ),
        Sitting(
            group=BANK,
            title="Verkostopankin toimijoiden kokous",
            starts=at(date(2009, 5, 20), "9.00"),
            ends=at(date(2009, 5, 20), "11.30"),
            place="Kotka, kirjaston kokoushuone",
            present=(
                Present("Leena Ketunmaa", role=SECRETARY),
                Present("Kaarina Hietasalmi"),
                Present("Tarmo Ylikorpela"),
                Present("Seija Vuolteentaka"),
                Present("Mari Honkasalmi", "perhetyöntekijä", "Kouvolan kaupunki"),
                Present("Anna-Kaisa Teerisuo", "koulupsykologi", "Lappeenrannan kaupunki"),
            ),
            points=(
                Point(
                    "Tilaukset tähän asti",
                    "Kevään tilaukset käytiin läpi. Pankilta pyydetään enimmäkseen suunnittelua ja arviointia, "
                    "asiakastyöhön vasta vähän.",
                ),
                Point(
                    "Mikä hankaloittaa",
                    "- sopimukset kuntien kanssa puuttuvat\n"
                    "- [vetäjän työaika|Vetäjien työaika] on omalta esimieheltä joka kerta erikseen pyydettävä\n"
                    "- [taidot ruostuvat|Vetäjien osaaminen], jos tilauksia on kaksi vuodessa",
                ),
                Point(
                    "Uudet koulutettavat",
                    "Koulutuksessa on kymmenen uutta. Jokainen pääsee kevään aikana kokeneen vetäjän pariksi.",
                    ((OutcomeKind.DECISION, "Jokainen pääsee kevään aikana kokeneen vetäjän pariksi."),),
                ),
            ),
            next_meeting="syyskuu 2009",
            life=Life.SIGNED,
        ),
    ]


def _steering(today: date) -> Sitting:
    day = workday(today, -88)
    return Sitting(
        group="Kehittämisverkoston ohjausryhmä",
        title="Ohjausryhmän kokous",
        document=DocumentKind.MINUTES,
        starts=at(day, "12.00"),
        ends=at(day, "14.15"),
        place="Kaakon kehittämiskeskus, Kouvola",
        subject="Verkostopankin puolivuotiskatsaus",
        present=(
            Present("Päivi Salpakari", role=CHAIR),
            Present("Petri Salmivaara"),
            Present("Outi Vainiokorpi"),
            Present("Matti Kariniva"),
            Present("Jorma Niittymetsä"),
            Present("Marja Koivuranta", role=AttendanceRole.PRESENTER),
            Present("Tuomo Lehtikangas", role=SECRETARY),
        ),
        points=(
            Point(
                "Kokouksen avaus ja päätösvaltaisuus",
                "Puheenjohtaja avasi kokouksen. Kokous on päätösvaltainen.",
                ((OutcomeKind.DECISION, "Kokous on päätösvaltainen."),),
            ),
            Point(
                "Pankin puolivuotiskatsaus",
                "Marja Koivuranta kertoi puolen vuoden tilauksista. Asiakastyön osuus kasvaa, ja odotusaika on "
                "lyhentynyt noin kahteen viikkoon. [Ruotsinkielisiä vetäjiä|Service på svenska] on liian vähän.",
                ((OutcomeKind.NOTE, "Ruotsinkielisiä vetäjiä on liian vähän."),),
            ),
            Point(
                "Vetäjien työaika",
                "Hyvinvointialueet ja kunnat antavat vetäjälle [työaikaa|Vetäjien työaika] enintään neljä päivää "
                "vuodessa. Petri Salmivaara vie asian johtoryhmään.",
                (
                    (
                        OutcomeKind.DECISION,
                        "Hyvinvointialueet ja kunnat antavat vetäjälle työaikaa enintään neljä päivää vuodessa.",
                    ),
                    (
                        OutcomeKind.ACTION,
                        "Petri Salmivaara vie asian johtoryhmään.",
                        "Petri Salmivaara",
                        written(workday(today, -30)),
                    ),
                ),
            ),
        ),
        attachments=("Tilaukset puolelta vuodelta, yhteenveto",),
        next_meeting=written(workday(today, 27)),
        next_place="Kouvola",
        life=Life.PUBLISHED,
    )


def _bank(today: date) -> Sitting:
    day = workday(today, -41)
    return Sitting(
        group=BANK,
        title="Verkostopankin toimijoiden tapaaminen",
        starts=at(day, "13.00"),
        ends=at(day, "15.30"),
        place="Kotka, pääkirjasto",
        subject="Viime kuukausien tilaukset ja uusien vetäjien perehdytys",
        present=(
            Present("Irja Haapasuo"),
            Present("Paavo Rekikoski"),
            Present("Noora Kelosaari"),
            Present("Linnea Ahlskog"),
            Present("Jonna Pihlajalampi"),
            Present("Oona Kivijuuri"),
            Present("Aleksi Rantapuska"),
            Present("Ville Harjunsivu", state=AttendanceState.EXCUSED),
            Present("Marja Koivuranta", role=CHAIR),
            Present("Tuomo Lehtikangas", role=SECRETARY),
        ),
        points=(
            Point(
                "Kuulumiset",
                "Kokeneet vetäjät kertoivat, mikä heitä on auttanut: hyvä esityö tilaajan kanssa, kello näkyvillä ja "
                "[lupa olla hiljaa|Vetäjien osaaminen].",
            ),
            Point(
                "Parit uusille",
                "Jokainen koulutettava on mukana kahdessa palaverissa ennen omaa vuoroaan. Parit sovittiin heti.",
                ((OutcomeKind.DECISION, "Jokainen koulutettava on mukana kahdessa palaverissa ennen omaa vuoroaan."),),
            ),
            Point(
                "Peruutukset",
                "Kun tilaus peruuntuu, syy kirjataan. Marja Koivuranta kokoaa syyt seuraavaan tapaamiseen.",
                (
                    (
                        OutcomeKind.ACTION,
                        "Marja Koivuranta kokoaa syyt seuraavaan tapaamiseen.",
                        "Marja Koivuranta",
                        later_month(today, 2),
                    ),
                ),
            ),
        ),
        next_meeting=later_month(today, 2),
        next_place="Hamina",
        life=Life.COMMENTS,
    )


def _unfinished(today: date) -> Sitting:
    """The meeting was held, and its minutes are still a list of headings."""
    day = workday(today, -7)
    return Sitting(
        group="Läheisneuvonpidon työryhmä",
        title="Läheisneuvonpidon työryhmän kokous",
        starts=at(day, "9.00"),
        ends=at(day, "11.00"),
        place="Perhekeskus Vuoksi, Imatra",
        points=(
            Point("Esitteen uusi versio"),
            Point("Koollekutsujien vertaistapaaminen"),
        ),
    )


def _coming(today: date) -> list[Sitting]:
    return [
        Sitting(
            group="Verkostokonsulttien työryhmä",
            title="Verkostokonsulttien työryhmän kokous",
            starts=at(workday(today, 9), "13.00"),
            ends=at(workday(today, 9), "15.00"),
            place="Kouvola, Kaakon kehittämiskeskus",
            subject="Vetäjän muistilista",
            points=(
                Point("Muistilistan luonnos", "Luetaan etukäteen. Jokainen tuo yhden lauseen, jonka poistaisi."),
                Point("Palautteen kysyminen tilaajalta"),
                Point("Seuraava kokous"),
            ),
        ),
        Sitting(
            group="Kehittämisverkoston ohjausryhmä",
            title="Ohjausryhmän kokous",
            document=DocumentKind.MINUTES,
            starts=at(workday(today, 27), "12.00"),
            ends=at(workday(today, 27), "14.00"),
            place="Kaakon kehittämiskeskus, Kouvola",
            subject="Ensi vuoden toimintasuunnitelma ja talousarvio",
            points=(
                Point("Kokouksen avaus ja päätösvaltaisuus"),
                Point("Toimintasuunnitelma"),
                Point("Vetäjien työaika, tilannekatsaus"),
            ),
            life=Life.INVITED,
        ),
        Sitting(
            group="Kotkan ja Haminan seudun kehittämisryhmä",
            title="Kehittämisryhmän kokous",
            starts=at(workday(today, 45), "9.00"),
            ends=at(workday(today, 45), "11.00"),
            place="Hamina, kaupungintalo",
            subject="Päiväkotien ja neuvoloiden yhteinen ilta vanhemmille",
        ),
        Sitting(
            group=BANK,
            title="Verkostopankin toimijoiden tapaaminen",
            starts=at(workday(today, 63), "13.00"),
            ends=at(workday(today, 63), "15.30"),
            place="Hamina, kirjasto",
            subject="Peruutusten syyt ja seuraavat koulutukset",
        ),
    ]
