"""Check-ins, events and the days they are about."""
