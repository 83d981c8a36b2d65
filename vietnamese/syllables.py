"""Which words a Vietnamese reader would take for Vietnamese."""

import re
import unicodedata

from vietnamese.letters import TONES
from vietnamese.normalise import clean

ONSETS = "ngh|ng|nh|th|tr|ch|kh|ph|gh|gi|qu|b|c|d|đ|g|h|k|l|m|n|q|r|s|t|v|x|p|"
RIMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
i ia ich im in ing inh ip it iu iêc iêm iên iêng iêp iêt iêu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uynh uyt
uyu uyp
ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
y yêm yên yêt yêu yêng
"""

SYLLABLE = re.compile(f"(?:{ONSETS})(?:{'|'.join(RIMES.split())})")
# A syllable that ends in c, ch, p or t is sắc or nặng; without a mark it is a foreign word.
STOPPED_TONES = frozenset({"4", "5"})


def is_syllable(word: str) -> bool:
    """Whether this is a syllable that the spelling of Vietnamese allows, in Unicode."""
    letters, tone = [], ""
    for character in unicodedata.normalize("NFD", clean(word).lower()):
        if character in TONES:
            if tone:
                return False
            tone = TONES[character]
        else:
            letters.append(character)
    bare = unicodedata.normalize("NFC", "".join(letters))
    if SYLLABLE.fullmatch(bare) is None:
        return False
    return tone in STOPPED_TONES or not bare.endswith(("c", "ch", "p", "t"))
