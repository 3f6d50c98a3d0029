"""What a diary shows over time. Pure: a diary in, figures and an assessment out."""

from app.trends.assess import assess, assess_on

__all__ = ["assess", "assess_on"]
