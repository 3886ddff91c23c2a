"""All settings by name, the simplest first; a derivation without one is tried in this order."""

from __future__ import annotations

from collections.abc import Mapping

from lrproof.setting import Setting
from lrproof.settings.logistic import DATASET, EXAMPLE, FEATURE, VARIABLE

SETTINGS: Mapping[str, Setting] = {
    setting.name: setting for setting in (VARIABLE, FEATURE, EXAMPLE, DATASET)
}
