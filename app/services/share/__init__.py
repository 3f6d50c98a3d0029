"""Links for a provider, and what each lets them see."""
