"""What is personal is found, and what only looks like it stays. Every fact here is invented."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.foundation.languages import Language
from guichet.language.personal import Fact, facts_in, masked, personal_in, shown, without_marks

# In brackets what must be found, after the kind: `{uci:1234-5678}`.
MARKED = """
my uci is {uci:1234-5678} what is happening
UCI {uci:11-2345-6789}
client id: {uci:0012345678}
UCI#{uci:12345678}
here is my client number {uci:1122334455} thanks
mon IUC est le {uci:1111-2222}
IUC : {uci:11-1111-2222}
numéro de client {uci:87654321} svp
identifiant unique de client {uci:8765-4321}
mon id client {uci:1098765432}, où en est mon dossier ?
application {application-number:V300123456} any news?
file number {application-number:W301234567}.
my application number is {application-number:s303456789}
ref {application-number:E000123456} when will it be done
case {application-number:EP0000123456}
{application-number:B-000123456} is late
my file F 000 123 456 {x:}
mon numéro de demande : {application-number:V309876543}
dossier {application-number:S301122334}
la demande {application-number:w300 111 222} est en retard
je suis le dossier n° {application-number:E001234567}
passport {passport:AB123456} expired
my passport number is {passport:P1234567A}
I have an indian passport {passport:M1234567}
passport no. {passport:123456789} from the USA
travel document {passport:GA654321}
new canadian passport {passport:A123456BC}
passeport {passport:12AB34567}
mon passeport numéro {passport:HK987654} est perdu
passeport français n° {passport:17AK54321}
mon passeport : {passport:G12345678}
my sin is {sin:046 454 286}
SIN {sin:046-454-286}
social insurance number {sin:046454286}
mon NAS est {sin:046 454 286}
numéro d’assurance sociale : {sin:046-454-286}
voici mon nas {sin:046454286}
call me at {phone:613-555-0123}
my number is {phone:(416) 555-0142}
+1 {x:}
phone: {phone:+1 514 555 0177}
tel {phone:5145550123} anytime
whatsapp {phone:+91 98765 43210}
text me {phone:+33 6 12 34 56 78}
reach me on {phone:00 44 7911 123456}
my cell 647.555.0199 {x:}
my cell {phone:647.555.0199}
call {phone:555-0134} after 5
appelez-moi au {phone:438 555-0111}
mon tél. {phone:06 12 34 56 78}
mon numéro de téléphone est le {phone:+212 661 234567}
rappelez-moi au {phone:1 819 555 0100}
cellulaire {phone:(450) 555-0155}
écrivez-moi ou textez {phone:581-555-0166}
joindre ma mère au {phone:+237 6 70 12 34 56}
mail me at {email:amina.d@example.org}
my email {email:john+visa@mail.example.com} changed
old e-mail {email:J_SMITH@EXAMPLE.CA}.
it is {email:amina at example dot com}
mon courriel : {email:luc.tremblay@example.net}
adresse {email:marie-eve@courriel.example.ca} ne marche plus
c’est {email:paul arobase example point com}
envoyez à {email:koffi22@example.fr} merci
I live at {address:123 Main Street}
my address is {address:45 King St W, Apt 302, Toronto, ON M5H 1J9}
new address {address:12-B Elm Avenue}
I moved to {address:8 Maple Ridge Drive, Ottawa}
postal code {address:K1A 0B1}
mail it to {address:h2x1y4}
send the card to {address:PO Box 512}
j’habite au {address:123 rue Principale}
ma nouvelle adresse : {address:45, avenue du Parc}
je demeure au {address:1250 boul. René-Lévesque}
code postal {address:G1R 2B5}
adresse : {address:10 bis rue des Lilas, 75011 Paris}
le colis va au {address:77 chemin de la Côte}
casier {address:C.P. 44}
born {birth-date:12 May 1990}
I was born on {birth-date:March 3rd, 1985} in Lagos
date of birth: {birth-date:1990-05-12}
DOB {birth-date:12/05/1990}
dob is {birth-date:05.12.90}
my birthday is {birth-date:July 1, 1979}
her birth date {birth-date:1988/01/09}
né le {birth-date:12 mai 1990}
je suis née le {birth-date:1er mars 1985}
date de naissance : {birth-date:1990-05-12}
ddn {birth-date:12/05/1990}
mon fils est né le {birth-date:3 août 2015}
sa date de naissance est le {birth-date:09-01-1988}
née à Douala le {birth-date:15 décembre 1992}
card {card:4111 1111 1111 1111}
paid with {card:5555555555554444} twice
mastercard {card:5555-5555-5555-4444}
amex {card:378282246310005}
ma carte {card:4242 4242 4242 4242}
carte de crédit : {card:4000056655665556} refusée
UCI {uci:1234-5678}, file {application-number:V300123456}, call {phone:613-555-0123}
je suis né le {birth-date:1 juin 1980}, tél {phone:514-555-0123}, {email:a@example.org}
my receipt number is {number:20481736451}
reçu {number:99887766554}
I live at {address:1200 de Maisonneuve Ouest, app. 5}
my date of birth should say {birth-date:12 May 1990}
{address:88 Oak Street, Halifax, Nova Scotia B3H 4R2}
{address:12 rue Saint-Jean, Québec (Québec) G1R 1N8}
{address:300 Bay St N Hamilton ON L8L 1A1} is where I live
j’ai déménagé au {address:9 place du Marché}
we moved to {address:77 Lakeshore Dr}
"""
UNMARKED = """
where do I send form IMM 5257
IMM5257E or IMM 5645?
CIT 0002 page 3
PPTC 153 for a child
the fee is $1,365.00
is it 1 365 $ or 1 525 $
I paid CAD 85 and 155 for biometrics
je dois payer 230,00 $
frais de 635 dollars
I need 1,095 days
730 days in five years
on 2026-11-22 I applied
I applied on 12 May 2024
permit expires 31/12/2026
j’ai envoyé ma demande le 3 mars 2025
depuis le 12/05/2024
from 2019-2021 I studied
entre 2019 et 2021
section 117(9)(d) of the regulations
R179(b) refusal
article 40(1)a)
s. 25.1 of the act
L44(1) report
IRPR 216
bill C-3
LIPR, article 34
call 1-888-242-2100
your number 1 888 242 2100 is busy
votre numéro 1-800-255-4541
dial 911
can I text 988
CRS score 491
NOC 21231
TEER 2
CLB 9
NCLC 7
68 points of 67
score CRS 512 à 535
English test 7.5 8.0 6.5
born in Canada do I need anything
my child was born here
né au Canada
date de naissance erronée sur ma carte
my passport expires soon
mon passeport expire le 3 mars 2027
passport photos 50 x 70 mm
photo 35x45
12 weeks or 16 weeks
24 hours
5 years multiple entry
10-year visa
10 business days
dans 60 jours
line 3, box 12
question 14b
page 2 of 5
version 11-2024
open work permit code A75
exemption code C20
LMIA exemption T13
R205(a) C10
family of 4 needs 28,528
funds of 15 263 $
income of 67,066 for 3 persons
LICO plus 30%
revenu de 83 593 $ pour 4
taxes 2021, 2022 and 2023
avis de cotisation 2023
2 children aged 5 and 9
I am 34 years old
j’ai 29 ans
deux enfants de 3 et 7 ans
flight AC 871
Montréal to Paris
the 4th of July
at 3:30 pm
à 15 h 30
Unit 5 of the course
route 66
my street is closed
une rue sans nom
avenue to permanent residence
the road to citizenship
PR card photo
COVID-19 rules
start-up visa 2024 cap
Express Entry draw 312
ronde 312 du 12 novembre
form 5406 signed 2 times
1 of 3
GCMS notes
DLI O19391556915
EED 8 digits
the 8-digit number
UCI is where on my card?
c’est quoi un IUC
how do I find my application number
what is a SIN
NAS temporaire commence par 9
c’est quoi le code postal du bureau
I was away 2019-11-22 2024-11-22
ages 10 12 14 16 18
my application on 2024-05-12 was refused
mon dossier du 2024-05-12
passport expires 2026-11-22
mon passeport du 12 05 2024 au 12 05 2029
my son was born and I applied on 12 May 2024
certificat de naissance envoyé le 3 mars 2024
30 days in court
2 kids will drive
I have 3 cours de français
j’ai 2 cours de francisation
1500-2000 dollars
between 2000-3000 dollars
il me faut 8000-9000 dollars
12 months no way
6 weeks of street protests
there are 5 ways
3 place in the line
write to info@cic.gc.ca
écrivez à aide@ministere.gc.ca
call +1 888 242 2100
"""


def cases() -> list[tuple[str, list[tuple[str, str]]]]:
    found = []
    for line in MARKED.strip().splitlines():
        if "{x:}" in line:
            continue
        wanted = re.findall(r"\{([a-z-]+):([^}]*)\}", line)
        found.append((re.sub(r"\{[a-z-]+:([^}]*)\}", r"\1", line), wanted))
    return found


def test_there_are_enough_cases() -> None:
    assert len(cases()) >= 90
    assert len(UNMARKED.strip().splitlines()) >= 90


@pytest.mark.parametrize(("text", "wanted"), cases(), ids=lambda one: one if isinstance(one, str) else "")
def test_what_is_personal_is_found(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(one.fact.value, text[one.start : one.end]) for one in personal_in(text)] == wanted


@pytest.mark.parametrize("text", UNMARKED.strip().splitlines())
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert [(one.fact.value, text[one.start : one.end]) for one in personal_in(text)] == []


def test_the_departments_own_number_and_address_stay() -> None:
    text = "I called 613 555-0188 and wrote to help@example.gc.ca, mine is 613-555-0123"
    found = personal_in(text, ours=("+1 613-555-0188", "Help@example.gc.ca"))
    assert [text[one.start : one.end] for one in found] == ["613-555-0123"]


def test_a_masked_text_says_what_was_taken_out_in_either_language() -> None:
    kept = masked("Mon IUC est 1234-5678 et mon courriel a@example.org")
    assert kept == "Mon IUC est ⟦uci⟧ et mon courriel ⟦email⟧"
    assert shown(kept, Language.FR) == "Mon IUC est [numéro de client] et mon courriel [adresse de courriel]"
    assert shown(kept, Language.EN).endswith("[client number] et mon courriel [e-mail address]")
    assert without_marks(kept) == "Mon IUC est et mon courriel"
    assert facts_in(kept) == (Fact.UCI, Fact.EMAIL)


def test_nobody_types_a_mark_of_ours() -> None:
    assert masked("⟦uci⟧ ⟦nonsense⟧") == "[uci] [nonsense]"
    assert shown("⟦nonsense⟧", Language.EN) == "[nonsense]"


@given(st.text(max_size=300))
def test_any_text_is_masked_without_an_error_and_masked_once(text: str) -> None:
    once = masked(text)
    spans = personal_in(text)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    assert isinstance(without_marks(once), str)


@given(st.text(alphabet="0123456789 -.,()+", max_size=2000))
def test_in_digits_without_end_what_is_found_lies_in_the_text_in_order(text: str) -> None:
    spans = personal_in(text)
    assert all(0 <= one.start < one.end <= len(text) for one in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))
