"""What somebody wrote now, apart from what they quote and how they sign."""

import pytest

from guichet.enquiries.mail.quoting import reflow, unfold

NEW = "I moved to Laval.\nMust I tell you?"
OLD = "> We have your form.\n> We will write."


@pytest.mark.parametrize(
    "below",
    [
        f"On Tue, Nov 3, 2026 at 9:15 AM Guichet <no-reply@guichet.example> wrote:\n\n{OLD}",
        f"Le mar. 3 nov. 2026 à 09:15, Guichet <no-reply@guichet.example> a écrit :\n{OLD}",
        f"Le mar. 3 nov. 2026 à 09:15, Guichet\n<no-reply@guichet.example> a\u00a0écrit\u202f:\n\n{OLD}",
        f"Le 3 nov. 2026 à 09:15, Guichet <no-reply@guichet.example> a écrit :\n\n{OLD}",
        f"On 3 Nov 2026, at 09:15, Guichet <no-reply@guichet.example> wrote:\n\n{OLD}",
        f"On 2026-11-03 9:15 a.m., Guichet wrote:\n{OLD}",
        f"El mar, 3 nov 2026 a las 9:15, Guichet (<no-reply@guichet.example>) escribió:\n\n{OLD}",
        f"2026年11月3日 09:15，Guichet <no-reply@guichet.example> 写道：\n{OLD}",
        "-----Original Message-----\nFrom: Guichet\nSent: November 3\n\nWe have your form.",
        "-----Message d’origine-----\nDe : Guichet\nEnvoyé : 3 novembre\n\nNous avons votre formulaire.",
        "______________________________\nFrom: Guichet <no-reply@guichet.example>\nSent: November 3, 2026\nTo: Amina\n"
        "Subject: Your form\n\nWe have your form.",
        "De : Guichet <no-reply@guichet.example>\nEnvoyé : 3 novembre 2026\nÀ : Amina\nObjet : Vous\n\nNous",
        "De\u00a0: Guichet\nDate\u00a0: mardi 3 novembre 2026\nÀ\u00a0: Amina\nObjet\u00a0: Votre formulaire\n\nNous",
        "*From:* Guichet\n*Sent:* November 3\n*To:* Amina\n\nWe have your form.",
        "---------- Forwarded message ---------\nFrom: Guichet\n\nWe have your form.",
        "-------- Message transféré --------\nSujet : Votre formulaire\n\nNous",
        "Début du message réexpédié :\n\nDe: Guichet\nObjet: Votre formulaire\n\nNous",
        "On Tue, Nov 3, 2026 at 9:15 AM Guichet <no-reply@guichet.example> wrote:\nWe have your form, without marks.",
        OLD,
    ],
)
def test_what_stood_there_before_is_folded_away_and_kept(below: str) -> None:
    found = unfold(f"{NEW}\n\n{below}")
    assert found.text == NEW
    assert found.history.split() == below.split()


def test_answers_between_quoted_lines_are_kept() -> None:
    found = unfold("Hello,\n\n> When did you move?\nIn May.\n> Who came with you?\nNobody.\n")
    assert found.text == "Hello,\n\nIn May.\nNobody."
    assert found.history == "> When did you move?\n> Who came with you?"


@pytest.mark.parametrize(
    "text",
    [
        "From: the beginning, I was told otherwise.\nSo what now?",
        "On Monday I wrote: please help.\nNobody answered.",
        "Le 3 novembre, mon mari a écrit une lettre.",
        "These are my dates:\n- 2026-01-03\n- 2026-05-04",
        "De : nulle part, je n’ai rien reçu.",
        "a > b, and b < c",
    ],
)
def test_words_that_only_look_like_it_are_not_folded(text: str) -> None:
    assert (unfold(text).text, unfold(text).history) == (text, "")


def test_who_only_forwards_has_written_what_they_forward() -> None:
    text = "---------- Forwarded message ---------\nFrom: Guichet\n\nWe have your form."
    assert (unfold(text).text, unfold(text).history) == (text, "")


@pytest.mark.parametrize(
    "line", ["Sent from my iPhone", "Envoyé de mon iPhone", "Obtenez Outlook pour iOS", "-- \nAmina\n5551234"]
)
def test_a_signature_stands_apart(line: str) -> None:
    found = unfold(f"{NEW}\n\n{line}\n\nOn Tue, Nov 3, 2026 at 9:15 AM Guichet wrote:\n{OLD}")
    assert found.text == NEW
    assert found.signature.split() == line.removeprefix("-- \n").split()


def test_soft_line_ends_are_put_together() -> None:
    assert (
        reflow("One long \nline.\n> quoted \n> too\n-- \nMe", removes_space=False)
        == "One long line.\n> quoted too\n-- \nMe"
    )
    assert reflow("日本 \n語", removes_space=True) == "日本語"
