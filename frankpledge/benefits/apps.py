from django.apps import AppConfig


class BenefitsConfig(AppConfig):
    name = "frankpledge.benefits"
    label = "benefits"
