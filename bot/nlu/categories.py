"""Course, function and whether a plan can be followed, in a patient's words."""

import re
from dataclasses import replace

from bot.nlu.numerals import Line
from bot.nlu.supposed import without_supposed

_COURSE = (
    (
        "unchanged",
        (
            r"no(?:t)? better (?:no|nor|or|and|not|,)? ?(?:no|not)? ?worse|"
            r"neither better nor worse|no worse no better|not (?:better|worse) not (?:better|"
            r"worse)|up and down|comes and goes|not worse not better"
        ),
    ),
    (
        "worse",
        (
            r"(?:better|fine|ok|eased|easing)\b.{0,25}\bbut\b.{0,40}\b(?:worse|spreading|"
            r"weaker)|(?:not|no) (?:getting |any |much )*(?:worse)$"
        ),
    ),
    (
        "unchanged",
        (
            r"(?:not|no|never|hardly|neither|nae) (?:really |getting |got |any |much |going |"
            r"been |improv\w+ |a )*(?:better|worse|change\w*|different|diff|improv\w*|shift\w*|"
            r"budg\w*|going|mov\w+|let up|difference|easing|progress)|\b(?:same|unchanged|"
            r"steady|level|stuck|stable|equal|static|constant|plateau\w*|similar|staying put|"
            r"no let up|sticking)\b"
        ),
    ),
    (
        "worse",
        (
            r"\b(?:wors\w*|more bad|deteriorat\w*|creeping up|going up|increas\w*|bad to worse|"
            r"downhill|building up|ramping up|spreading|progress\w+|intensif\w+|escalat\w+|"
            r"more pain|sharper|more painful|gone up)\b"
        ),
    ),
    (
        "improving",
        (
            r"\b(?:better|improv\w*|eas\w+|fading|reduc\w*|nearly gone|almost gone|recover\w*|"
            r"on the mend|settling|getting there|less|going away|on its way out|mending|healing|"
            r"calming|decreas\w*|lighter|way down|down to)\b"
        ),
    ),
)
_COURSE_FREE = (
    (
        "unchanged",
        (
            r"no better no worse|neither better nor worse|(?:not|no) (?:getting |got |any |"
            r"really )+(?:better|improv\w+)|not improv\w+|not shift\w*|(?:not|has not|"
            r"will not) (?:budg\w+|shift\w*)|no (?:change|improvement)|about the same|"
            r"just the same|still the same"
        ),
    ),
    (
        "worse",
        (
            r"(?:getting|got|gotten|gets|becoming|become|is|much|even|lot|slowly|"
            r"steadily) (?:a lot |much |steadily |slowly |so much )?worse\b|worse (?:every|each|"
            r"by the) day|worsening|(?:ache|pain|back) .{0,15}(?:is|has) (?:been )?increas\w+"
        ),
    ),
    (
        "improving",
        (
            r"(?:getting|got|feels?|feeling|bit|much|lot|loads|slowly|day) better\b|improving|"
            r"on the mend|nearly gone|almost gone|easing (?:off|up)|pain is reducing|"
            r"settling down"
        ),
    ),
)
_TELLS_COURSE = re.compile(
    r"better|wors|improv|shift|budg|change|same|increas|mend|gone|easing|reducing|settling"
)
"""What all of `_COURSE_FREE` has one of, and most messages do not."""
_FUNCTION = (
    (
        "unable",
        (
            r"can not (?:to )?(?:work|do|get out of bed|get up|move|get off|stand|"
            r"walk)\b(?! (?:the|much|as|my|any) ?(?:low|stairs|heavy))(?!.{0,20}\b(?:but|"
            r"rest)\b)|can not do (?:a thing|anything|nothing|owt)|bed ?bound|stuck (?:in|"
            r"on) (?:bed|the floor)|(?:is|am) in bed|off all week|everything (?:we|"
            r"they) are doing for|flat on|told not to move|unable to (?:work|do|walk|move)|"
            r"not able to (?:work|do anything)|signed off"
        ),
    ),
    (
        "normal",
        (
            r"\b(?:nothing i can not do|as usual|all (?:the |my )?(?:normal|usual|work|baby)|"
            r"everything (?:as )?(?:is )?normal|everything (?:except|it just|just)|fully normal|"
            r"full function|same as ever|train around|doing everything|do everything(?! but)|"
            r"carry on as normal|goes on as normal|all normal)\b"
        ),
    ),
    (
        "limited",
        (
            r"\b(?:can not|but|limited|avoid\w*|half|light|slow\w*|hobbl\w*|shuffl\w*|stopp\w*|"
            r"part time|difficulty|difficult|struggl\w*|only|manag\w*|less|careful|gingerly|"
            r"skip\w*|short|except|potter\w*|stiff|lying on the floor|from the floor|"
            r"leaving early|walker|cope|tripping|around the house|about the flat|no (?:gym|golf|"
            r"tennis|skating|football)|not much|not doing much|cushion|wfh from|standing desk|"
            r"resting|hurts)\b"
        ),
    ),
    (
        "normal",
        (
            r"\b(?:normal\w*|fine|ok|okay|working|work|usual|everything|all|yes|no problem\w*|"
            r"doing my shifts|going to work|desk job)\b"
        ),
    ),
)
_FUNCTION_FREE = (
    (
        "unable",
        (
            r"can not (?:get out of bed|do anything|do a thing|get off the floor|"
            r"get up off the floor|work at all)|bed ?bound|stuck (?:in bed|on the floor)|"
            r"have not (?:been able to )?work\w*"
        ),
    ),
)
_PLAN_NO = re.compile(
    r"^ (?:\W )?(?:no|nope|nah|not really|probably not|prob not|doubt it|i doubt|"
    r"can not|cant|unlikely)\b|"
    r"\b(?:probably not|prob not|doubt it|can not really|not really|so no|"
    r"i can not (?!wait)|no phone|no way to|miss appointments|no one to|nobody to|"
    r"(?:not|never) (?:think|reckon|suppose|imagine|expect) so|not on my own|no signal|no chance|"
    r"struggl\w+|stuck|(?<!not )(?<!no )(?:hard|difficult|tricky)|not (?:\w+ )?(?:easily|easy))\b"
)
_PLAN_SURE = re.compile(
    r"\b(?:yes|yeah|yep|yup|aye) (?:\w+ ){0,2}?(?:can|will|could|ill) (?!not )(?:\w+ )?"
    r"(?:follow|manage|do (?:it|that|this)|come|ring|stick to)\b"
)
"""What says so plainly, whatever else cannot be done: "I can't do much but yes I'll follow it"."""
_PLAN_YES = re.compile(
    r"\b(?:yes|yeah|yep|yepp|ye|yea|ya|yup|aye|sure|ok|k|okay|of course|course|will|can|"
    r"happy|certainly|definitely|"
    r"absolutely|promise|bet|manage|fine|no bother|no probs|no problem|whatever|betcha|"
    r"indeed|go|easy|easily|make|probably|most likely|hopefully|suppose|gladly|def|np|doable|"
    r"(?:think|reckon) so|should be (?:able|fine|good)|not (?:be )?(?:a |any |much of a )?problem|"
    r"why not|if i have to|(?:would|will) help)\b"
)


def course(line: Line, *, asked: bool) -> str | None:
    """Return whether the pain is improving, unchanged or worse, not what it may yet become."""
    if not asked and not _TELLS_COURSE.search(line.text):
        return None
    told = replace(line, text=without_supposed(line.text))
    return _first(_COURSE if asked else _COURSE_FREE, told)


def function(line: Line, *, asked: bool) -> str | None:
    """Return whether daily life is normal, limited or impossible."""
    return _first(_FUNCTION if asked else _FUNCTION_FREE, line)


def can_follow_plan(line: Line, *, asked: bool) -> str | None:
    """Return whether a plan can be followed; only an answer to the question tells."""
    if not asked:
        return None
    if _PLAN_SURE.search(line.text):
        return "yes"
    if _PLAN_NO.search(line.text):
        return "no"
    return "yes" if _PLAN_YES.search(line.text) else None


def _first(table: tuple[tuple[str, str], ...], line: Line) -> str | None:
    for value, pattern in table:
        match = re.search(pattern, line.text)
        if match and line.of_patient(match.end() - 1):
            return value
    return None
