"""Who: organisations over time, what joins them, and the sources that say so."""
