"""The country's programme simulated: who joins when, with vendors failing and slipping, through the real gates."""

from commands.simulation.playing import fill_programme

__all__ = ["fill_programme"]
