"""``./dev bench``: how long pages and documents take with as much data as a large installation has in ten years."""
