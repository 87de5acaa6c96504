"""Runs that go on beside whoever watches them: one event loop for all of a server's talks."""
