"""The commitment to confidentiality of the demo's networks: a text of our own, in Finnish and in Swedish."""

_FI = (
    (
        "Verkostossa kohtaamme työpareja ja perheitä monesta organisaatiosta. Siksi meillä kaikilla on samat "
        "säännöt, oli työnantajamme mikä tahansa."
    ),
    (
        "1. Puhun verkoston tehtävissä kuulemistani yksityisistä asioista vain niiden kanssa, jotka "
        "tarvitsevat tiedon samassa tehtävässä. Tämä koskee myös tilaajan huolta ja sitä, kuka palvelua on "
        "pyytänyt."
    ),
    (
        "2. En kirjaa Verkostoon asiakkaan nimeä, henkilötunnusta, osoitetta enkä muuta, mistä perheen voisi "
        "tunnistaa. Kuvaan tilaajan huolen yleisesti."
    ),
    ("3. Käytän jäsenten yhteystietoja vain verkoston työhön enkä anna niitä eteenpäin."),
    (
        "4. Kun osallistun perheen ja ammattilaisten yhteiseen keskusteluun, sovin keskustelun alussa, mistä "
        "kukin saa kertoa ja kenelle."
    ),
    ("5. En tallenna tilauksen huolta omiin tiedostoihini. Hävitän paperit, joita en enää tarvitse."),
    ("6. Jos huomaan, että tietoa on joutunut väärään paikkaan, kerron siitä heti verkostokoordinaattorille."),
    (
        "Sitoumus on voimassa myös sen jälkeen, kun tehtäväni verkostossa on päättynyt. Lakiin perustuva "
        "ilmoitusvelvollisuuteni säilyy sellaisenaan."
    ),
)

_SV = (
    (
        "I nätverket möter vi arbetspar och familjer från många organisationer. Därför har vi alla samma "
        "regler, oavsett vem som är vår arbetsgivare."
    ),
    (
        "1. Om privata saker som jag hör i nätverkets uppdrag talar jag endast med dem som behöver uppgiften "
        "i samma uppdrag. Det gäller också beställarens oro och vem som har bett om tjänsten."
    ),
    (
        "2. I Verkosto antecknar jag varken klientens namn, personbeteckning eller adress eller något annat "
        "som familjen kunde kännas igen på. Beställarens oro beskriver jag allmänt."
    ),
    ("3. Medlemmarnas kontaktuppgifter använder jag endast för nätverkets arbete och ger dem inte vidare."),
    (
        "4. När jag deltar i ett samtal mellan en familj och yrkespersoner kommer vi i början överens om vad "
        "var och en får berätta och för vem."
    ),
    ("5. Jag sparar inte oron i en beställning i mina egna filer. Papper som jag inte längre behöver förstör jag."),
    ("6. Om jag märker att uppgifter har hamnat på fel ställe berättar jag det genast för nätverkskoordinatorn."),
    (
        "Förbindelsen gäller också efter att mitt uppdrag i nätverket har upphört. Min lagstadgade "
        "anmälningsskyldighet kvarstår som sådan."
    ),
)

COMMITMENT = ("\n\n".join(_FI), "\n\n".join(_SV))
