"""The debrief of one party after the talks: what came of it, how it was played, what was better."""
