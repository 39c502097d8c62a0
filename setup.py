"""The wheel; with ROADMAP_COMPILED=1 its engine is compiled (it then needs mypy and a C compiler)."""

import os
import sys

from setuptools import setup

compiled = []
if os.environ.get("ROADMAP_COMPILED") == "1":
    sys.path.insert(0, "packaging")
    from compiled import ENGINE
    from mypyc.build import mypycify

    compiled = mypycify([f"roadmap_app/{name}" for name in ENGINE])
setup(ext_modules=compiled)
