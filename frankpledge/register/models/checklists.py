"""What an agreement should say something about, and whether it does."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import one_of
from frankpledge.register.models.agreements import Agreement


class ChecklistTopic(models.TextChoices):
    """The 26 topics, in order: those of the guidance of 2012 and of agreements that were published."""

    PARTIES = "parties", _("The parties, as what each signs, and who leads or hosts")
    LEGAL_BASIS = "legal_basis", _("The legal basis and the kind of provision")
    PURPOSE = "purpose", _("The purpose, the functions and what the service is")
    TERM = "term", _("When it begins and how long it lasts")
    GOVERNANCE = "governance", _("The board: who chairs, who must be there, how it votes")
    DIRECTION = "direction", _("Who directs and controls whom")
    ACCOUNTABILITY = "accountability", _("How each policing body holds its chief officer to account")
    FUNDING = "funding", _("The budget, how costs are shared and who invoices whom")
    ASSETS = "assets", _("Property, premises, contracts and intellectual property")
    WORKFORCE = "workforce", _("The workforce: who employs, secondment, terms, pensions")
    POLICIES = "policies", _("Whose policies and procedures apply")
    LIABILITY = "liability", _("Liability, indemnities, claims and insurance")
    VETTING = "vetting", _("Vetting: which level, and who vets")
    CONDUCT = "conduct", _("Complaints, conduct, discipline and performance")
    INFORMATION = "information", _("Sharing information, data protection and confidence")
    FREEDOM_OF_INFORMATION = "freedom_of_information", _("Who answers requests for information")
    HEALTH_AND_SAFETY = "health_and_safety", _("Health and safety")
    EQUALITY = "equality", _("Equality")
    COVERT_POWERS = "covert_powers", _("Covert powers: whether it is relied on, and who may authorise")
    PROCUREMENT = "procurement", _("Procurement: who contracts, and by which route")
    REVIEW = "review", _("How often it is reviewed; audit and inspection")
    VARIATION = "variation", _("How it is varied, and by whom")
    NEW_PARTIES = "new_parties", _("How another party joins")
    DISPUTES = "disputes", _("How disputes are settled, step by step")
    EXIT = "exit", _("Notice, leaving, ending, and what follows from each")
    GENERAL = "general", _("General clauses: law, notices, assignment, third parties")


class TopicCoverage(models.TextChoices):
    COVERED = "covered", _("covered")
    NOT_COVERED = "not_covered", _("not covered")
    NOT_APPLICABLE = "not_applicable", _("not applicable")
    CANNOT_TELL = "cannot_tell", _("cannot tell")


@kept("agreement")
class ChecklistAnswer(models.Model):
    """Whether the agreement says something about one topic. No answer is no answer, and is shown as none."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="checklist")
    topic = models.CharField(max_length=30, choices=ChecklistTopic)
    coverage = models.CharField(max_length=20, choices=TopicCoverage)
    clause = models.CharField(max_length=100, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("register_checklistanswer", "topic", ChecklistTopic),
            one_of("register_checklistanswer", "coverage", TopicCoverage),
            models.CheckConstraint(
                condition=~Q(coverage="not_applicable") | ~Q(note=""),
                name="register_checklistanswer_says_why_not_applicable",
            ),
            models.UniqueConstraint(
                fields=["agreement", "topic"], name="register_checklistanswer_topic_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_topic_display()}: {self.get_coverage_display()}"
