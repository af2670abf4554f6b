"""Our own PostgreSQL: the server that is used when nobody has named another.

`folder` is what a person names and what is locked; `place` is where the database's files can be;
`account` runs them; `binaries` are the programs; `cluster` makes a new database; `server` starts and
stops it; `children` are the processes we start and `watchdog` ends them when we can no longer do it.
"""
