"""Meetings of Länsi- ja Keski-Uusimaa around the day of loading, oldest first."""

from datetime import date

from meetings.enums import AttendanceRole, AttendanceState, DocumentKind, OutcomeKind
from verkosto.demo.days import at, later_month, workday, written
from verkosto.demo.shapes import Life, Point, Present, Sitting
from verkosto.demo.uusimaa_past import NEW_NAME

CHAIR, SECRETARY = AttendanceRole.CHAIR, AttendanceRole.SECRETARY


def uusimaa_meetings(today: date) -> list[Sitting]:
    return [_theme_workshop(today), _in_swedish(today), _unfinished(today), *_coming(today)]


def _theme_workshop(today: date) -> Sitting:
    day = workday(today, -50)
    return Sitting(
        group=NEW_NAME,
        title=f"{NEW_NAME} – teemaverstas",
        document=DocumentKind.SUMMARY,
        starts=at(day, "9.00"),
        ends=at(day, "11.30"),
        place="Perhekeskus, Järvenpää",
        subject="Perhekeskusten ja koulujen ensimmäinen yhteydenotto vanhempiin",
        present=(
            Present("Elina Kaislaranta"),
            Present("Anu Haukiniemi"),
            Present("Olavi Kiviranta"),
            Present("Saara Lepistömäki"),
            Present("Jenni Tuulensuu", state=AttendanceState.EXCUSED),
            Present("Hanna Suvikallio"),
            Present("Kalle Virtaharju", role=SECRETARY),
        ),
        points=(
            Point(
                "Mitä kokeilussa opittiin",
                "Kolme kuntaa on kokeillut yhteistä soittovuoroa. Vanhemmat kiittivät siitä, että sama ihminen soitti "
                "kahdesti. Työntekijöistä vuoron löytäminen oli hankalinta.",
            ),
            Point(
                "Ensimmäisen yhteydenoton ohje",
                "Ohje luettiin lause lauseelta. Kaksi kohtaa kirjoitetaan uudelleen, koska ne puhuvat perheelle "
                "viranomaisen äänellä.\n\n"
                "Ohje otetaan käyttöön kokeiluna Järvenpäässä ja Vihdissä. Olavi Kiviranta korjaa ohjeen kaksi kohtaa "
                "ennen kokeilua.",
                (
                    (OutcomeKind.DECISION, "Ohje otetaan käyttöön kokeiluna Järvenpäässä ja Vihdissä."),
                    (
                        OutcomeKind.ACTION,
                        "Olavi Kiviranta korjaa ohjeen kaksi kohtaa ennen kokeilua.",
                        "Olavi Kiviranta",
                        written(workday(today, 12)),
                    ),
                ),
            ),
            Point(
                "Seuraavat työpajat",
                "Toivotaan kahta työpajaa: esimiehille ja perhetyöntekijöille. Hanna Suvikallio kysyy vetäjiä "
                "naapuriverkoston pankista.",
                (
                    (
                        OutcomeKind.ACTION,
                        "Hanna Suvikallio kysyy vetäjiä naapuriverkoston pankista.",
                        "Hanna Suvikallio",
                        written(workday(today, -10)),
                    ),
                ),
            ),
        ),
        attachments=("Ensimmäisen yhteydenoton ohje, luonnos 3",),
        next_meeting=later_month(today, 2),
        next_place="Vihti",
        life=Life.SIGNED,
    )


def _in_swedish(today: date) -> Sitting:
    day = workday(today, -24)
    return Sitting(
        group="Utvecklingsgruppen för verksamheten på svenska",
        title="Utvecklingsgruppens möte",
        language="sv",
        starts=at(day, "9.00"),
        ends=at(day, "11.00"),
        place="Stadshuset i Ekenäs",
        address="Gustav Wasas gata, möteslokal 2",
        subject="Föräldrastöd och elevvård på svenska",
        present=(
            Present("Maria Strandgård", role=CHAIR),
            Present("Gunilla Vikstrand"),
            Present("Henrik Sandåker"),
            Present("Camilla Bergvik", role=SECRETARY),
            Present("Birgit Lundåsen", "församlingspedagog", "Karis församling", AttendanceRole.GUEST),
        ),
        points=(
            Point(
                "Läget i kommunerna",
                "Hangö och Ingå saknar fortfarande en "
                "[familjearbetare som talar svenska|Service på svenska]. I Raseborg har skolorna en "
                "gemensam kurator två dagar i veckan.",
            ),
            Point(
                "Material till föräldrar",
                "Gruppen läste broschyren om att föra oron på tal. Texten är klar och vänlig, men bilderna är "
                "gamla.\n\nBroschyren trycks på nytt med nya bilder. Gunilla Vikstrand frågar elever på gymnasiet om "
                "de vill fotografera.",
                (
                    (OutcomeKind.DECISION, "Broschyren trycks på nytt med nya bilder."),
                    (
                        OutcomeKind.ACTION,
                        "Gunilla Vikstrand frågar elever på gymnasiet om de vill fotografera.",
                        "Gunilla Vikstrand",
                        "våren",
                    ),
                ),
            ),
            Point(
                "Nästa utbildning",
                "En halv dag för skolor och daghem. Henrik Sandåker bokar aulan.",
                (
                    (
                        OutcomeKind.ACTION,
                        "Henrik Sandåker bokar aulan.",
                        "Henrik Sandåker",
                        written(workday(today, 20)),
                    ),
                ),
            ),
        ),
        attachments=("Broschyren, nuvarande version",),
        next_meeting=f"{written(workday(today, 41))} kl. 9–11",
        next_place="Ekenäs",
        life=Life.PUBLISHED,
    )


def _unfinished(today: date) -> Sitting:
    """The meeting was held, and nobody has written down who came."""
    day = workday(today, -6)
    return Sitting(
        group="Perhekeskusten teemaverstas",
        title="Perhekeskusten teemaverstas",
        starts=at(day, "13.00"),
        ends=at(day, "15.00"),
        place="Perheiden talo, Kerava",
        subject="Avoimet kohtaamispaikat",
        points=(
            Point("Aukioloajat ja viikonloput"),
            Point("Vertaisryhmien vetäjät", "Perheiden talo tarjoaa tilat, jos kunnat perehdyttävät ohjaajat."),
        ),
    )


def _coming(today: date) -> list[Sitting]:
    return [
        Sitting(
            group="Hallinnonalojen yhteistyön kehittämisryhmä",
            title="Hallinnonalojen yhteistyön kehittämisryhmä",
            starts=at(workday(today, 6), "9.30"),
            ends=at(workday(today, 6), "12.00"),
            place="Tuusula, kunnanvirasto",
            subject="Opiskeluhuollon ja perhekeskusten yhteinen vuosikello",
            points=(
                Point("Edellisen kokouksen sovitut asiat"),
                Point("Yhteinen vuosikello", "Luonnos lähetetään viikkoa ennen kokousta."),
                Point("Kuntien varhaiskasvatuksen terveiset"),
                Point("Seuraava kokoontuminen"),
            ),
        ),
        Sitting(
            group="Verkoston ohjausryhmä",
            title="Ohjausryhmän kokous",
            document=DocumentKind.MINUTES,
            starts=at(workday(today, 20), "12.00"),
            ends=at(workday(today, 20), "14.00"),
            place="Lohja, kaupungintalo",
            subject="Ensi vuoden toimintasuunnitelma",
            points=(
                Point("Kokouksen avaus ja päätösvaltaisuus"),
                Point("Toimintasuunnitelma ja ryhmien tehtävät"),
                Point("Kuntien ja hyvinvointialueiden edustajat"),
                Point("Muut asiat"),
            ),
        ),
        Sitting(
            group="Kriisien kohtaamisen teemaverstas",
            title="Kriisien kohtaamisen teemaverstas",
            starts=at(workday(today, 34), "9.00"),
            ends=at(workday(today, 34), "11.00"),
            place="etäyhteydellä",
            subject="Ensimmäiset kaksi vuorokautta koulun kriisissä",
        ),
        Sitting(
            group="Utvecklingsgruppen för verksamheten på svenska",
            title="Utvecklingsgruppens möte",
            language="sv",
            starts=at(workday(today, 41), "9.00"),
            ends=at(workday(today, 41), "11.00"),
            place="Stadshuset i Ekenäs",
            subject="Utbildningen för skolor och daghem",
        ),
        Sitting(
            group="Alueen kehittäjien tapaaminen",
            title="Kehittäjien tapaaminen",
            starts=at(workday(today, 76), "10.00"),
            ends=at(workday(today, 76), "15.00"),
            place="Kerava, kirjaston sali",
            subject="Kuntien hyvät käytännöt ja niistä oppiminen",
        ),
    ]
