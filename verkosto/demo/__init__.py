"""The demo: two invented networks in the shape of real ones, with accounts to look around as anybody.

Accounts, people, orders and meetings stand in modules of plain data; ``loading`` puts them into the database through
the services, so that they have a history like anything else. What is of today counts its days from the day of loading.
"""
