"""What the program costs, measured in one run beside what stock spaCy costs.

`python -m benchmarks` from the root of the checkout runs every measurement, `python -m benchmarks speed
growth` some of them. The numbers depend on the machine and on who else uses it: read the ratios.
"""
