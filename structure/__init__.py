"""Who develops what with whom: areas, numbered themes and strands, the groups that work on them, who leads them.

A ``Part`` is an area, a theme or a strand. What it is called, its number and its area are rows with a first day
(``PartVersion``); where a group stands (``GroupPlace``) and who leads (``PartContact``) are rows from a day to a day.
A change is a new row and none is ever overwritten, so ``queries.structure_on(network, day)`` gives the structure of
any day, and ``figures.structure_svg`` draws it. Municipalities come from the organisations that are in the groups.
"""
