"""What processes of tests are forked from: the program with its engine loaded, once and not anew.

Whoever calls the program gets processes that are started anew; tests that start it do so too.
"""

from brochure.base.font_files import use_own_fonts

use_own_fonts()

from brochure.build.warm_up import load_engine  # noqa: E402

load_engine()
