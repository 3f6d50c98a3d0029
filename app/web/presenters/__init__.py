"""Presenters: words, formats and rows for the templates, which decide nothing."""
