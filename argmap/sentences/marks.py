r"""The marks that end sentences, close after them and open before them, in all scripts.

``_UNICODE``, ``BEYOND`` and ``CLOSING`` come from the Unicode Character Database, version 17.0: the
property Sentence_Terminal, and the class Close of Sentence_Break without what only opens (category
Ps). The package regex matches them as ``\p{STerm}`` and ``[\p{SB=Close}--\p{Ps}]``. The licence of
the database is in ``LICENSE``, next to this module.
"""

from __future__ import annotations

_UNICODE = (
    "!.?\u0589\u061d-\u061f\u06d4\u0700-\u0702\u07f9\u0837\u0839\u083d\u083e\u0964\u0965\u104a"
    "\u104b\u1362\u1367\u1368\u166e\u1735\u1736\u17d4\u17d5\u1803\u1809\u1944\u1945\u1aa8-\u1aab"
    "\u1b4e\u1b4f\u1b5a\u1b5b\u1b5e\u1b5f\u1b7d-\u1b7f\u1c3b\u1c3c\u1c7e\u1c7f\u2024\u203c\u203d"
    "\u2047-\u2049\u2cf9-\u2cfb\u2e2e\u2e3c\u2e53\u2e54\u2e60\u2e61\u3002\ua4ff\ua60e\ua60f\ua6f3"
    "\ua6f7\ua876\ua877\ua8ce\ua8cf\ua92f\ua9c8\ua9c9\uaa5d-\uaa5f\uaaf0\uaaf1\uabeb\ufe12\ufe15"
    "\ufe16\ufe52\ufe56\ufe57\uff01\uff0e\uff1f\uff61"
)
BEYOND = (
    "\U00010a56\U00010a57\U00010f55-\U00010f59\U00010f86-\U00010f89\U00011047\U00011048"
    "\U000110be-\U000110c1\U00011141-\U00011143\U000111c5\U000111c6\U000111cd\U000111de\U000111df"
    "\U00011238\U00011239\U0001123b\U0001123c\U000112a9\U000113d4\U000113d5\U0001144b\U0001144c"
    "\U000115c2\U000115c3\U000115c9-\U000115d7\U00011641\U00011642\U0001173c-\U0001173e\U00011944"
    "\U00011946\U00011a42\U00011a43\U00011a9b\U00011a9c\U00011c41\U00011c42\U00011ef7\U00011ef8"
    "\U00011f43\U00011f44\U00016a6e\U00016a6f\U00016af5\U00016b37\U00016b38\U00016b44\U00016d6e"
    "\U00016d6f\U00016e98\U0001bc9f\U0001da88"
)
# Burmese and its neighbours write U+104A between the parts of a sentence, as others a comma.
_COMMA = "\u104a"
# Unicode takes these for ends of verses, sections and lines only: Tibetan has no other mark.
_VERSES = "\u05c3\u0f0d-\u0f12"
ELLIPSES = "\u2025\u2026\u22ee\u22ef"
WITHIN = _UNICODE.replace(_COMMA, "") + _VERSES + ELLIPSES  # the first 65,536 code points
TERMINAL = WITHIN + BEYOND

FULL_STOPS = ".\u2024\ufe52\uff0e"  # those that also abbreviate, and part the digits of numbers
# A mark that one also finds inside words, so that it ends a sentence only before white space.
SPACED = "!?.\u061f\u06d4\u0700\u0701\u0702\u203c\u203d\u2047\u2048\u2049\u2e2e"

QUESTIONS = (
    "?\u037e\u061f\u1367\u1945\u203d\u2047\u2048\u2049\u2cfa\u2cfb\u2e2e\u2e54\ua60f\ua6f7"
    "\ufe16\ufe56\uff1f\U00011143"
)
EXCLAMATIONS = "!\u07f9\u1944\u203c\u2e53\ufe15\ufe57\uff01"
ARMENIAN_QUESTION = "\u055e"  # on the last vowel of the word that is asked about

CLOSING = (
    "\"')\\]}\u00ab\u00bb\u0f3b\u0f3d\u169c\u2018\u2019\u201b-\u201d\u201f\u2039\u203a\u2046\u207e"
    "\u208e\u2309\u230b\u232a\u275b-\u2760\u2769\u276b\u276d\u276f\u2771\u2773\u2775\u27c6\u27e7"
    "\u27e9\u27eb\u27ed\u27ef\u2984\u2986\u2988\u298a\u298c\u298e\u2990\u2992\u2994\u2996\u2998"
    "\u29d9\u29db\u29fd\u2e00-\u2e0d\u2e1c\u2e1d\u2e20\u2e21\u2e23\u2e25\u2e27\u2e29\u2e56\u2e58"
    "\u2e5a\u2e5c\u2e63\u3009\u300b\u300d\u300f\u3011\u3015\u3017\u3019\u301b\u301e\u301f\ufd3e"
    "\ufe18\ufe36\ufe38\ufe3a\ufe3c\ufe3e\ufe40\ufe42\ufe44\ufe48\ufe5a\ufe5c\ufe5e\uff09\uff3d"
    "\uff5d\uff60\uff63\U0001f676-\U0001f678"
)
# These open in one language and close in another: they close where no word follows at once.
EITHER_WAY = "\"'\u00ab\u00bb\u2018\u201b\u201c\u201f\u2039\u203a"
QUOTATION = (
    "\"'\u00ab\u00bb\u2018\u2019\u201b-\u201f\u2039\u203a\u300d\u300f\u301e\u301f\ufe42\ufe44\uff63"
)
TITLE = "\u3009\u300b\ufe3e\ufe40"  # of a book or song, which belongs to the sentence around it

# What may be between the white space after a sentence and the first word of the next one.
OPENING = (
    "\"'(\\[{\u00a1\u00bf\u00ab\u00bb\u0f3a\u0f3c\u2018-\u201f\u2039\u203a\u2045\u27e8\u2e18"
    "\u2e42\u3008\u300a\u300c\u300e\u3010\u3014\u3016\u3018\u301a\u301d\ufd3f\uff08\uff3b\uff5b"
    "\uff5f\uff62\u2010-\u2015*_>\\-"
)
