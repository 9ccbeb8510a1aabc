"""Is my application complete? The list of papers of a program, and everything that would have it sent back."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guichet.assessment.queries import completeness
from guichet.assessment.rules.completeness import FULL, PackageCase
from guichet.assessment.terms import Complete, FormUsed
from guichet.design import parts
from guichet.doors.public.tools.asking import Asked, Asker, Said, ToolForm
from guichet.doors.public.tools.fields import YES_NO, choice
from guichet.doors.public.tools.pages import Answered, Tool, what_next, why
from guichet.programs.queries import catalogue
from guichet.programs.terms import Line

# Passports have rules of their own.
LEFT_OUT = {Line.PASSPORT, Line.SAMPLE}
# Asked about by questions of their own, or never a reason to send an application back.
NO_PAPERS = {"FORM", "FEES", "BIO"}


FAMILY = [("yes", gettext_lazy("Yes, or I have none")), ("no", gettext_lazy("No"))]
ADOPTED = ("adoption", gettext_lazy("The details of a child to be adopted will follow"))


class ProgramForm(ToolForm):
    """By which program somebody applies."""

    title = gettext_lazy("Your program")
    program = choice(gettext_lazy("What do you apply for?"), [], radio=False)

    def adapt(self) -> None:
        """Offer the programs of the day, by line of business."""
        listed = [one for one in catalogue().programs(on=self.asker.on) if one.line not in LEFT_OUT]
        groups = [
            (str(line.label), [(one.code, one.name.say(self.asker.language)) for one in listed if one.line == line])
            for line in Line
        ]
        field = self.fields["program"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose")), *(group for group in groups if group[1])]


class PackageForm(ToolForm):
    """What is ready: the form, the fee, each paper of the program."""

    title = gettext_lazy("What you have")
    form = choice(gettext_lazy("Have you filled in the form of this program?"), FormUsed.choices)
    signed = choice(gettext_lazy("Is it signed, by each adult?"), YES_NO)
    declared = choice(gettext_lazy("Did you declare on it that everything is complete and true?"), YES_NO)
    states_class = choice(gettext_lazy("Does it say what you apply for, and by which program or class?"), YES_NO)
    family = choice(gettext_lazy("Does it name all of your family, whether or not they come along?"), FAMILY)
    helped = choice(
        gettext_lazy("Does anybody represent you, or did anybody advise you for pay?"),
        [("no", gettext_lazy("No")), ("named", gettext_lazy("Yes, and the form names them")),
         ("unnamed", gettext_lazy("Yes, but the form does not name them"))],
    )  # fmt: skip
    paid = choice(gettext_lazy("Did you pay the whole fee?"), YES_NO)
    online = choice(
        gettext_lazy("Do you send it online?"),
        [("yes", gettext_lazy("Yes, or this program takes paper too")), ("no", gettext_lazy("No, on paper")),
         ("exempt", gettext_lazy("On paper, because of a disability"))],
    )  # fmt: skip
    papers = forms.MultipleChoiceField(
        label=gettext_lazy("Which of these papers do you have?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def adapt(self) -> None:
        """List the papers of the program, and ask of the fee only where there is one."""
        code = str(self.said.get("program", ""))
        if not code:
            return
        program = catalogue().program(code, self.asker.on)
        papers = [(paper, _paper(paper, self.asker)) for paper in program.documents if paper not in NO_PAPERS]
        field = self.fields["papers"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = papers
        if not papers:
            del self.fields["papers"]
        if not catalogue().fees_of(program, self.asker.on):
            del self.fields["paid"]
        if code.startswith("FC-"):
            family = self.fields["family"]
            assert isinstance(family, forms.ChoiceField)
            family.choices = [*FAMILY, ADOPTED]


def case_of(said: Said, asker: Asker) -> PackageCase:
    """Return the case that was told of."""
    program = catalogue().program(said["program"], asker.on)
    asked = {paper for paper in program.documents if paper not in NO_PAPERS}
    return PackageCase(
        form=FormUsed(said["form"]),
        is_signed=said["signed"] == "yes",
        is_declared=said["declared"] == "yes",
        fee_percent=None if "paid" not in said else FULL if said["paid"] == "yes" else 0,
        has_documents=asked <= set(said.get("papers") or []),
        is_represented=said["helped"] != "no",
        names_representative=said["helped"] == "named",
        states_class=said["states_class"] == "yes",
        has_family=said["family"] != "no",
        is_electronic=None if said["online"] == "exempt" else said["online"] == "yes",
    )


def answer(asked: Asked, asker: Asker, _query: Any) -> Answered:
    """Return whether everything is there, and each thing that is not."""
    said, found = asked.said, completeness(case_of(asked.said, asker))
    program = catalogue().program(said["program"], asker.on)
    words = {
        Complete.ACCEPT: _("By what you told us, nothing is missing."),
        Complete.RETURN: _("Do not send it yet: something is missing."),
        Complete.REVIEW: _("Only the form is an earlier one: use the form of today, to be safe."),
    }[found.outcome]
    verdict = parts.Verdict.YES if found.outcome is Complete.ACCEPT else parts.Verdict.NO
    missing = [paper for paper in program.documents if paper not in {*NO_PAPERS, *(said.get("papers") or [])}]
    sections: list[parts.Part] = [parts.Answer(said=words, verdict=verdict), why(found.why, asker.language)]
    if missing:
        rows = [
            parts.SummaryRow(key=_paper(paper, asker), value=catalogue().document(paper).what.say(asker.language))
            for paper in missing
        ]
        sections.append(
            parts.Section(id="papers", title=_("Papers that you still need"), items=[parts.SummaryList(rows=rows)])
        )
    articles = ["apply-before-sending", "documents-which", "status-returned"]
    return Answered(sections=[*sections, what_next(asker, programs=[said["program"]], articles=articles)])


def _paper(code: str, asker: Asker) -> str:
    return catalogue().document(code).name.say(asker.language)


COMPLETE = Tool(
    code="complete",
    heading=gettext_lazy("Is my application complete?"),
    lead=gettext_lazy("Before you send it: the papers of your program, and what would have it sent back."),
    groups=(ProgramForm, PackageForm),
    answer=answer,
)
