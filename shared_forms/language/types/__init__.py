"""The types of questions: one module each, one line here, and one template of the same name."""

from typing import Annotated

from pydantic import Field

from shared_forms.language.types.address import AddressQuestion
from shared_forms.language.types.bank_account import BankAccountQuestion
from shared_forms.language.types.choice import ChoiceQuestion
from shared_forms.language.types.choosing import OptionsQuestion
from shared_forms.language.types.computed import ComputedQuestion
from shared_forms.language.types.consent import ConsentQuestion
from shared_forms.language.types.corporate_number import CorporateNumberQuestion
from shared_forms.language.types.date import DateQuestion
from shared_forms.language.types.email import EmailQuestion
from shared_forms.language.types.file import FileQuestion
from shared_forms.language.types.group import GroupQuestion
from shared_forms.language.types.in_rows import TypesInRows
from shared_forms.language.types.invoice_number import InvoiceNumberQuestion
from shared_forms.language.types.kana import KanaQuestion
from shared_forms.language.types.long_text import LongTextQuestion
from shared_forms.language.types.money import MoneyQuestion
from shared_forms.language.types.month import MonthQuestion
from shared_forms.language.types.multiple_choice import MultipleChoiceQuestion
from shared_forms.language.types.number import NumberQuestion
from shared_forms.language.types.person_name import PersonNameQuestion
from shared_forms.language.types.phone import PhoneQuestion
from shared_forms.language.types.select import SelectQuestion
from shared_forms.language.types.static import StaticQuestion
from shared_forms.language.types.text import TextQuestion
from shared_forms.language.types.time import TimeQuestion
from shared_forms.language.types.yes_no import YesNoQuestion

Question = Annotated[TypesInRows | FileQuestion | GroupQuestion | ComputedQuestion, Field(discriminator="type")]

# Those whose options overlays may change.
QuestionWithOptions = ChoiceQuestion | SelectQuestion | MultipleChoiceQuestion

__all__ = [
    "AddressQuestion",
    "BankAccountQuestion",
    "ChoiceQuestion",
    "ComputedQuestion",
    "ConsentQuestion",
    "CorporateNumberQuestion",
    "DateQuestion",
    "EmailQuestion",
    "FileQuestion",
    "GroupQuestion",
    "InvoiceNumberQuestion",
    "KanaQuestion",
    "LongTextQuestion",
    "MoneyQuestion",
    "MonthQuestion",
    "MultipleChoiceQuestion",
    "NumberQuestion",
    "OptionsQuestion",
    "PersonNameQuestion",
    "PhoneQuestion",
    "Question",
    "QuestionWithOptions",
    "SelectQuestion",
    "StaticQuestion",
    "TextQuestion",
    "TimeQuestion",
    "YesNoQuestion",
]
