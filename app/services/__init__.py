"""Use-cases: session first, plain values in and out; each commits once, at its end."""
