"""The whole register as open data: what is in it, what each column means, and how it is read."""
