"""People and their names."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, TextField, Value

from guichet.clients.terms import NameKind, NoticeChannel
from guichet.foundation.languages import Language
from guichet.language.likeness import LETTERS, SOUNDS, TOGETHER


class Client(models.Model):
    """A person, for life: one record over all programs, known by the unique client identifier."""

    PERSONAL_DATA = "identifier, date of birth, country; kept by the schedule of their last file"

    uci = models.CharField("unique client identifier", max_length=10)
    birth_date = models.DateField(null=True)
    country = models.CharField("country of citizenship (ISO 3166 alpha-3)", max_length=3, blank=True)
    language = models.CharField(max_length=2, choices=[(code.value, code.value) for code in Language])
    channel = models.CharField(max_length=10, choices=NoticeChannel.choices, default=NoticeChannel.EMAIL)
    time_zone = models.CharField(max_length=40, blank=True)
    # When the case system last told of this person: a late, older event changes nothing.
    known_as_of = models.DateTimeField()
    known_event = models.CharField(max_length=120, blank=True)
    # Set once the client chose in their account: the case system no longer overrules it.
    prefers_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["uci"], name="one_client_per_uci")]
        indexes = [models.Index(fields=["birth_date"], name="client_born")]

    def __str__(self) -> str:
        return f"client:{self.pk}"


def words_of(column: str) -> Func:
    """Return the words of a folded name as an array: what the index of names holds, and what a search asks."""
    return Func(F(column), Value(" "), function="string_to_array", output_field=ArrayField(TextField()))


class Name(models.Model):
    """A name as the person writes it, in any script, of one word or many.

    The one we use comes first: the client’s own choice, else the first that the case system told. Names that are no
    longer theirs are not here (`FormerFact`).
    """

    PERSONAL_DATA = "name; goes with the client"

    # The constraint below begins with the client and serves as its index; so it is with contact points.
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="names", db_index=False)
    kind = models.CharField(
        max_length=10, choices=NameKind.choices, default=NameKind.OFFICIAL, db_default=NameKind.OFFICIAL
    )
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    # The name without marks, in Latin letters and small: what searching looks at (guichet.language.names).
    folded = models.CharField(max_length=250)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "kind", "position"], name="one_name_per_place")]
        indexes = [GinIndex(words_of("folded"), name="name_words")]

    def __str__(self) -> str:
        return f"name {self.position} of client:{self.client_id}"


def _sound_of(column: str) -> Func:
    """Return what makes the sound of a word, as the database says it."""
    said: F | Func = F(column)
    for letters, one in TOGETHER:
        said = Func(said, Value(letters), Value(one), function="replace")
    said = Func(said, Value(LETTERS), Value(SOUNDS), function="translate")
    return Func(said, Value(r"(.)\1+"), Value(r"\1"), Value("g"), function="regexp_replace")


class NameWord(models.Model):
    """A word that occurs in folded names, once however many people bear it: where misspelt words are looked up."""

    PERSONAL_DATA = "words of names, of nobody in particular; rebuilt when clients are disposed of"

    word = models.CharField(max_length=250, db_collation="C")
    # The word as it sounds: `guichet.language.likeness.sound`, made by the database. Names in scripts that leave out
    # vowels or lack a letter meet the other spellings here: محمد (mhmd), Mohamed, Muhammad.
    sound = models.GeneratedField(
        expression=_sound_of("word"),
        output_field=models.CharField(max_length=250, db_collation="C"),
        db_persist=True,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word"], name="one_row_per_word")]
        indexes = [
            GinIndex(OpClass(F("word"), name="gin_trgm_ops"), name="name_word_likeness"),
            models.Index(fields=["sound"], name="name_word_sound"),
            GinIndex(OpClass(F("sound"), name="gin_trgm_ops"), name="name_word_sound_alike"),
        ]

    def __str__(self) -> str:
        return self.word
