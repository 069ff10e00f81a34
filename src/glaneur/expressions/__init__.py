"""Text to expressions: numbers, sums, quantities and dates, without spaCy. `scan` runs them and decides."""
