"""Pictures of a diary: drawn on the server as SVG, and as a figure for the chart library."""
