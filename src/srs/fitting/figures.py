"""What is said of predictions: each, their measures, and their calibration."""

from __future__ import annotations

from dataclasses import dataclass

Bin = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Prediction:
    """A chance of recall, whether the card was recalled, and the bin of like reviews."""

    chance: float
    recalled: bool
    bin: Bin


@dataclass(frozen=True, slots=True)
class Measures:
    """What a set of predictions is worth; of log loss and RMSE less is better, of AUC more."""

    count: int
    log_loss: float
    rmse_bins: float
    auc: float


@dataclass(frozen=True, slots=True)
class Tenth:
    """The reviews whose chance lay in one tenth: the mean chance, the share recalled, how many."""

    predicted: float
    recalled: float
    count: int
