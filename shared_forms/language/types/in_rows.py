"""The types that may stand in a row of a group."""

from typing import Annotated

from pydantic import Field

from shared_forms.language.types.address import AddressQuestion
from shared_forms.language.types.bank_account import BankAccountQuestion
from shared_forms.language.types.choice import ChoiceQuestion
from shared_forms.language.types.consent import ConsentQuestion
from shared_forms.language.types.corporate_number import CorporateNumberQuestion
from shared_forms.language.types.date import DateQuestion
from shared_forms.language.types.email import EmailQuestion
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

TypesInRows = (
    TextQuestion
    | PersonNameQuestion
    | DateQuestion
    | ChoiceQuestion
    | YesNoQuestion
    | EmailQuestion
    | AddressQuestion
    | NumberQuestion
    | MoneyQuestion
    | LongTextQuestion
    | KanaQuestion
    | PhoneQuestion
    | ConsentQuestion
    | TimeQuestion
    | MonthQuestion
    | CorporateNumberQuestion
    | InvoiceNumberQuestion
    | MultipleChoiceQuestion
    | SelectQuestion
    | BankAccountQuestion
    | StaticQuestion
)

QuestionInRow = Annotated[TypesInRows, Field(discriminator="type")]
