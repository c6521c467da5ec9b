"""Rules and their differences in sentences (Japanese), for the pages of the secretariat and of the cities."""

from collections.abc import Iterator

from billing.allocation import Component, Cutting, Terms
from billing.records import Source
from common.money import Yen
from common.wareki import long_date

_CUTTING = {
    Cutting.LARGEST_REMAINDER: "1円未満は切り捨て、残った円を端数の大きい順に1円ずつ加えます（同じ端数は団体コードの小さい順）。",
    Cutting.THOUSANDS_CARRIED: "千円未満は切り捨て、差額は事務局で翌年度へ繰り越します。",
    Cutting.THOUSANDS_BORNE: "千円未満は切り捨て、差額は{bearer}が負担します。",
}


def weights_text(components: tuple[Component, ...]) -> str:
    """均等割3：人口割7."""
    return "：".join(
        f"{each.basis.label}{each.weight}" + (f"（{len(each.only)}団体）" if each.only else "") for each in components
    )


def rules_in_words(terms: Terms) -> tuple[str, ...]:
    """The rule of a calculation, one sentence each."""
    return tuple(_rules(terms))


def differences(before: tuple[Terms, tuple[Source, ...]], after: tuple[Terms, tuple[Source, ...]]) -> tuple[str, ...]:
    """What changed between two calculations, one sentence each; nothing where they started from the same."""
    return tuple(_differences(*before, *after))


def _rules(terms: Terms) -> Iterator[str]:
    yield f"{weights_text(terms.components)}の割合で分けます。"
    for component in terms.components:
        if component.bands:
            yield f"人口段階割の点数：{_bands(component)}。"
    if terms.fixed_total:
        yield f"先に払う額（プランごとの定額、基本額、従量）は合わせて{terms.fixed_total:,}円で、残りを分けます。"
    if terms.somebody_joins_late:
        unit = "日数（参加する日を含む）" if terms.year_days else "月数（参加する月を含む）"
        yield f"年度の途中で参加・脱退する団体は、{unit}で割ります。"
    if terms.relief:
        part = terms.relief.part
        yield f"人口{terms.relief.below:,}人未満の団体は{part.numerator}/{part.denominator}を軽減し、その分をほかの団体が負担額に比例して負担します。"
    if terms.bounds:
        yield f"負担額の上限・下限が{len(terms.bounds)}団体にあります。かかった団体の差額は、ほかの団体が負担額に比例して分けます。"
    bearer = next((member.name for member in terms.members if member.code == terms.bearer), "")
    yield _CUTTING[terms.cutting].format(bearer=bearer)


def _bands(component: Component) -> str:
    return "、".join(
        f"{band.below:,}人未満 {band.points}点" if band.below is not None else f"それ以上 {band.points}点"
        for band in component.bands
    )


def _differences(
    before: Terms, sources_before: tuple[Source, ...], after: Terms, sources_after: tuple[Source, ...]
) -> Iterator[str]:
    if before.total != after.total:
        yield f"分ける総額が{before.total:,}円から{after.total:,}円になりました（{_signed(Yen(after.total - before.total))}円）。"
    if (old := weights_text(before.components)) != (new := weights_text(after.components)):
        yield f"割合が「{old}」から「{new}」になりました。"
    yield from _members(before, after)
    if (olds := _sources(sources_before)) != (news := _sources(sources_after)):
        yield f"基礎数値が「{olds}」から「{news}」になりました。"
    elif any(_figures(before).get(code, values) != values for code, values in _figures(after).items()):
        yield "人口・件数・手続の数・基準財政需要額の数値が変わった団体があります。"
    old_rules, new_rules = set(_rules(before)), tuple(_rules(after))
    for sentence in new_rules[1:]:
        if sentence not in old_rules:
            yield f"規約：{sentence}"


def _members(before: Terms, after: Terms) -> Iterator[str]:
    old, new = ({member.code: member for member in terms.members} for terms in (before, after))
    if joined := [each.name for code, each in new.items() if code not in old]:
        yield f"{'、'.join(joined)}が加わりました。"
    if left := [each.name for code, each in old.items() if code not in new]:
        yield f"{'、'.join(left)}が抜けました。"
    for code, each in new.items():
        if code in old and after.time_of(each) != before.time_of(old[code]):
            unit = "日" if after.year_days else "か月"
            yield f"{each.name}の参加が{before.time_of(old[code])}{unit}から{after.time_of(each)}{unit}になりました。"


def _figures(terms: Terms) -> dict[str, tuple[int, ...]]:
    return {member.code: (member.population, member.uses, member.procedures, member.need) for member in terms.members}


def _sources(sources: tuple[Source, ...]) -> str:
    return "、".join(f"{source.label}（{long_date(source.as_of)}）" for source in sources)


def _signed(yen: Yen) -> str:
    return f"{yen:+,}".replace("-", "−")
