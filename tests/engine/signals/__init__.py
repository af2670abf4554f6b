"""Telling a change from noise."""
