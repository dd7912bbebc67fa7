"""Measured speed, size and growth, each beside a floor: `make bench`. Never part of the tests."""
