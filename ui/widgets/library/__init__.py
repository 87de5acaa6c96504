"""The parts of the library."""
