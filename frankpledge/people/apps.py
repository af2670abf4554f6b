from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "frankpledge.people"
    label = "people"
