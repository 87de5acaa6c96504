"""What replaying shows, as plain values."""
