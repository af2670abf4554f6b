"""A database of our own with so many made-up records, ready to be asked."""

import psycopg

from bench import ours, servers
from bench.rows import generate


def build(server_url: str, size: int) -> str:
    """Makes it on a server that runs. Its address."""
    name = f"bench{size}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    address, _, options = server_url.partition("?")
    url = f"{address.rpartition('/')[0]}/{name}?{options}"
    servers.run_ours(url, "prepare", "--quiet")
    with psycopg.connect(url) as connection:
        # Pictures ahead of any reader would be drawn for minutes, and are not what is measured.
        connection.execute("DELETE FROM procrastinate_jobs")
        ours.fill(connection, generate(size))
    servers.run_ours(url, "rebuild-search")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    return url
