"""The parts of the screen on which somebody plays a seat."""
