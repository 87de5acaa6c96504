"""The parts of the simulator screen."""
