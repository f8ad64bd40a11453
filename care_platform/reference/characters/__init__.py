"""The one place that knows about repertoires of characters.

Names are kept as sent; NFC and NFKC are applied to comparison keys and display fallbacks, never to a stored
name.
"""

from care_platform.reference.characters.comparison import fold_address, fold_for_comparison
from care_platform.reference.characters.fallback import Fallback, Replacement, fallback
from care_platform.reference.characters.repertoire import (
    Repertoire,
    characters_of,
    graphemes,
    is_within,
    outside,
    repertoire_of,
    without_selectors,
)
from care_platform.reference.characters.storable import is_single_line, is_storable
from care_platform.reference.characters.variants import (
    KNOWN_VARIANTS,
    ShrinkCandidates,
    ShrinkMap,
    load_shrink_candidates,
    over_known_variants,
)

__all__ = [
    "KNOWN_VARIANTS",
    "Fallback",
    "Repertoire",
    "Replacement",
    "ShrinkCandidates",
    "ShrinkMap",
    "characters_of",
    "fallback",
    "fold_address",
    "fold_for_comparison",
    "graphemes",
    "is_single_line",
    "is_storable",
    "is_within",
    "load_shrink_candidates",
    "outside",
    "over_known_variants",
    "repertoire_of",
    "without_selectors",
]
