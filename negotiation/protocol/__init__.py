"""The referee: a pure state machine from moves to events. No roles, files, clocks or models."""
