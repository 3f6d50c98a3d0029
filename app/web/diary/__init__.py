"""Today, History, and changing what was logged."""
