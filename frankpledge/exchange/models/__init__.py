from frankpledge.exchange.models.drawings import Drawing

__all__ = ["Drawing"]
