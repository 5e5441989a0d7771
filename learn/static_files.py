"""How static files are kept for serving: compressed, under names that change with their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class NamedByContent(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, where our scripts too import one another by those names: browsers may keep all for good.

    Django can do so as well, but for every script, and those of packages name files in comments that are not there.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", ((r"""(?P<matched>\bfrom "(?P<url>\./[\w.]+)";)""", """from "%(url)s";"""),)),
    )
