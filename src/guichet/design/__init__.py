"""How pages look: layouts, components ("parts"), form widgets, style sheets. Only doors use it; no tables.

A page at a door is a frozen dataclass whose fields are parts (`guichet.design.parts`). Its template extends a layout,
and writes `{{ page.steps }}`. The gallery (`/en/design/`) shows every part in every state, and two whole pages.

Layouts: `design/layouts/client.html` (one column of comfortable length; empty the block `measure` for the whole width),
`staff.html` (tight, wide, menu and search in the header), `error.html`. They show, where the page has them, `heading`,
`back`, `breadcrumbs`, `menu`, and for staff `search` and `keys`. Fill the block `content`; `heading`, `main`, `title`,
`account`, `footer_links`, `head` and `scripts` can be replaced.

Beside the parts there are few classes: `columns` (main column and one beside it), `panel` (a frame for staff), `lead`,
`hint`, `actions`, `title-row`, `sr` (heard, not seen).

Forms are plain Django forms: the renderer in `guichet.design.forms` gives `{{ form }}` its errors, labels, hints and
controls, and `{% post_form form submit=… %}` the token and the button as well.

Built-in filters: `bdi` (a name in any script), `spoken:"fr"` (a text in another language), `long_day`, `short_day`,
`grouped` (2,312 or 2 312), `file_size`. Dates in words for Python: `guichet.design.dates`.
"""
