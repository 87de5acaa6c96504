"""The room above the command line: what is run many times, to measure rather than to play.

``bench`` holds a benchmark for every speed claim. ``commands`` is the room's part of the command
line and cheap to import.
"""
