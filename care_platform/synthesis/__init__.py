"""Synthetic cities: people who do not exist, their certificates, and the mistakes a vendor's file may hold.

Everything follows from the seed, so two machines make the same bytes and no file of people is ever kept.
"""
