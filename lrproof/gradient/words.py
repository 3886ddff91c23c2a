"""What an author says about a function in names, docstrings and comments."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lrproof.gradient.conventions import Labels, Reduction

__all__ = ["Words"]

_NUMBER = r"(?:lambda_?|lambd|lam|reg(?:_strength|_lambda)?|alpha|l2|λ)"
_PENALTIES = (
    (rf"{_NUMBER}\s*/\s*[mn]\b[^\n]{{0,12}}\(?\|\s*w", "lambda/m * sum(|w|)"),
    (r"sum\w*\s*\(?\s*\|\s*w|\bl1\b|\blasso\b", "lambda * sum(|w|)"),
    (r"\bc\s*\*?\s*(?:sum|np\.sum|mean|Σ|loss)|times c\b", "1/2 * sum(w^2), loss times C"),
    (r"/\s*\(\s*2\s*\*?\s*c\s*\)|1\s*/\s*c\b", "1/(2C) * sum(w^2)"),
    (rf"{_NUMBER}\s*/\s*\(?\s*2\s*\*?\s*[mn]\b", "lambda/(2m) * sum(w^2)"),
    (rf"(?:0?\.5|1/2|½)\s*\*?\s*{_NUMBER}\s*/\s*[mn]\b", "lambda/(2m) * sum(w^2)"),
    (rf"(?:0?\.5|1/2|½)\s*\*?\s*{_NUMBER}\b(?!\s*/)", "lambda/2 * sum(w^2)"),
    (rf"{_NUMBER}\s*/\s*2\b(?!\s*/?\s*\*?\s*[mn]\b)", "lambda/2 * sum(w^2)"),
    (rf"{_NUMBER}\s*/\s*[mn]\b\s*\*?\s*(?:sum|\|+\s*\w+)", "lambda/m * sum(w^2)"),
    (rf"{_NUMBER}\s*\*?\s*(?:sum|np\.sum|\|+\s*\w+|Σ)", "lambda * sum(w^2)"),
)
_SIGNED = (
    r"[-−]\s*1\s*(?:/|,|or|and|und|\||to)\s*\+?\s*1\b|±\s*1|\+?\b1\s*(?:/|,|or|and)\s*[-−]\s*1\b"
)
_BINARY = r"(?<![-−.\d])\b0\s*(?:/|,|or|and)\s*1\b(?!\.\d)"
_ONES = r"(?:ones|1s|intercept|bias)"
_FIRST = (
    rf"\b(?:first|leading|front)\b[^.\n]{{0,30}}\b{_ONES}\b|theta\[0\]"
    rf"|\b{_ONES}\b[^.\n]{{0,20}}\b(?:first|front)\b"
)
_LAST = (
    rf"\blast\b[^.\n]{{0,30}}\b{_ONES}\b|\b{_ONES}\b[^.\n]{{0,20}}\blast\b"
    r"|(?:theta|w)\[-1\]|, (?:intercept|bias|b)\]"
)
_BIAS = r"(?:bias|intercept|theta\[0\]|theta0|\bb\b)"
_SHRUNK = r"(?:penali[sz]|regulari[sz]|shr[iu]nk)\w*"
_WITH_BIAS = (
    rf"{_BIAS}[^.\n]{{0,12}}\b(?:is|are|gets)\b[^.\n]{{0,12}}{_SHRUNK}",
    rf"{_BIAS}\s+(?:is\s+)?(?:included|too\b|as well)",
    rf"(?:including|included|also|as well as|and|even)\s+(?:the\s+)?{_BIAS}[^.\n]{{0,20}}{_SHRUNK}",
    rf"{_SHRUNK}[^.\n]{{0,30}}(?:including|also|as well as|and|even)\s+(?:the\s+|its\s+)?{_BIAS}",
    rf"{_SHRUNK}[^.\n]{{0,20}}(?:all (?:of theta|parameters|entries)|everything|whole theta)",
)
"""Ways to say that the bias is penalised too, in a text without its negations."""


@dataclass(frozen=True)
class Words:
    """What the words decide between readings that are right otherwise.

    Args:
        reduction: "mean" if an average is spoken of, "sum" if only a sum is.
        labels: The labels that are named, if one kind of them is.
        penalty: The penalty that is written out, if one is.
        maximised: A likelihood, a score, an ascent.
        minimised: A cost, a loss, a negative likelihood.
        squared: A squared error.
        linear: Linear regression, and no logistic one.
        log: The log loss, the cross-entropy or the likelihood.
        second: Second derivatives.
        bias_penalised: The penalty is said to include the bias.
        given: What the user says about the convention, by the names of its fields: it is taken.
        place: "theta" if the bias is said to be the first parameter, "w, bias last" if the last.

    Examples:
        >>> words = Words.of("Average log loss, labels are 0 or 1; lambda/(2m) * sum(w^2)")
        >>> print(words.reduction, words.labels, words.penalty)
        mean 0/1 lambda/(2m) * sum(w^2)
        >>> Words.of("gradient of the negative log likelihood").maximised
        False
    """

    reduction: Reduction | None = None
    labels: Labels | None = None
    penalty: str | None = None
    maximised: bool = False
    minimised: bool = False
    squared: bool = False
    linear: bool = False
    log: bool = False
    second: bool = False
    bias_penalised: bool = False
    place: str | None = None
    given: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, text: str) -> Words:
        """Reads names, docstrings and comments, all in one text."""
        text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text[:20_000]).replace("_", " ")
        text = text.lower().replace("lambda ", "lambda_ ")

        negated = r"(?:\b(?:no|not|without|never|instead of|rather than|non)|n't)\s+"
        plain = re.sub(
            rf"{negated}(?:the |a |an |any )?\S+(?: (?:error|likelihood|by m))?", "", text
        )
        negative = r"(?:negative|neg|minus|\bn)[\s-]*(?:mean|average|avg)?[\s-]*(?:log|ll)"

        def says(pattern: str, where: str = plain) -> bool:
            return re.search(pattern, where) is not None

        mean = says(r"\bmean\b|\baverag|\bavg\b|1\s*/\s*[mn]\b|/\s*len|divided by m|\bmse\b")
        summed = says(r"\bsum\b|\bsummed\b|\btotal\b|Σ")
        signed, binary = says(_SIGNED), says(_BINARY)
        first, last = says(_FIRST), says(_LAST)
        logistic = says(r"logistic|log[\s-]*loss|sigmoid|cross[\s-]*entropy|\bbce\b")

        return cls(
            reduction="mean"
            if mean or says(r"\bmse\b|mean squared")
            else "sum"
            if summed
            else None,
            labels=None if signed == binary else "-1/+1" if signed else "0/1",
            penalty=next((name for pattern, name in _PENALTIES if says(pattern)), None),
            maximised=says(
                r"likelihood|log ?like\b|\bscore\b|ascent|maximi[sz]",
                re.sub(rf"{negative}[\s-]*(?:likelihood)?|\bnll\b", "", plain),
            ),
            minimised=says(rf"\bcost\b|\bloss\b|\berror\b|{negative}|\bnll\b|descent|minimi[sz]"),
            squared=says(
                r"squared?[\s-]error|\bmse\b|\bbrier\b|mean squared"
                r"|quadratic (?:loss|cost|error)"
            ),
            linear=says(r"\blinear\b|\blinreg\b|least squares") and not logistic,
            log=says(r"log(?:istic)?[\s-]*loss|cross[\s-]*entropy|\bbce\b|likelihood"),
            second=says(r"\bhess"),
            bias_penalised=any(says(pattern) for pattern in _WITH_BIAS),
            place=None if first == last else "theta" if first else "w, bias last",
        )
