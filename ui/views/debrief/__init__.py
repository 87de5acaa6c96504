"""What the debrief shows, as plain values; most of it is what the exports show too."""
