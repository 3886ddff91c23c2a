"""All settings by name, the simplest first."""

from __future__ import annotations

from collections.abc import Mapping

from lrproof.setting import Setting
from lrproof.settings.canonical import CANONICAL
from lrproof.settings.convexity import CONVEXITY, CONVEXITY_RIDGE
from lrproof.settings.intercept import INTERCEPT
from lrproof.settings.linear import COUNTS, LINEAR, LINEAR_EXAMPLE, SCORES
from lrproof.settings.logistic import DATASET, EXAMPLE, FEATURE, VARIABLE
from lrproof.settings.matrices import COLUMNS, NEWTON, REGULARIZED, STACKED
from lrproof.settings.network import NETWORK
from lrproof.settings.optimisation import DESCENT, IRLS, MOVE
from lrproof.settings.rest import REST
from lrproof.settings.separable import DIRECTION, SEPARABLE
from lrproof.settings.signed import SIGNED
from lrproof.settings.softmax import SOFTMAX
from lrproof.settings.squared import SQUARED, SQUARED_DATASET

SETTINGS: Mapping[str, Setting] = {
    setting.name: setting
    for setting in (
        VARIABLE,
        FEATURE,
        EXAMPLE,
        DATASET,
        REST,
        REGULARIZED,
        STACKED,
        NEWTON,
        COLUMNS,
        CANONICAL,
        LINEAR_EXAMPLE,
        LINEAR,
        COUNTS,
        SCORES,
        INTERCEPT,
        SEPARABLE,
        DIRECTION,
        SIGNED,
        SOFTMAX,
        NETWORK,
        SQUARED,
        SQUARED_DATASET,
        MOVE,
        DESCENT,
        IRLS,
        CONVEXITY,
        CONVEXITY_RIDGE,
    )
}
