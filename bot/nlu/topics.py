"""What a clause with a length of time may speak of: the pain, its onset, or another thing."""

import re

_PAIN = re.compile(
    r"\b(?:pain(?:s|ful|ing)?(?! (?:clinic|relief|man))|back ?ache\w*|backpain|lbp|"
    r"ach(?:e|es|ed|ing|y)|sciatica?|sore\w*|hurt\w*|stiff(?! for)|spasm\w*|twinge\w*|"
    r"suffering|niggl\w+|grumbling|playing up|agony|killing|seized|"
    r"this (?:lot|bout|time|episode|one)|"
    r"back (?:is |has |been |feels )*(?:bad|gone|goes|out|dodgy|knackered|jammed)|bad back|"
    r"slipped disc|flare\w*|strain\w*|laid up|broken)\b"
)
ONSET = re.compile(
    r"\b(?:woke up|woke with|fell|fallen|fall|tumble\w*|crash\w*|knocked|landed|landing|"
    r"lift(?:ed|ing)|bent|bend|bending|twist\w*|slipped|tweak\w*|pulled|carr(?:y|ied|ying)|"
    r"jump\w*|sneez\w+|jolt|came (?:off|down on)|coming off|d(?:id|one) (?:my|it)|ricked|"
    r"jarred|injur\w+|hoisting|rammed|tackle\w*|thrown?|threw|shovel\w*|digging|pushed|"
    r"accident|ran into|sat down hard|back went|buggered)\b"
)
"""What brings a pain on; the pain is as old as it."""
_BODY = re.compile(r"\b(?:back|backs|spine|lumbar|mine|waist|disc)\b(?! ?op\b)")
_EVENT = re.compile(
    r"\b(?:operation|op|ops|surgery|replace(?:d|ment)|fusion|discectomy|laminectomy|decompress\w*|section|stent|"
    r"inject\w*|epidural|block|jab\w*|steroids?|spinal|puncture|lp|ablation|radiofrequency|"
    r"discogram|kyphoplasty|stimulator|acupuncture|infect\w*|antibiotic\w*|cellulitis|abscess|"
    r"boils?|drip|picc|pneumonia|sepsis|appendix|peritonitis|pyelonephritis|endocarditis|drops|"
    r"covid|flu|bug|fever\w*|temperature|hospital|discharged?|admitted|kept me|transplant|"
    r"chemo\w*|cancer|myeloma|melanoma|lymphoma|lump|lipoma|remission|leukaemia|eye|"
    r"radiotherapy|diagnos\w+|scan|mri|x - ray|xray|appointment|results?|physio|pt|"
    r"prednisol?one|pred|prolia|evista|denosumab|methotrexate|humira|infliximab|naproxen|"
    r"ibuprofen|paracetamol|codeine|tramadol|insulin|tablets?|pills?|taking|smok\w+|needle|"
    r"hit up|meth|heroin|clean|sober|mainlin\w+|snort\w*|bank|married|single|divorced?|retired|"
    r"job|worked|working as|moved (?:house|in|home)|born|birth|pregnan\w*|carrying twins|twins|"
    r"bun|duff|midwife|expecting|waters|breastfeed\w*|period|menopaus\w*|uveitis|iritis|"
    r"psoria\w+|crohn|rheumatoid|arthritis|osteoporosis|wrist|mattress|football|netball|"
    r"parkinson\w*|diabet\w*|stroke|tooth|died|quit|gave up|holiday|school|college|trial|"
    r"wait|waiting|gone now|bleeding|used to|army|navy|"
    r"history(?! (?:of )?(?:lbp|back|pain|sciatica))|lost|eaten|doc|doctor|optician)\b"
)
"""Other things that happened or last, even if they happened to the back."""
_DOING = re.compile(
    r"\b(?:sex|erect\w*|numb\w*|patch|tingl\w*|pins|dead|feel|feeling|sensation|pee|peeing|"
    r"peed|wee|weeing|urge|poo|toilet|loo|waterworks|bowel\w*|bladder|leak\w*|incontinen\w*|"
    r"catheter|sleep|slept|(?<!from )stand\w*|sit|sitting|sat|drove|drive|driving|shifts?|"
    r"concrete|coding|desk|coach|bench|walk|walking|mornings?|rigid|chest|weight|weak|"
    r"(?<!to )(?<!the )knee|passing water|tummy|floppy|blood|rash|cough\w*|trip|gym|pilates|"
    r"class|exercis\w+|baby|babies|toes?|clutch|rest)\b"
)
"""Signs other than pain, and what a person does for hours."""
BEGUN = re.compile(
    r"\b(?:started|begin|began|begun|came on|coming on|going on|been like|since|this lot)\b"
)
TOPICS = {"pain": _PAIN, "onset": ONSET, "body": _BODY, "event": _EVENT, "doing": _DOING}
"""Every topic by the name that the judgement of lengths of time knows it by."""
