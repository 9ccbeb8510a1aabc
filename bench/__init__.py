"""What is measured, beside a floor of the same machine in the same run; never a timed test."""
