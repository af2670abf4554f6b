"""The engine, checked against published and closed-form cases, and by properties that must always hold."""
