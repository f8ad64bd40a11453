"""Where the service is, below the platform's address."""

from typing import Final

SERVICE_PATH: Final = "/soap/v1/municipal"
