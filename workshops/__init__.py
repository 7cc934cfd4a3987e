"""Workshop days: municipalities show each other working models, say what they could use, and how they go on.

Layers as in the other apps (pyproject.toml). A day is a meeting with more to it, and a workshop may present a method
of the catalogue: this app knows both, and neither knows it.
"""
