"""Changes of a plan that outlive another reading of the sheet: nothing a person did is lost."""

from dataclasses import replace

from desktop.domain.import_plan import ColumnMapping, ImportPlan


def carried(edited: ImportPlan, base: ImportPlan, fresh: ImportPlan) -> ImportPlan:
    """``fresh`` with what a person changed between ``base`` and ``edited``, column by column."""
    before = {mapped.column: mapped for mapped in base.mapping}
    after = {mapped.column: mapped for mapped in edited.mapping}
    mapping = tuple(
        _carried(mapped, before.get(mapped.column), after.get(mapped.column))
        for mapped in fresh.mapping
        if mapped.column in after or mapped.column not in before
    )
    return replace(fresh, mapping=mapping or fresh.mapping)


def _carried(
    fresh: ColumnMapping, base: ColumnMapping | None, edited: ColumnMapping | None
) -> ColumnMapping:
    if base is None or edited is None:
        return fresh
    changed = fresh
    if edited.label != base.label:
        changed = replace(changed, label=edited.label)
    if edited.kind is not base.kind:
        changed = replace(changed, kind=edited.kind, choices=edited.choices)
    if edited.required is not base.required:
        changed = replace(changed, required=edited.required)
    if edited.default_era != base.default_era:
        changed = replace(changed, default_era=edited.default_era)
    return changed


def with_column(plan: ImportPlan, mapped: ColumnMapping) -> ImportPlan:
    """The plan that takes a column in again, in the order of the sheet."""
    others = [one for one in plan.mapping if one.column != mapped.column]
    mapping = sorted([*others, mapped], key=lambda one: one.column)
    return replace(plan, mapping=tuple(mapping))
