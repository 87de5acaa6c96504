"""The viewer: runs on a page, as they are played and afterwards. Reads, never writes."""
