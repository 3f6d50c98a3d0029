"""Drawings, as SVG on the server; plotly only in one file."""
