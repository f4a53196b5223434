"""Words and findings by which `assertion.py` bounds what a denial or a doubt reaches."""

from bot.nlu.text import word_set

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
