"""Questions in a script, which a front end would answer in its pager."""

import pytest
from test_run import run


@pytest.mark.parametrize("text, words", [("train?\n", "discriminator-steps="), ("?\n", "train"), ("conv?\n", "conv(X, K")])
def test_a_question_is_answered_in_the_terminal(tmp_path, text, words):
    done = run(tmp_path / "question.forger", text)
    assert done.returncode == 0, done.stderr
    assert words in done.stdout


def test_two_questions_have_two_answers(tmp_path):
    done = run(tmp_path / "questions.forger", "train?\nconv?\n")
    assert "discriminator-steps=" in done.stdout and "conv(X, K" in done.stdout
