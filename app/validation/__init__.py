"""The benchmark of the detector: simulated people, scoring, simple rules, the report."""
