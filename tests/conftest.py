"""Settings of the test run."""

import os

from hypothesis import settings

# A gate that opens or shuts by chance gates nothing; elsewhere chance finds new examples.
settings.register_profile("gate", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("here", deadline=None)
settings.load_profile("gate" if os.environ.get("CI") else "here")
