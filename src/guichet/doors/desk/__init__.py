"""Support-centre agents and their supervisors."""
