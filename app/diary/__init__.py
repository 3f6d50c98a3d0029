"""The diary as values: one shape for each fact. Pure."""
