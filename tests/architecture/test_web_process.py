"""What a web process carries: nothing that only the worker and commands need."""

import subprocess
import sys

# Forecasting learns from every file there is: in the worker, once a night (decision 47).
ONLY_THE_WORKER = ("guichet.processing_times.actions", "guichet.processing_times.reckoning")
ASK = (
    "import sys, django; django.setup(); from django.urls import get_resolver; get_resolver().url_patterns; "
    f"print([name for name in {ONLY_THE_WORKER!r} if name in sys.modules])"
)


def test_a_web_process_carries_no_forecasting() -> None:
    said = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
