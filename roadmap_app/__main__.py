"""`python3 -m roadmap_app`."""

import sys

from roadmap_app.cli.main import main

sys.exit(main())
