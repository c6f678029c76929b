"""A report's readouts among other readouts: which are taken, what is counted in them, and how they compare."""
