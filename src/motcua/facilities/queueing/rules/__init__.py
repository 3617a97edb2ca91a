"""Rules of a line on values: who is next, what a number looks like."""
