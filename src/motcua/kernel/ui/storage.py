"""Static files for production: hashed names, compressed, imports between our modules followed."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class PageStorage(CompressedManifestStaticFilesStorage):
    """Also renames `import … from "./module.js"` in our own modules, so that a new release is loaded whole."""

    support_js_module_import_aggregation = True
