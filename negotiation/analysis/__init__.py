"""What came of the talks and what could have: frontier, bargaining solutions, scorecard."""
