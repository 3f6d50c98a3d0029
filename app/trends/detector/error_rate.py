"""The published error rate, for the pages that say how the advisory is worked out.

Measured on simulated people in worlds at random, from the best tenth of worlds to the worst, since
nobody knows in which of them a person lives: docs/validation.md. A test compares the two.
"""

# Of 100 people whose pain did not come from this, so many would see the card in a year.
FLAGGED_OF_100_IN_A_YEAR = (1, 17)
# Of 100 cards, so many would be right if it were behind the pain of 1 person in 20.
RIGHT_OF_100_CARDS = (14, 77)
