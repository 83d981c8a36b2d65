"""What the README says of speed, measured: `./bench [NAME…]`. One file a bench; benchmarks/registry.py says how to add one."""
