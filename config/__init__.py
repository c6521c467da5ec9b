"""Wires the rooms. Loading Celery's application here makes it the one that every process and thread finds."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
