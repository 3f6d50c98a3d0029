"""The questions that a new diary begins with."""
