"""Why a verb cannot be done."""


class Refusal(ValueError):
    """The text is one sentence for the person: what cannot be, and what would be right."""
