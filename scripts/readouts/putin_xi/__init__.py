"""This report: two accounts of the call of 15 June 2022."""
