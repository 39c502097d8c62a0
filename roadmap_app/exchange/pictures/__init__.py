"""The plan as pictures and pages (SVG here; PNG, PDF and the printer draw the same pages with Qt in `app`)."""

from roadmap_app.exchange.pictures.files import write_svg

__all__ = ["write_svg"]
