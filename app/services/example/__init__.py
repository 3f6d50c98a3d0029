"""The made-up diary, for anyone who wants to look around first."""
