"""Word lists of what stands around a name: titles, verbs, prepositions, and words that begin a sentence."""

from __future__ import annotations

from framing.labels import lexicon
from framing.labels.lexicon import words

TITLES = lexicon.TITLES | words(
    """
    prime vice deputy majority minority assistant acting foreign supreme major private field crown duke count baron
    father mother sister brother saint
    """
)
"""What may stand before a person's name; the words here stand before much else, too."""

SPEECH = words(
    """
    said says told tells added adds argued argues wrote writes tweeted tweets replied replies insisted insists claimed
    claims acknowledged acknowledges testified testifies recalled recalls explained explains noted notes declared
    declares denied denies warned warns joked concluded asked asks answered continued who whose vowed pleaded pledged
    admitted admits believes believed thinks thought praised criticized criticised resigned apologized apologised
    himself herself announced announces suggested suggests predicted predicts complained urged urges promised promises
    """
)
"""What follows the name of a person."""

ACTS = SPEECH | words(
    """
    is was has had will would could should may might must can does did says sees saw wants wanted seeks sought sent
    sends gave gives took takes made makes put puts held holds let lets began begins came went goes got gets kept
    keeps knows knew left led leads lost loses met meets paid pays read runs ran set sold sells shot spent stood
    stands struck strikes thinks thought told understands withdrew won wins backs blames calls fears hopes needs plans
    refuses rejects responds supports threatens tries uses views warns welcomes worries agrees accuses appears seems
    continues decides demands denies expects faces fails imposes insists offers opposes prepares pushes remains
    retaliates reverses signals hit bought built fought found felt dealt chose broke cut have are were do
    """
)
"""What follows the name of somebody who acts."""

AS_PLACE = words(
    """
    in at from near outside inside around through across into via leaving left visit visited visiting toward towards
    throughout within off beyond reach reached downtown central greater east west north south northern southern
    western eastern entered leave enter over to of under above
    """
)
"""What stands before the name of a city that is only a place."""

AS_ACTOR = words("between with by against pressure angered anger pressed accuse accused accusing urged urge pushed")
"""What stands before a capital that means those who govern there."""

FUNCTION = words(
    """
    The A An This That These Those It Its He She His Her Hers They Their Them We Our Us I You Your My Me Mine Who Whom
    Whose Which What When Where Why How And But Or Nor So Yet For If Then Than As At By In Of On To From With Without
    Within About Above Across After Against Along Amid Among Around Because Before Behind Below Beneath Beside Besides
    Between Beyond Both Despite Down During Each Either Even Every Except Few Here There Into Is Are Was Were Be Been
    Am Do Does Did Has Have Had Can Could May Might Must Shall Should Will Would Not No None Nobody Nothing Now Off
    Once One Only Onto Other Others Out Over Own Per Perhaps Rather Same Several Since Some Someone Something Still
    Such Though Although Through Throughout Thus Today Together Tomorrow Tonight Too Toward Towards Two Three Four
    Five Six Seven Eight Nine Ten Under Unless Unlike Until Up Upon Very Via Well Whether While Yes Yesterday All
    Almost Alone Already Also Always Another Any Anyone Anything Much Many More Most Less Least Like Look Let
    Meanwhile Moreover However Instead Indeed Later Earlier Last Next Never Ever Again Just Maybe Nearly Often
    Recently Soon Sometimes Therefore Everyone Everything Everybody Somebody Anybody Neither Nevertheless Nonetheless
    Otherwise Overall Regardless Finally First Second Third Back Asked Given According I'm I've I'd I'll It's He's
    She's They're We're That's There's Here's What's Let's Don't Can't Isn't Wasn't Won't Didn't Doesn't You're You've
    We've We'll He'll I’m I’ve I’d I’ll It’s He’s She’s They’re We’re That’s There’s Here’s What’s Let’s Don’t Can’t
    Isn’t Wasn’t Won’t Didn’t Doesn’t You’re You’ve We’ve Former Ex Ok Okay Oh Ah Hey Sure Please Thanks Thank Sorry
    Dear Hello Hi Goodbye Congratulations Amen
    """
)
"""Words without a meaning of their own, as a sentence begins with them; never part of a name."""

PHRASE_ENDS = lexicon.PHRASE_ENDS | words(
    """
    and or but nor while when where if than because since until though although so yet then also now not still even
    never always often again too already once up down out off away back forth about above all both each i you it this
    these those my your our his her its their him them us me a an the no some any more most much many what how why via
    per without toward towards around despite amid upon except plus versus vs next today yesterday tomorrow tonight
    last next overnight first alike alone themselves
    itself here ago later earlier instead rather just only to be been being am ought cannot
    """
)
"""Words that do not go on with a noun: what stands before them is a whole noun phrase."""

COMMON = words(
    """
    Absentee Absolutely Access Accountable Accounts Action Actually Address Adjunct Advance Advantage Advocates
    Affairs Agenda Ahead Aides Air Allah Allied Alternative Altitude Amendments Android Angry Animals Appointed Arab
    Arms Aside Associate Associates Attention Audio Authoritarian Authorities Away Background Bad Balanced Ban
    Barriers Based Bear Being Believe Better Big Biomedical Bitcoin Bloc Blue Boat Bounce Boy Brexit Brief Bros Bubble
    Buddhism Build Button Buy Call Calls Candidates Capital Capitalism Capitol Captain Caption Carbon Catholic
    Catholicism Cats Cause Celebrity Census Central Certainly Change Changes Changing Channel Check Checks Childhood
    Children Christian Christianity Cities Citing Citizens Citizenship Civic Civil Class Climate Cloud Clubs Clueless
    Coal Cold Colleges Column Coming Command Common Community Composite Comprehensive Concerned Congressional
    Congressman Congresswomen Conservative Conservatives Consider Considered Constitutional Consumers Conversations
    Coordinator Cop Coronavirus Correctional Cosmopolitan Costs Country Covid Crime Criminal Critics Crystal Current
    Currently Cyber Days Dead Deals Death Decide Decree Defense Deferred Delegates Democracy Democrat Democratic Desk
    Destiny Details Detention Development Dictionary Diplomacy Dirty Diseases Dream Driving Drunk Eastern Economic
    Economists Economy Editorial Education Emerge Energy Enforcement English Englishman Enter Environmental
    Establishment Ethical Ethics Evangelical Exception Executive Experts Explosives Express Extension Face Facility
    Factor Fairness Family Far Farsi Fast Fathers Federal Fellow Fighter Filter Fire Firearms Fix Floor Following Food
    Force Fortune Founding Fourth Fractured Framers Fraud Frenchman Friendly Friends Full Furious Further Future Get
    Getting Give Global Go God Going Golf Good Googlers Got Greatest Ground Growing Guarantee Guide Happy Having
    Health HealthCare Healthcare Hearing Heaven Hebrew Hell Heritage Hindu Hinduism Home Hopefully Hours Housing
    Hurricanes Hysteria Imagine Immigration Impeachment Implementation Inauguration Income Independence Industrial
    Infectious Innovation Inside Insight Insights Inspector Intelligence Intern International Internet Investigation
    Investigators Investments Iron Islam Islamic Jesus Jewish Joint Judaism Judges Judgments Judicial Junior Keep Key
    Knee Know Known Kurdish Lab Labor Large Late Latest Latin Launches Lead Leaders Leadership Learning Leave Left
    Legal Legislative Lesbian Liberal Liberals Life Likewise Links List Listen Lives Living Lord Lost Mainstream Make
    Management Mandarin Mandate Manifesto Marine Marines Marriage Marxist Master Media Medicaid Medical Medicare Meet
    Members Middle Mind Missed Mission Mom Moments Money Monitor Multiple Muslim National Native Nature Naval Nazi
    Needed News Newsletter Newsletters Nightmare Northeast Note Nuclear Obamacare Obviously Occupy Officers Official
    Officials Openly Operations Opinion Opponents Opportunities Opportunity Opposition Organized Outraged Overnight
    Overseas Oversight Pandemic Pantsuit Part Partnership Passes Path Patient Peace Pen People Persian Platform
    Playbook Pledge Plus Polarization Policy Political Politicians Politics Polling Polls Populism Portal Presidential
    Presidents Press Principal Prior Priorities Privacy Pro Probably Progress Progressive Prophet Prosecutors
    Protection Protestant Proudly Psychology Public Put Questions Race Radical Radio Rage Rain Random Rate Read Rear
    Recent Reconstruction Reduces Referendum Regarding Relations Religious Remember Removing Reportedly Reports
    Republican Research Resigns Retail Right Righteous Rises Rocks Room Roughly Roundtable Row Safer Said Satan Says
    Schools Secret Sector Secular See Senators Senior Sexual Shadow Shares Sharia Shift Shiite Shore Shortly Sign
    Similar Situation Soccer Social Socialist Somehow Sources Southeast Spanish Speaking Special Spending Staff Start
    State Status Stop Stretch Studies Successful Summer Sunni Supporters Survive Switch Systems Take Target Targeting
    Task Tea Team Tell Temporary Tens Terror Terrorism Text Things Think Thousands Threat Time Times Tip Tobacco Top
    Topic Topics Trade Transactions Treatment Trending Trends Troll Troops True Trumpcare Twice Twin Twitterverse
    Ultimately Unemployment Unit United Units Urban Urdu Using Veterans View Violence Volume Vote Voter Voters Votes
    Voting Want Way Ways Whatever Whole Wild Windows Wing Woman Women Work Works World Wounded
    """
)
"""Words that are no names though they often have a capital."""
