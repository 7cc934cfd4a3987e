"""Trainings of Länsi- ja Keski-Uusimaa: two of the first project's years, and one that is coming."""

from datetime import date

from bank.services import add_participant, add_training
from core.fuzzydates import parse
from network.models import Network, Person, User
from network.projects import projects_of
from verkosto.demo.days import workday, written

# Shape: (name, project, when, days, place, participants, who took part)
HELD = (
    ("Verkostokonsulttikoulutus", "Arjen tuki -hanke", "syksy 2008", 6, "Lohja", 24,
     ("Auli Harjukoski", "Pentti Salolahti", "Marjut Hakosuo")),
    ("Huolen puheeksi ottaminen peruspalveluissa", "Arjen tuki -hanke", "12.3.2009", 1, "Karkkila", 40, ()),
)  # fmt: skip
# The same, but for when.
COMING = ("Nuorten paikkojen vertaisohjaajat", "Matalan kynnyksen nuorten paikat", 2, "Vihti", 18,
          ("Markku Ahdenperä", "Tuija Hiidenlehto"))  # fmt: skip
COMES_IN_DAYS = 40


def add_trainings(network: Network, *, people: dict[str, Person], actor: User, today: date) -> None:
    projects = {project.name: project.key for project in projects_of(network, actor)}
    coming = (*COMING[:2], written(workday(today, COMES_IN_DAYS)), *COMING[2:])
    for name, project, when, days, place, count, names in (*HELD, coming):
        training = add_training(
            network,
            facts={
                "name": name,
                "project_key": projects[project],
                "date": parse(when, today=today),
                "days": days,
                "place": place,
                "participants_count": count,
            },
            actor=actor,
        )
        for person in names:
            add_participant(training, person=people[person], actor=actor)
