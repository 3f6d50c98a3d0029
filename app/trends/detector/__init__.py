"""The advisory: signals, features, scorecard, levels, explanations."""
