"""The first questions, one a page."""
