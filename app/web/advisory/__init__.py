"""The advisory: its page, its questions, its wording."""
