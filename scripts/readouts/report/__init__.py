"""Numbers with their evidence, and the figures and tables that show them: for any report."""
