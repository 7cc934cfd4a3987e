"""The Python behind ``./dev``: the process stack, the checks, the set-up. No part of the product imports it."""
