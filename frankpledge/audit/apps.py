from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "frankpledge.audit"
    label = "audit"
