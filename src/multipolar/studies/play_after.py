"""What the other courses of a run say of a course that was played: endings, and payoffs under the engine's own decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from multipolar.codes import Ending
from multipolar.engine.payoffs import lived_payoffs
from multipolar.engine.simulate import simulate_chunk
from multipolar.model.records import zeros
from multipolar.session.telling import ending_title
from multipolar.studies.exemplars import weights_of
from multipolar.studies.play_shared import params_in, source_of, worth

if TYPE_CHECKING:
    from multipolar.studies.play import Play

MEMBERS = 400
"""Courses whose payoffs are worked out beside the one that was played, the first of the run that last so long."""


def after(play: Play) -> dict[str, Any]:
    """Return what is told of a course that is over beside the others of its run.

    ``after``: ``ending, ending_title, length_days, payoff`` of this course; ``left_alone``: the same of its member where the engine
    decides for the power too; ``endings``: of all courses that went on on the first decision day, weighted as in the forecast;
    ``payoffs``: of the first of these, as the engine lives them: ``courses, mean, se, sd, below`` (share with less than this one).
    """
    assert play.outcome is not None
    label, title = play.ending()
    payoff = play.payoff()
    return {
        "course": play.course_digest(),
        "after": {
            "ending": label,
            "ending_title": title,
            "length_days": float(play.outcome["length_days"][0]),
            "payoff": round(payoff, 6),
            "left_alone": left_alone(play),
            "endings": endings(play),
            "payoffs": payoffs(play, payoff),
        },
    }


def left_alone(play: Play) -> dict[str, Any]:
    """Return ending, length and payoff of the same member where the engine decides for the power as well."""
    model, params = play.run.war.model, params_in(source_of(play.run), play.member, 1)
    found, _ = lived_payoffs(model.sc, params, seed=play.seed, first=play.member, capacity=model.capacity)
    outcome = zeros("OUTCOME", 1, model.capacity)
    simulate_chunk(model.sc, params, play.seed, play.member, outcome, capacity=model.capacity)
    label = Ending.at(int(outcome["label"][0])).spelling
    return {
        "ending": label,
        "ending_title": ending_title(label, play.names),
        "length_days": float(outcome["length_days"][0]),
        "payoff": round(float(found[0, play.place]), 6),
    }


def endings(play: Play) -> dict[str, Any]:
    """Return how the courses of the run end that went on on the first decision day, the likeliest first.

    ``courses``, and ``rows`` of ``ending, title, p``: shares by the weights of the forecast.
    """
    out = play.run.outcomes
    still = np.asarray(out["length_days"]) > play.from_day
    weight = weights_of(play.run)[still]
    labels = np.asarray(out["label"])[still]
    total = float(weight.sum())
    shares = {int(code): float(weight[labels == code].sum()) / total for code in np.unique(labels)}
    rows = [
        {"ending": Ending.at(code).spelling, "title": ending_title(Ending.at(code).spelling, play.names), "p": round(p, 6)}
        for code, p in sorted(shares.items(), key=lambda item: -item[1])
    ]
    return {"courses": int(still.sum()), "rows": rows}


def payoffs(play: Play, own: float) -> dict[str, Any]:
    """Return what courses of the run are worth to the power under the engine's decisions, beside ``own`` [utility].

    The first ``MEMBERS`` courses of the run are lived again, once for all plays of it, and those counted in which the war went on
    on the first decision day.
    """
    found, lasted = worth(source_of(play.run), min(MEMBERS, len(play.run.numbers)))
    row = found[lasted > play.from_day, play.place]
    spread = float(row.std(ddof=1)) if row.size > 1 else 0.0
    return {
        "courses": int(row.size),
        "mean": round(float(row.mean()), 6),
        "sd": round(spread, 6),
        "se": round(spread / float(np.sqrt(row.size)), 6),
        "below": round(float((row < own).mean()), 6),
    }
