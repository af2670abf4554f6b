from tests.exchange.register_files.folder import folder

__all__ = ["folder"]
