"""Spreadsheets and CSV files as tables of text, before anything in them is understood."""
