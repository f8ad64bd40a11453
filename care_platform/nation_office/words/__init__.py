"""The sentences of the programme office's pages over the shared ones."""

from care_platform.screens.words import Words

WORDS = Words(__name__)
