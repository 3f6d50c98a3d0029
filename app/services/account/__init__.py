"""Accounts, passwords and browser sessions."""
