"""The synthetic country: invented people and files, the same for the same seed and day.

**Nobody and nothing in it is real.** It exists to develop, demonstrate, measure and rehearse the service without
anybody's personal data. Every event says so by its source, `synthetic-country`; every officer's note in its text.

*What is drawn from what.* Names come from lists written by hand, country by country, in the scripts people use, with
their usual Latin form. E-mail addresses are at domains set apart for examples. Telephone numbers come from ranges set
apart for fiction, of other countries only where such ranges are known, so many clients share one. Households lead one
of some thirty kinds of life (`data/lives.yaml`): a visit; studies, work, residence, citizenship, passports; a refuge;
a spouse, a child or a parent who follows.

*What leans on published figures.* The programs of the latest five years' applications stand in the proportions of the
department's volumes of 2023-2024 (`data/volumes.yaml` says what was published and what is assumed), and decisions come
within the service standards as often as was reported for the same year (`data/behaviours.yaml`). Countries follow
admissions and visitors only roughly.

*What is assumed.* All else: approval rates and reasons, gaps between files, requests for documents and how soon they
are answered, transfers, silence, returned packages, the time after a decision. Past years follow the catalogue of the
day: biometrics, fees and documents of long ago look like today's (a few programs begin when they began). Holidays that
move are working days. Members of a household are known by name and time only, as the feed has no word for kinship.
Programs that a department adds to the catalogue are not simulated.

*Not to be used* to judge how long anything will take, whom the department approves, or how well a model predicts.

`country.events` draws; `people` says who is worth seeing in a demonstration; `guichet synthesize` writes or loads.
A database should hold one country: another day draws other lives, under the same event ids.
"""
