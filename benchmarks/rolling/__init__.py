"""Several processes of each kind behind a balancer, restarted one after the other while people write."""
