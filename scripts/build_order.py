"""Compute the order in which the contraction hierarchy takes the nodes of the network, once.

    pip install routingkit-cch==0.1.4
    python scripts/build_order.py

Writes ``src/comity/reference/network/order.npz``. Run it, and
``build_landmarks.py``, whenever ``network.npz`` was built anew.
"""

from pathlib import Path

import numpy as np
from routingkit_cch import compute_order_inertial

from comity.reference.transport_network import load_network

TARGET = Path(__file__).resolve().parent.parent / "src/comity/reference/network/order.npz"


def main() -> None:
    """Compute and write the order; say how large it is."""
    network = load_network()
    tail = np.concatenate((network.u, network.v))
    head = np.concatenate((network.v, network.u))
    order = compute_order_inertial(
        len(network.country),
        tail.tolist(),
        head.tolist(),
        network.lat_deg.tolist(),
        network.lon_deg.tolist(),
    )
    np.savez_compressed(TARGET, order=np.array(order, np.int32), edges=np.array(len(network.u)))
    print(f"{TARGET.name}: {TARGET.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
