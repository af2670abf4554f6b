from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "frankpledge.exchange"
    label = "exchange"
