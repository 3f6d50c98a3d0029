"""What a diary shows over time: figures for pictures, and the detector. Pure."""
