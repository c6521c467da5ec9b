"""The same rows as ours, in the plain way: editable definition, ORM all along."""

from django.db import models
from django_tenants.models import DomainMixin, TenantMixin


class Client(TenantMixin):
    name = models.CharField(max_length=50)


class Domain(DomainMixin):
    pass


class Form(models.Model):
    slug = models.SlugField(unique=True)
    definition = models.JSONField()


class Draft(models.Model):
    form = models.ForeignKey(Form, on_delete=models.CASCADE)
    token = models.CharField(max_length=64, unique=True)
    answers = models.JSONField(default=dict)


class Counter(models.Model):
    year = models.PositiveIntegerField(unique=True)
    last_number = models.PositiveIntegerField(default=0)


class Application(models.Model):
    form = models.ForeignKey(Form, on_delete=models.PROTECT)
    receipt_number = models.CharField(max_length=40, unique=True)
    status = models.CharField(max_length=20)
    email = models.EmailField(blank=True)
    arrived_at = models.DateTimeField(auto_now_add=True)


class Answers(models.Model):
    application = models.ForeignKey(Application, on_delete=models.CASCADE)
    number = models.PositiveIntegerField()
    answers = models.JSONField()
    submitted_at = models.DateTimeField(auto_now_add=True)


class AuditRecord(models.Model):
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    event = models.CharField(max_length=60)
    subject = models.CharField(max_length=64, db_index=True)
    detail = models.JSONField(default=dict)


class Message(models.Model):
    template = models.CharField(max_length=60)
    to = models.EmailField()
    context = models.JSONField(default=dict)
    promised_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
