"""Who plays the cases: this process, several, or the machines of a Ray cluster. One seam."""
