"""The parts of the screen that sets two runs side by side."""
