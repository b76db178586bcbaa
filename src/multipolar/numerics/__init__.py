"""Compiled helpers that know numbers and records only: randomness, elementary functions, choice, flow."""
