"""Where the sentences of a text are: for coverage, and for what may be within one of them."""

from argmap.sentences.sentences import Sentences, sentences_of

__all__ = ["Sentences", "sentences_of"]
