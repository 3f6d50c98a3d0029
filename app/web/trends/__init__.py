"""The chart, its tables, and the words beside them."""
