"""The score of a forecast as one document."""

from __future__ import annotations

import numpy as np
import pytest

from invented import sample
from multipolar.forecast.outcome import Stamp, open_outcome
from multipolar.forecast.score.document import for_page, interrupted_text
from multipolar.forecast.score.questions import question_rows

STAMP = Stamp("ab" * 32, "now")


def test_score__questions_outside_stay_out_of_the_means(scored):
    """The base rate of Q24 is scored, and no mean knows it."""
    counted = sample()
    rows = question_rows(counted, open_outcome("karabakh_2020", STAMP))
    inside = [r for r in rows if r.rule == "Brier" and ":" not in r.target and not r.outside]

    assert scored["targets"]["Q24"]["outside"] is True
    assert scored["means"]["binary_brier"]["questions"] == len(inside) == 21
    assert scored["means"]["binary_brier"]["model"] == pytest.approx(np.mean([r.model for r in inside]), abs=1e-6)
    assert "Q24" not in scored["lost_to_uniform"]


def test_score__authors_are_compared_on_their_own_questions(scored):
    """The article stated chances on seven questions, the comments on four; the model stands beside them there."""
    article, comment = scored["authors"]["article"], scored["authors"]["comment"]

    assert scored["targets"]["Q27"]["authors"]["article"] == pytest.approx(0.65**2)
    assert scored["targets"]["Q08"]["authors"]["article"] == pytest.approx(0.07**2)
    assert {"Q05", "Q07", "Q08", "Q12", "Q13", "Q14", "Q27"} <= set(article["questions"])
    assert set(comment["questions"]) == {"Q03:at_most_0.10", "Q20:above_72500", "Q25", "Q30"}
    assert article["author_minus_model"] == pytest.approx(article["author"] - article["model"], abs=1e-6)


def test_for_page__tells_what_was_lost(scored):
    """The page gets what was said and happened, model, uniform and authors of every target, and the list of what was lost."""
    page = for_page(scored)

    assert page["lost_to_uniform"] == scored["lost_to_uniform"]
    assert page["questions"]["Q05"]["model"] == scored["targets"]["Q05"]["score"]
    assert page["questions"]["Q05"]["happened"] == scored["targets"]["Q05"]["value"]
    assert set(page["questions"]) == set(scored["targets"])


def test_interrupted_text__counts_what_was_lived():
    """A whole forecast says nothing."""
    assert interrupted_text(60, 60) is None
    assert interrupted_text(12, 60) == "interrupted: 12 of 60 courses"
