"""How pages look: layouts, components ("parts"), form widgets, style sheet. Only doors use it; no tables.

A page at a door is a frozen dataclass whose fields are parts (`guichet.design.parts`); its template extends one of
`design/layouts/{client,staff,error}.html` and writes `{{ page.steps }}`. Forms are plain Django forms: the renderer in
`guichet.design.forms` gives `{{ form }}` its labels, hints, errors and summary. The gallery (`/en/design/`) shows
everything in every state.
"""
