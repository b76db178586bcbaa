"""`multipolar what-if`: one change, on the same members and the same chance."""

from __future__ import annotations

from multipolar.cli.options import (
    AsOf,
    Bundle,
    Claims,
    Json,
    Members,
    Off,
    Patches,
    Quiet,
    Seed,
    Settings,
    Threads,
    only_mechanisms,
)  # fmt: skip


def command(
    scenario: str,
    *,
    as_of: AsOf = None,
    claim: Claims = (),
    setting: Settings = (),
    patch: Patches = (),
    bundle: Bundle = None,
    off: Off = (),
    members: Members = 2_000,
    seed: Seed = 2020,
    threads: Threads = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Compare the war as it is with the war after a change; differences carry the error that pairing leaves.

    Parameters
    ----------
    scenario
        bundled name or scenario file.
    """
    from multipolar import api
    from multipolar.cli.failures import UsageError
    from multipolar.cli.output import emit_json
    from multipolar.cli.paired_text import print_comparison
    from multipolar.cli.ready import compile_first
    from multipolar.cli.terminal import console, progress_bar

    if not (claim or setting or patch or bundle or off):
        raise UsageError("what-if: nothing is changed; name --claim, --set, --patch, --bundle or --off")
    off = only_mechanisms(off)
    with progress_bar(quiet=quiet) as progress:
        compile_first(scenario, progress=progress, quiet=quiet, as_of=as_of)
        document = api.what_if(
            scenario, as_of, claims=claim, settings=setting, patches=patch, bundle=bundle, off=off, members=members,
            seed=seed, threads=threads, progress=progress,
        )  # fmt: skip
    if json:
        emit_json(document.to_json())
    else:
        print_comparison(console(), document)
    return 0
