"""Clinical facts, each beside its source. Pure: nothing but the standard library."""
