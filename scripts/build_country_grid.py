"""Build the grid that tells which country a point of the globe lies in.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/build_country_grid.py package/countries-10m.json

Writes ``src/comity/reference/tables/country_grid.npz``: one cell for each eighth of a degree,
rows from the south pole, columns from 180 degrees west; the country of the cell's middle.
"""

import sys
from pathlib import Path

import numpy as np

from country_shapes import load_shapes, tag

TARGET = Path(__file__).resolve().parent.parent / "src/comity/reference/tables/country_grid.npz"
CELLS_PER_DEG = 8


def main() -> None:
    """Write the grid and say how large it is."""
    shapes = load_shapes(Path(sys.argv[1]))
    lat = -90 + (np.arange(180 * CELLS_PER_DEG) + 0.5) / CELLS_PER_DEG
    lon = -180 + (np.arange(360 * CELLS_PER_DEG) + 0.5) / CELLS_PER_DEG
    columns, rows = np.meshgrid(lon, lat)
    index, codes = tag(columns.ravel(), rows.ravel(), shapes)
    np.savez_compressed(
        TARGET, country=index.reshape(rows.shape).astype(np.int16), codes=np.array(codes)
    )
    print(f"{TARGET.name}: {TARGET.stat().st_size / 1000:.0f} kB, {len(codes)} codes")


if __name__ == "__main__":
    main()
