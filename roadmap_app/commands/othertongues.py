"""Names of months, and of units of time, in languages that dates are pasted in. English ones are in `typed`."""

from __future__ import annotations

_MONTHS = (
    "januar jänner janvier janv enero ene gennaio gen januari janeiro",
    "februar février fevrier févr febrero febbraio febbr februari fevereiro fev",
    "märz mär mrz mars marzo maart mrt março",
    "avril avr abril abr aprile",
    "mai mayo maggio mag mei maio",
    "juni juin junio giugno giu junho",
    "juli juillet juil julio luglio lug julho",
    "août aout agosto ago augustus",
    "sept septembre septiembre settembre set setembro",
    "oktober okt octobre octubre ottobre ott outubro out",
    "novembre noviembre novembro",
    "dezember dez décembre déc diciembre dic dicembre dezembro",
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_UNITS = {
    "h": "stunde stunden std heure heures hora horas ora ore uur",
    "d": "tag tage tagen jour jours día días dia dias giorno giorni dag dagen",
    "w": "woche wochen semaine semaines sem semana semanas settimana settimane weken",
    "mo": "monat monate monaten mois mes meses mese mesi maand maanden",
}
UNITS = {name: unit for unit, names in _UNITS.items() for name in names.split()}
