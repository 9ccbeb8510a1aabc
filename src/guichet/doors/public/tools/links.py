"""The page of each tool, and the tools that help whoever looks at a program."""

from urllib.parse import urlencode

from django.urls import reverse

from guichet.design import parts
from guichet.knowledge.terms import Tool

TOOLS = {
    "biometrics": "public:tool-biometrics",
    "citizen-by-birth": "public:tool-descent",
    "citizenship-days": "public:days",
    "completeness": "public:tool-complete",
    "eta": "public:tool-eta",
    "find-program": "public:finder",
    "fsw-points": "public:tool-grid",
    "funds": "public:tool-funds",
    "language-levels": "public:tool-levels",
    "medical-exam": "public:tool-medical",
    "points": "public:tool-points",
    "residence-days": "public:tool-residence",
    "sponsor-income": "public:tool-income",
    "stay": "public:tool-stay",
    "times": "public:times",
    "visa-or-eta": "public:tool-visa",
}
# By the answer to what a program asks, which tools work it out; what only some people are asked, for a time in Canada.
PROGRAMS = {
    Tool.VISA_OR_ETA: {"ETA", "TRV"},
    Tool.ETA: {"ETA"},
    Tool.STAY: {"TRV", "SUPERVISA", "VR", "RESTORE", "SP-IN", "WP-IN", "TRP"},
    Tool.POINTS: {"EE-FSW", "EE-CEC", "EE-FST", "EE-PNP"},
    Tool.FSW_POINTS: {"EE-FSW"},
    Tool.LANGUAGE_LEVELS: {"EE-FSW", "EE-CEC", "EE-FST", "EE-PNP", "AIP", "CIT-GRANT"},
    Tool.FUNDS: {"EE-FSW", "EE-FST", "EE-PNP", "AIP"},
    Tool.SPONSOR_INCOME: {"FC-SPOUSE-OUT", "FC-SPOUSE-IN", "FC-CHILD", "FC-PGP"},
    Tool.CITIZENSHIP_DAYS: {"CIT-GRANT"},
    Tool.CITIZEN_BY_BIRTH: {"CIT-PROOF", "CIT-MINOR"},
    Tool.RESIDENCE_DAYS: {"PRCARD", "PRTD"},
    Tool.BIOMETRICS: {"VR", "RESTORE", "SP-IN", "WP-IN", "PRCARD"},
    Tool.MEDICAL_EXAM: {"TRV", "VR", "SP-OUT", "SP-IN", "WP-OUT", "WP-IN", "WP-GSS", "WP-IEC", "RESTORE"},
}  # fmt: skip


def tools_for(program: str, *, asks_papers: bool) -> list[parts.Link]:
    """Return the tools that help with a program; with `asks_papers`, the check of what is sent opens with it chosen."""
    links = [
        parts.Link(text=str(tool.label), href=reverse(TOOLS[tool.value]))
        for tool, programs in PROGRAMS.items()
        if program in programs
    ]
    if asks_papers:
        address = f"{reverse(TOOLS[Tool.COMPLETENESS.value])}?{urlencode({'program': program, 'done': 1})}"
        links.append(parts.Link(text=str(Tool.COMPLETENESS.label), href=address))
    return links
