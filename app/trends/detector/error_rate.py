"""The published error rate, for the page that says how the advisory is worked out."""

# Of 100 people whose pain did not come from this, so many would see the card in a year: measured
# on simulated people, see docs/validation.md. A test compares the two.
FLAGGED_OF_100_IN_A_YEAR = 6
