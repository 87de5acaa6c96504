"""Parts of screens that draw: talks, charts, offers, scorecards."""
