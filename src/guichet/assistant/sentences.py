"""The fixed sentences of the dialogue, in both languages: all that the assistant says of its own."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guichet.assistant.terms import Say

SENTENCES: dict[Say, str | Promise] = {
    Say.GREETING: _("Hello. What would you like to know about visas, permits, citizenship, passports or your file?"),
    Say.THANKS: _("You are welcome. If anything else comes up, ask."),
    Say.BYE: _("Goodbye. You can come back at any time."),
    Say.HOW_ARE_YOU: _("All is well here, thank you. What would you like to know?"),
    Say.WHO_ARE_YOU: _(
        "I am a program, not a person. I look for answers that people here wrote and checked, and I show where each "
        "one comes from. When I do not know, I say so, and a person can take over."
    ),
    Say.AGREED: _("All right. What else would you like to know?"),
    Say.NOTHING: _("I could not read this. Ask in a few words, in English or in French."),
    Say.UNSURE: _("I am not sure what you mean. Is it one of these?"),
    Say.UNKNOWN: _("I do not know the answer to this. A person can help you, and will read what you wrote here."),
    Say.PART_UNKNOWN: _("I do not know the answer to the other part. A person can help you with it."),
    Say.PART_UNSURE: _("I am not sure what the other part means. Is it one of these?"),
    Say.CANNOT_FORESEE: _("I cannot know what an officer will decide, and I do not guess. This is how we decide."),
    Say.CALM: _("I am sorry that this is so hard. Tell me what you need, or let a person take over."),
    Say.NOT_PLAYING: _("I only answer questions about this service, from pages that people here checked."),
    Say.DANGER: _("Your safety comes first. You can close this page at any moment."),
    Say.SELF_HARM: _("I am a program, and what you say matters. Please talk to a person now."),
    Say.PERSON: _("A person can take over. They read all that was said here: you will not have to say it again."),
    Say.BOOKING: _(
        "I cannot book or move an appointment here. This page says where it is done; a person can also do it with you."
    ),
    Say.LANGUAGES: _("I understand English and French. A person can help you in other ways too."),
    Say.SIGN_IN: _("I can show you where your own file stands once you sign in."),
    Say.YOUR_FILE: _("This is where your file stands now."),
    Say.YOUR_FILES: _("This is where your files stand now."),
    Say.NO_FILE: _("No file is linked to your account yet."),
    Say.FIRST_ONES: _("You asked several things. Here are the first ones; please ask the rest again."),
    Say.REMOVED: _(
        "We took personal details out of your message before keeping it. You never need to type such numbers here."
    ),
}
