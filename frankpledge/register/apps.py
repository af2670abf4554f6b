from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "frankpledge.register"
    label = "register"
