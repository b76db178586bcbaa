"""Priors that all wars share enter the plan, and the scenario's own numbers for them replace them."""

from __future__ import annotations

from multipolar.model.build_draft import Draft
from multipolar.model.labels import parse_target, slots
from multipolar.model.register import REGISTER, SIDE_DEFAULTS


def fill_shared(draft: Draft) -> None:
    """Give every entry of the register its prior and switch every mechanism on."""
    for entry in REGISTER:
        group = f"register|{entry.group}" if entry.group else ""
        draft.plan.put(entry.field, (), entry.prior, group=group)
    for m in range(draft.labels.capacity.m):
        draft.plan.put("on", (m,), 1.0)


def register_names() -> dict[str, str]:
    """Return the fields that a register number or a field name means, for overriding under ``parameters``."""
    names = {entry.field: entry.field for entry in REGISTER} | {field: field for field in SIDE_DEFAULTS}
    names |= {entry.number: entry.field for entry in REGISTER if _alone(entry.number)}
    return names | {number: field for field, (number, _) in SIDE_DEFAULTS.items()}


def _alone(number: str) -> bool:
    return sum(entry.number == number for entry in REGISTER) == 1


def override(draft: Draft) -> None:
    """Replace priors by the scenario's ``parameters``: by field, by register number, or by a labelled target."""
    names = register_names()
    for name, quantity in draft.document.parameters.items():
        target = names.get(name, name)
        field, labels = parse_target(target)
        if field in SIDE_DEFAULTS and not labels:
            target = f"{field}[*]"
        for slot in slots(draft.labels, target):
            group = f"{quantity.source[0]}|{field}" if quantity.source else ""
            draft.plan.put_slot(slot, quantity, group=group, key=draft.plan.key_of(field, slot))
