"""What the screen of progress says, worked out: history, skills, assignments, a class. Pure."""
