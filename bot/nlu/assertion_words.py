"""Words and findings by which `assertion.py` bounds what a denial or a doubt reaches."""

from bot.nlu.text import Word, word_set

HISTORIES = word_set(
    "cancer_history prior_spine_surgery osteoporosis immunosuppression injection_drug_use"
)
"""Findings that stay when they lie in the past."""
SYMPTOMS = word_set(
    "saddle_numbness bladder_dysfunction bowel_dysfunction sexual_dysfunction motor_weakness "
    "progressive_numbness bilateral_leg_symptoms"
)
EVENTS = word_set("prior_spine_surgery recent_spinal_procedure major_trauma minor_trauma")
"""Findings that something else may be dated by."""
PLANNABLE = frozenset({"recent_spinal_procedure", "prior_spine_surgery"})
MISSABLE = frozenset({"major_trauma", "minor_trauma", "other_emergency", "self_harm"})
"""Findings that "nearly" turns into nothing, as "nearly fell" is no fall."""
SUBJECTS = frozenset({"i", "it", "he", "she", "they", "we", "there", "you", "that"})
HAVING = word_set("have had got notic experienc complain")
LISTING = frozenset({"or", "nor", "any"})
JOINING = word_set("and but so as problem troubl issu difficulti bother")
UNDONE_WITHIN = 3
"""Words between a denial and the normal state that it takes away."""
FINITE = word_set(
    "is are am was were keep keeps kept has have had can could feels felt gives gave goes went "
    "will does do did wakes woke drags hurts shoots wont started leaks leaking got gets remained "
    "remains"
)
PAST = frozenset({"past", "year_number"})
ASKING = word_set("could can does do is are should would will what how why which when")
DATING = word_set("since in of until till by from last this early late mid next during")
NEWS = word_set("not new changed different worse wrong happening worst worrying weird odd strange")
PRESENT_DAY = word_set("now today lately recently currently this these every tonight")
NOTHING = frozenset({"nothing", "nobody"})
"""What denies the very next word; "nothing helps the pain in my leg" denies no pain."""
ALONE = word_set("none nil")
"""What denies a heading, as in "Complications: none", and nothing after it."""
NO = word_set("no nope nah none never not negative nil naw na")
YES = word_set("yes yeah yep yup aye ya yea definitely afraid")
_NOUNS = word_set(
    "numbness weakness tingling fever fevers temperature chills sweats pain pains incontinence "
    "leaks leaking accidents falls injuries problems problem trouble issues issue bother symptoms"
)
_BEFORE_I = word_set(
    "that if when whenever like as and or nor before after where what whatever which sign signs "
    "way time because"
)


def opens(word: Word, before: Word, *, noun: bool) -> bool:
    """Say whether a clause of its own opens after a denial: "no weakness my foot drags".

    `noun` says whether "no" denies, of which all is told once its noun is.
    """
    if word.stem in SUBJECTS and (word.parted or before.stem in {"and", "so", "or", "now"}):
        return True
    if word.text == "i":
        return noun and before.text not in _BEFORE_I
    return noun and word.own and before.text in _NOUNS
