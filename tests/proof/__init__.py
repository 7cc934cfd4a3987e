"""What the product promises, tried at a size at which chance has no part in it.

``./dev test`` runs each proof small, so that none of them rots; ``./dev prove`` at its full size, from a seed that it
prints, and writes what it measured into ``docs/proof.md``.
"""
