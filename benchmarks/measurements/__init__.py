"""The measurements that `./baton benchmark` runs, by name."""
