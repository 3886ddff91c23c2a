"""What an author says about a function in names, docstrings and comments."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lrproof.gradient.conventions import Labels, Reduction

__all__ = ["Words"]

_NUMBER = r"(?:lambda_?|lambd|lam|reg(?:_strength|_lambda)?|alpha|l2|λ)"
_PENALTIES = (
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
_BINARY = r"(?<![-−.\d])\b0\s*(?:/|,|or|and)\s*1\b(?!\.)"


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
        bias_penalised: The penalty is said to include the bias.
        given: What the user says about the convention, by the names of its fields: it is taken.
        ones: A column of ones, or an intercept among the parameters, is spoken of.

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
    bias_penalised: bool = False
    ones: bool = False
    given: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, text: str) -> Words:
        """Reads names, docstrings and comments, all in one text."""
        text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text[:20_000]).replace("_", " ")
        text = text.lower().replace("lambda ", "lambda_ ")

        def says(pattern: str) -> bool:
            return re.search(pattern, text) is not None

        negative = r"(?:negative|neg|minus|\bn)[\s-]*(?:mean|average|avg)?[\s-]*(?:log|ll)"
        positive = re.sub(rf"{negative}[\s-]*(?:likelihood)?|\bnll\b", "", text)
        mean = says(r"\bmean\b|\baverag|\bavg\b|1\s*/\s*[mn]\b|/\s*len|divided by m|\bmse\b")
        summed = says(r"\bsum\b|\bsummed\b|\btotal\b|Σ")
        signed, binary = says(_SIGNED), says(_BINARY)
        squared = says(r"squared[\s-]error|\bmse\b|\bbrier\b|mean squared|quadratic (?:loss|cost)")
        return cls(
            reduction="mean"
            if mean or says(r"\bmse\b|mean squared")
            else "sum"
            if summed
            else None,
            labels=None if signed == binary else "-1/+1" if signed else "0/1",
            penalty=next((name for pattern, name in _PENALTIES if says(pattern)), None),
            maximised=re.search(r"likelihood|\bscore\b|ascent|maximi[sz]", positive) is not None,
            minimised=says(rf"\bcost\b|\bloss\b|{negative}|\bnll\b|descent|minimi[sz]|\berror\b"),
            squared=squared and not says(r"\bnot (?:the )?(?:squared error|mse)"),
            linear=says(r"\blinear\b|\blinreg\b|least squares")
            and not says(r"logistic|log loss|sigmoid|cross[\s-]*entropy"),
            bias_penalised=says(
                r"(?:bias|intercept|theta\[0\]|theta0)\b[^.\n]{0,20}\b(?:is|are|too|also|included)\b"
                r"(?!\s*not)[^.\n]{0,12}(?:penali[sz]ed|regulari[sz]ed|shrunk|too|also|included)"
                r"|(?:including|with|and) (?:the |its )?(?:bias|intercept)[^.\n]{0,20}"
                r"(?:penali|regulari|shr)"
                r"|(?:penali[sz]|regulari[sz])\w*[^.\n]{0,30}(?:including|and also|as well as) "
                r"(?:the )?(?:bias|intercept)|all (?:of theta|parameters|entries)"
            ),
            ones=says(r"\bones\b|\bintercept\b|\bbias\b|theta\[0\]|theta ?0"),
        )
