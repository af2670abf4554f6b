"""Documents: received, looked into, kept, read, cleaned for the public.

What reads a file (`child` and below it) runs in a process of its own, with limits, without Django.
"""
