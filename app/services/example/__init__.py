"""The made-up diary for whoever wants to look round first."""
