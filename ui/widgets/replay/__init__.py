"""The parts of the replay screen."""
