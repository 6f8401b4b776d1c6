"""Times of publication and update written into the lines of a page."""

from __future__ import annotations

import re
from datetime import datetime

from analysis.corpus.dates import MONTH_NAMES, ZONE_NAMES, ImpossibleDateError, parse_date

_DATE = (
    rf"(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}|\d{{1,2}}\.\d{{1,2}}\.\d{{2}}(?!\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTH_NAMES})\.?,?\s+\d{{4}}"
    rf"|(?:{MONTH_NAMES})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}})"
)
_CLOCK = (
    rf"\d{{1,2}}[:.]\d{{2}}(?::\d{{2}}(?:\.\d+)?)?\s*(?:[ap]\.?m\b\.?)?"
    rf"\s*(?:\(?(?<![a-z])(?:{ZONE_NAMES})\b\)?|[+-]\d{{2}}:?\d{{2}})?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_MOMENT = (
    rf"{_WEEKDAY}(?:{_DATE}(?:(?:\s*[,|•·–—-]?\s*(?:at\s+)?|[tT]){_CLOCK})?"
    rf"|{_CLOCK}\s*[,|–—-]?\s*(?:on\s+)?{_WEEKDAY}{_DATE})"
)
_LABEL = (
    r"(?P<{0}>(?:first\s+|last\s+)?(?:published|posted|publication date|date|updated|modified|edited|update)"
    r"(?:\s+on|\s+at)?\s*:?\s*)?"
)
_LEADING = re.compile(
    rf"\s*{_LABEL.format('label')}(?P<moment>{_MOMENT})\.?"
    rf"(?:\s*[(|,;/–—-]?\s*{_LABEL.format('label2').rstrip('?')}(?P<moment2>{_MOMENT})\s*\)?)?\s*[|•·]?\s*",
    re.IGNORECASE,
)
_UPDATE_WORDS = ("updat", "modif", "edit")


def leading_moments(line: str) -> tuple[list[tuple[bool, datetime]], str]:
    """Return the times at the start of a line, each with whether it is an update, and what follows them.

    >>> times, rest = leading_moments("08:05 GMT 02.03.2024 (Updated: 11:40 GMT 03.03.2024) Talks began.")
    >>> [(is_update, time.isoformat()) for is_update, time in times], rest
    ([(False, '2024-03-02T08:05:00+00:00'), (True, '2024-03-03T11:40:00+00:00')], 'Talks began.')
    """
    found = _LEADING.match(line)
    if not found:
        return [], line
    times: list[tuple[bool, datetime]] = []
    for label, moment in ((found["label"], found["moment"]), (found["label2"], found["moment2"])):
        if moment is None:
            continue
        try:
            time = parse_date(moment)
        except ImpossibleDateError:
            return [], line
        if time is not None:
            times.append(((label or "").lower().strip().startswith(("last", *_UPDATE_WORDS)), time))
    return times, line[found.end() :]


def is_moment(line: str) -> bool:
    """Say whether a line holds times and nothing else.

    >>> is_moment("17 September 2023, 20:04 GMT"), is_moment("On 17 September 2023 talks began.")
    (True, False)
    """
    times, rest = leading_moments(line)
    return bool(times) and not re.search(r"\w", rest)
