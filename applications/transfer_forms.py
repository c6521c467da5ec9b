"""The file of a transfer season, and its text again when its reader has agreed."""

from django import forms

from catalog.dataset_forms import LARGEST_FILE, ListFileForm


class TransferFileForm(ListFileForm):
    """A CSV file."""


class TransferTextForm(forms.Form):
    """What the file said, sent back by the page that showed it; it is read anew."""

    text = forms.CharField(max_length=LARGEST_FILE, strip=False)
