from frankpledge.exchange.models.drawings import Drawing
from frankpledge.exchange.models.mailings import Mailing

__all__ = ["Drawing", "Mailing"]
