"""Indices of trade between two economies."""

import numpy as np
import numpy.typing as npt

__all__ = ["complementarity", "export_similarity", "grubel_lloyd", "trade_intensity"]

Vector = npt.NDArray[np.float64]


def trade_intensity(
    *,
    flow_usd: float,
    exports_usd: float,
    imports_usd: float,
    own_imports_usd: float,
    world_usd: float,
) -> float:
    """Return how much more the exporter sells to a partner than that partner's weight in the world.

    Above 1: more than the partner's share of what the world outside the exporter imports.

    Args:
        flow_usd: Exports to the partner.
        exports_usd: All exports of the exporter, above 0.
        imports_usd: All imports of the partner, above 0.
        own_imports_usd: All imports of the exporter, below ``world_usd``.
        world_usd: All imports of the world.

    Returns:
        (X_ij / X_i) / (M_j / (W - M_i)); dimensionless. NaN where a total is 0.

    Source:
        Kojima, K. (1964), The Pattern of International Trade among Advanced Countries, Hitotsubashi
        Journal of Economics 5, 16-36.
    """
    if exports_usd <= 0 or imports_usd <= 0 or world_usd <= own_imports_usd:
        return float("nan")
    return (flow_usd / exports_usd) / (imports_usd / (world_usd - own_imports_usd))


def complementarity(exports_usd: Vector, imports_usd: Vector) -> float:
    """Return how well what one economy exports fits what the other imports, 0 to 100.

    Args:
        exports_usd: The exporter's exports to the world, shape (products,).
        imports_usd: The importer's imports from the world, the same products.

    Returns:
        100 * (1 - sum |m_k - x_k| / 2), shares m and x; NaN where a total is 0.

    Source:
        Michaely, M. (1996), Trade Preferential Agreements in Latin America: An Ex-Ante Assessment,
        World Bank Policy Research Working Paper 1583.

    Example:
        >>> complementarity(np.array([1.0, 0.0]), np.array([3.0, 1.0]))
        75.0
    """
    export_share, import_share = _shares(exports_usd), _shares(imports_usd)
    return float(100 * (1 - np.abs(import_share - export_share).sum() / 2))


def export_similarity(one_usd: Vector, other_usd: Vector) -> float:
    """Return how alike two economies' exports are, 0 to 100: rivals near 100.

    Args:
        one_usd: Exports of one economy to the world, shape (products,).
        other_usd: Exports of the other, the same products.

    Returns:
        100 * sum min(x_k, y_k), shares x and y; NaN where a total is 0.

    Source:
        Finger, J. M. and Kreinin, M. E. (1979), A Measure of Export Similarity and Its Possible
        Uses, Economic Journal 89, 905-912.
    """
    return float(100 * np.minimum(_shares(one_usd), _shares(other_usd)).sum())


def grubel_lloyd(exports_usd: Vector, imports_usd: Vector) -> float:
    """Return the share of trade that goes both ways within the same product, 0 to 1.

    Args:
        exports_usd: Exports by product, shape (products,).
        imports_usd: Imports of the same products.

    Returns:
        1 - sum |X_k - M_k| / sum (X_k + M_k); NaN where there is no trade.

    Source:
        Grubel, H. and Lloyd, P. (1975), Intra-Industry Trade, Macmillan (weighted index).
    """
    total = float((exports_usd + imports_usd).sum())
    if total <= 0:
        return float("nan")
    return float(1 - np.abs(exports_usd - imports_usd).sum() / total)


def _shares(values_usd: Vector) -> Vector:
    total = values_usd.sum()
    shares: Vector = values_usd / total if total > 0 else np.full(values_usd.shape, np.nan)
    return shares
