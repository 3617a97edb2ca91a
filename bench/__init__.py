"""Benchmarks: what the product costs beside the same rows in raw SQL. `make bench` runs them on both engines."""
