"""A field of a Django form: each kind of control, what is tied to it, and what never comes back."""

import pytest
from django import forms
from django.template import Context, Template

from web.fields import kind_of
from web.problems import Problem, problems_of


class Parcel(forms.Form):
    """Something of every kind."""

    name = forms.CharField(
        label="お名前", help_text="戸籍のとおり", error_messages={"required": "お名前を入力してください。"}
    )
    note = forms.CharField(label="メモ", required=False, widget=forms.Textarea)
    size = forms.ChoiceField(label="大きさ", choices=[("s", "小"), ("l", "大")])
    way = forms.ChoiceField(label="届けかた", choices=[("1", "郵送"), ("2", "窓口")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="同意する", required=False)
    secret = forms.CharField(label="暗証番号", required=False)

    def clean(self):
        if self.cleaned_data.get("size") == "l" and self.cleaned_data.get("way") == "1":
            raise forms.ValidationError("大きいものは窓口だけです。")


def drawn(form: forms.Form, tag: str) -> str:
    return Template("{% load web %}" + tag).render(Context({"form": form}))


@pytest.mark.parametrize(
    ("name", "kind"),
    [("name", "input"), ("note", "textarea"), ("size", "select"), ("way", "radios"), ("agreed", "checkbox")],
)
def test_the_control_follows_the_widget(name, kind):
    assert kind_of(Parcel()[name]) == kind


def test_label_help_and_error_are_tied_to_the_control():
    html = drawn(Parcel({}), "{% field form.name %}")

    assert '<label class="field__label" for="id_name">お名前' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name-error id_name-help"' in html
    assert '<p class="field__help" id="id_name-help">戸籍のとおり</p>' in html
    assert '<p class="field__error" id="id_name-error">＊お名前を入力してください。</p>' in html
    assert "※必須" in html


def test_a_field_without_fault_claims_none():
    html = drawn(Parcel(), "{% field form.note %}")

    assert "aria-" not in html
    assert "※任意" in html
    assert "placeholder" not in html
    assert "disabled" not in html


def test_the_page_may_say_it_better():
    html = drawn(
        Parcel(),
        '{% field form.name label="氏名" help="例：堺 花子" optional=True size="input--16" autocomplete="name" unit="様" %}',
    )

    assert "氏名" in html
    assert "お名前" not in html
    assert "例：堺 花子" in html
    assert "※任意" in html
    assert 'autocomplete="name" class="input input--16"' in html
    assert "<span>様</span>" in html


@pytest.mark.parametrize("typed", ['"><script>alert(1)</script>', "𠮷野", "\n  段落"])
def test_what_was_typed_comes_back_and_only_as_text(typed):
    form = Parcel({"name": typed, "note": typed})
    html = drawn(form, "{% field form.name %}{% field form.note %}")

    assert "<script>" not in html
    if "<" not in typed:
        assert f'value="{typed}"' in html
        assert f">\n{typed}</textarea>" in html  # HTML takes away the first line break


def test_a_password_never_comes_back():
    html = drawn(Parcel({"secret": "himitsu"}), '{% field form.secret type="password" %}')

    assert 'type="password"' in html
    assert "himitsu" not in html


def test_the_chosen_option_stays_chosen():
    form = Parcel({"size": "l", "way": "2"})

    assert '<option value="l" selected>大</option>' in drawn(form, "{% field form.size %}")
    radios = drawn(form, "{% field form.way %}")
    assert radios.count("checked") == 1
    assert 'value="2" checked' in radios
    assert drawn(form, '{% field form.size kind="radios" %}').count('type="radio"') == 2


def test_a_box_is_ticked_when_it_was():
    assert "checked" in drawn(Parcel({"agreed": "on"}), "{% field form.agreed %}")
    assert "checked" not in drawn(Parcel({}), "{% field form.agreed %}")


def test_the_summary_lists_what_concerns_the_whole_first():
    form = Parcel({"name": "", "size": "l", "way": "1"})

    assert problems_of(form) == [
        Problem("", "大きいものは窓口だけです。"),
        Problem("id_name", "お名前を入力してください。"),
    ]
    assert problems_of(Parcel({"name": "堺", "size": "s", "way": "1"})) == []
    assert problems_of(Parcel()) == []


def test_the_summary_counts_and_leads_to_the_controls():
    html = drawn(
        Parcel({"name": "", "size": "l", "way": "1"}),
        '{% include "web/components/error_summary.html" with problems=form|problems %}',
    )

    assert "2件の入力を直してください" in html
    assert "<li>大きいものは窓口だけです。</li>" in html
    assert '<a href="#id_name">お名前を入力してください。</a>' in html


def test_no_problem_no_summary():
    form = Parcel({"name": "堺", "size": "s", "way": "1"})

    assert drawn(form, '{% include "web/components/error_summary.html" with problems=form|problems %}').strip() == ""
