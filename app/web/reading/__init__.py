"""Learn, Help now, About, and the landing page."""
