"""The example diary, open to anyone."""
