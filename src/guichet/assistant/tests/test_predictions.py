"""Whoever asks what will be decided is heard, in whichever form; who asks for a day or a rule asks a question.

Written from what people say, and never from the questions that judge the assistant.
"""

from datetime import date

import pytest

from guichet.assistant.policy import phrases
from guichet.assistant.rules import read
from guichet.assistant.terms import Meant

DAY = date(2026, 11, 22)
FORETELL = """
Will my application be accepted?
will our spousal sponsorship application get approved
Is my visa going to be refused?
will I get rejected again
Do you think they will say no
Do you think I'll get it?
am I going to be approved or not
what are our chances
Is there any chance that my file is accepted
What's the likelihood of getting a permit with my score
can you promise me it will be ok
would I be accepted with a diploma from Ghana
Hello, will the officer refuse my mother
Ma demande sera-t-elle acceptée ?
ma demande de résidence permanente sera acceptée ?
Est-ce que ma demande sera bien approuvée
Mon visa sera-t-il refusé ?
Est-ce que je serai accepté ?
Serons-nous refusés ?
Notre dossier va être accepté ?
Vais-je obtenir mon permis ?
Est-ce que j’aurai ma citoyenneté
Allez-vous m’accepter ?
L’agent va-t-il refuser
Pensez-vous que ma demande va passer
Quelle est la probabilité d’être refusé
Ai-je des chances ? Dites-moi mes chances
Pouvez-vous me garantir une réponse positive ?
À votre avis, ma femme sera acceptée ?
Bonjour, mon parrainage serait-il accepté avec ce revenu ?
"""
OTHERS = """
When will my application be approved?
How long until my visa will be approved
What happens if I am refused?
What if I get refused
Why was I refused?
Was my application accepted?
Quand ma demande sera-t-elle acceptée ?
Dans combien de temps mon visa sera-t-il approuvé ?
Que se passe-t-il si ma demande est refusée ?
Et si ma demande va être refusée, que faire ?
Quels documents seront acceptés ?
Pourquoi ai-je été refusé ?
Est-ce que ma demande est acceptée ?
les relevés de banque en anglais sont-ils acceptés
"""


@pytest.mark.parametrize("text", FORETELL.strip().splitlines())
def test_who_asks_what_will_be_decided_is_heard(text: str) -> None:
    assert Meant.PREDICTION in {one.meant for one in read(text, phrases(DAY))}


@pytest.mark.parametrize("text", OTHERS.strip().splitlines())
def test_who_asks_for_a_day_a_reason_or_a_rule_asks_a_question(text: str) -> None:
    assert Meant.PREDICTION not in {one.meant for one in read(text, phrases(DAY))}
