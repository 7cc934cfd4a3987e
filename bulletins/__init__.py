"""Bulletins: made from what the system knows and own words, read by a second person, published as they were that day.

They lead from other parts to nothing: this app stands above network, structure, meetings and bank, and only
``verkosto`` knows it.
"""
