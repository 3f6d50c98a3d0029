"""Medicines, their regimens, and the doses taken."""
