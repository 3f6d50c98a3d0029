"""Medicines, doses and patches."""
