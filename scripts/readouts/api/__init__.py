"""What ``import readouts`` gives: texts as DataFrames, and the counts and searches of the commands over them."""
