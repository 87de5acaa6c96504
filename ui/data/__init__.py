"""What pages read, kept for as long as the files stay the same."""
