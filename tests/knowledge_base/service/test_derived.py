"""What can be made again is kept as it was made, also where there is more of it than one statement can name."""

import numpy as np

from kit.database import Database
from knowledge_base.service import derived_repository as derived

MANY = 1_201


def test_vectors_are_added_once_and_forgotten_by_name(database: Database) -> None:
    chance = np.random.default_rng(0)
    made = {f"text-{number}": chance.standard_normal(384, dtype=np.float32) for number in range(MANY)}
    database.write_now(derived.store_vectors, "an encoder", made)
    database.write_now(derived.store_vectors, "an encoder", made | {"one more": made["text-0"]})
    database.write_now(derived.store_vectors, "another encoder", {"text-0": made["text-1"]})
    kept = database.read_now(derived.load_vectors, "an encoder")
    assert kept.keys() == made.keys() | {"one more"}
    assert all(np.array_equal(kept[name], vector) for name, vector in made.items())
    database.write_now(derived.forget_vectors, "an encoder", made)
    assert database.read_now(derived.load_vectors, "an encoder").keys() == {"one more"}
    assert database.read_now(derived.load_vectors, "another encoder").keys() == {"text-0"}
