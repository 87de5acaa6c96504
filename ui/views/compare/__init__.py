"""What comparing two runs shows, as plain values."""
