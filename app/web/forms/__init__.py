"""Forms: fields and their messages. A message says what to do."""
