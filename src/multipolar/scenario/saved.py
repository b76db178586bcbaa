"""A scenario as it was run, as one file: patches and settings merged, so that it gives the same courses again."""

from __future__ import annotations

from typing import Any

import yaml

from multipolar.scenario.files import BASE_DATE
from multipolar.scenario.loaded import Loaded
from multipolar.scenario.nodes import scalar

WIDTH = 120
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # four times faster where it is built


class _Writer(_DUMPER):  # type: ignore[misc]
    """Writes text so that our own reader reads it back as text, and never as an alias."""

    def ignore_aliases(self, data: Any) -> bool:
        """Repeat what stands twice."""
        del data
        return True


def _text(writer: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    plain = text.strip() == text and text != "" and scalar(text) == text
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style=None if plain else '"')


_Writer.add_representer(str, _text)


def yaml_text(data: Any) -> str:
    """Return plain values as YAML that is read back as the same values."""
    return str(yaml.dump(data, Dumper=_Writer, sort_keys=False, allow_unicode=True, width=WIDTH, default_flow_style=False))


def saved_text(loaded: Loaded) -> str:
    """Return a scenario with its date, patches and settings merged into one text; as written where nothing was changed.

    The date it was run at stands first among its dates, as the date of the file itself, so that it is run at that date
    again when nobody says. Where a patch had made that date, this one word differs, and with it the scenario's digest;
    the courses and their digest are the same.
    """
    if not loaded.changes:
        return loaded.text
    data = dict(loaded.data)
    dates = data.get("as_of_dates")
    if isinstance(dates, dict) and "as_of" in data:
        own = str(data["as_of"])
        rest = {key: value for key, value in dates.items() if key != own}
        data["as_of_dates"] = {own: BASE_DATE, **rest}
    return yaml_text(data)
