"""Behind ``./dev prove``: what needs more than a test, and the page that tells how the proofs went."""
