"""Pictures: what they show, the drawings kept of them, and how they are drawn.

A picture is plain data made in a page; it is drawn once, by a worker, and its drawing is kept in PostgreSQL.
Pages never draw: they show what is kept, and ask for what is not.
"""
