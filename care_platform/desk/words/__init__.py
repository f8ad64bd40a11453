"""The sentences of the offices' and hospitals' pages over the shared ones."""

from care_platform.screens.words import Words

WORDS = Words(__name__)
