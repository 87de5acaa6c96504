"""Turning points: turns where another move by this party would have been worth most, by rule."""
