"""What watching a run shows, as plain values."""
