"""Search: what finds collaborations by words, facets and dates. `index` keeps it; the rest reads it."""
