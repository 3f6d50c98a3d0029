"""How long the person's own words may be: one place for forms, use-cases and files."""

# A medicine's name: one line of a list, and as wide as its column.
NAME_MAX_CHARACTERS = 120
# What is typed as one line, such as a few words about an event.
LINE_MAX_CHARACTERS = 200
# What is typed as a note. Notes out of a file may be longer: they are kept whole, and the form
# that changes one has room for all of it.
NOTE_MAX_CHARACTERS = 2_000
# A guard against hostile files, beyond what anybody writes about a day.
FILE_TEXT_MAX_CHARACTERS = 100_000
