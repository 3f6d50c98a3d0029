"""Signing up and in, settings, password, deleting."""
