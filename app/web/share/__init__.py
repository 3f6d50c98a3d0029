"""Links for a provider, and the page they open."""
