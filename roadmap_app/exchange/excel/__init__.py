"""The workbook that a stakeholder gets (design: EXCEL.md). XlsxWriter is imported when first needed."""

from roadmap_app.exchange.excel.workbook import PRESETS, write_workbook

__all__ = ["PRESETS", "write_workbook"]
