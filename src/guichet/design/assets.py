"""Which files of the installed packages are served: the fonts and tokens that our style sheets name."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class Assets(StaticFilesConfig):
    """Django's static files, without what would break or swell the collected folder.

    The fonts' own style sheets name files at `path/to/file/`, which hashed names cannot follow; the icons and the older
    formats are used by nothing.
    """

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "gcds-*.css",
        "icons",
        "noto-sans-mono",
        "*.woff",
        "README.md",
    ]
