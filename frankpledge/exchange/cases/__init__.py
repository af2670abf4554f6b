"""Cases for the engine, as a person or a program writes them: read, answered, and said in words and tables.

The commands and the pages of the method ask here, so both say the same. Nothing here needs Django.
"""
