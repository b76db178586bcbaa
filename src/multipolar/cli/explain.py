"""`multipolar explain`: the meaning of a word."""

from __future__ import annotations

from multipolar.cli.options import Json


def command(key: str, *, json: Json = False) -> int:
    """Tell meaning, unit, default and source of a key, parameter, option, mechanism, feature or outcome.

    Parameters
    ----------
    key
        any word; primitives, mechanisms, features, endings, options and parameters give whole lists.
    """
    import multipolar
    from multipolar.cli.output import emit_json, say
    from multipolar.session.explain import explain

    found = explain(key)
    if json:
        emit_json({"schema": "multipolar-explain/1", "version": multipolar.__version__, "key": key, "meanings": found})
    else:
        say("\n\n".join(found))
    return 0
