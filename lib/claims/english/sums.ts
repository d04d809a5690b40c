import { exchanges } from './assets.ts';

/** What the sums read in the words around a figure. `before` patterns end at the figure, `after` patterns begin behind it. */

const exchange = `(?:${exchanges.replaceAll('.', '\\.')})`;
/** An exchange: one venue's figure is not the market's. */
export const venue = new RegExp(`\\b${exchange}\\b`);
export const venues = new RegExp(venue, 'g');
/** An exchange as the source of what is said. */
export const sourceVenue = new RegExp(`(?:according to|data (?:from|by)) ${exchange}|\\b${exchange}(?:'s|’s)? data`, 'g');

/** As a day of the week is written, by its number. */
export const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
/** Days, and words of other days. */
export const otherDays =
  /(?:last )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|weekend|(?:last|earlier this|previous) week|days? (?:ago|before|earlier)/g;

/** A day or another time that a figure is of, and words of the present; no end of a span ("the most since Monday"). */
export const times =
  /(?<!\b(?:since|until|than|after|before|from|by) (?:last )?)\b((?:mon|tues|wednes|thurs|fri|satur|sun)day(?!['’]s (?:\w+ )?(?:high|low|peak|close|record|top|bottom))|yesterday|weekend|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.? \d+|(?<!the )last (?:week|month|year|quarter)|(?:week|month|year|day|session)s? (?:ago|before|earlier)|had (?:\w+ly )?(?:been|stood|risen|fallen|lost|cost|\w+ed)|now|currently|today|(?:past|last|in|over) (?:the |an? )?(?:(?:past|last) )?(?:24|day|hour|week)\w*)\b/g;
export const presentTime = /^(?:now|currently|today|past|last (?:24|day|hour)|in|over)/;
/** A sentence of the present. */
export const presentVerb = /\b(?:is|are|has|have|trades?|stands?|sits|remains?|holds)\b/i;
/** Another clause with another subject. */
export const turn = /\b(?:while|whereas|but|meanwhile|and)\b|;/i;
export const turnAway = /\b(?:while|whereas|but|meanwhile)\b|;/i;
/** What only may come about. */
export const maybe = /\b(?:if|should|would|could|may|might|will|until|unless|once|target\w*)\b/i;

/** Verbs and nouns of change. */
export const change =
  /\b(?:up|down|r[io]s|fall|fell|drop|gain|los[ets]|declin|decreas|increas|surg|jump|plung|slid|slump|rall|climb|crash|sink|sank|sunk|shed|add|recover|regain|rebound|bounc|expan|contract|shr[aiu]nk|soar|spik|tumbl|dip|advanc|retreat|eas|grow|grew|ascent|decay|wip|cut|trim|pull|claw)\w*/i;
export const fall =
  /\b(?:drop|f[ae]ll|declin|decreas|slid|slump|los[te]|retreat|pull|tumbl|dip|down|plung|sank|sunk|collaps|crash|shed|crater|nosediv|correct|sell-off)\w*/i;
export const back = /\b(?:recover|regain|rebound|claw|bounc)\w*[^.;]{0,24}$/i;
export const another = /\b(?:another|further|additional|more)\s*$/i;
/** After a percentage: a window of its own, so that it is a statement of its own. */
export const ownWindow =
  /^\W*(?:\w+\W+){0,2}?(?:(?:over|in|within|during|for|across)\s+(?:the\s+)?(?:past|last|same|previous|prior)|(?:over|in|for) (?:the |an? |one )?(?:day|week|month)|\d+\s?-?(?:hours?|h\b|days?)|daily|weekly|monthly|today|on the (?:day|week|month)|this (?:week|month|year)|year[- ]to[- ]date|so far)/i;
/** The start of a move right after a window: "20 % over the past week, from". */
export const commaFrom = /,\s*from\s*(?:\w+\s+)?$/i;
export const refersBack = /^(?:that|this|it|which)\b[^,;]*$/i;
const loosely = '(?:(?:nearly|almost|roughly|more than|over|about|around)\\s+)?';
const move =
  '(?:drop|fall|declin|decreas|slid|slump|retreat|pullback|tumbl|dip|plung|collaps|crash|correction|loss|gain|ris|increas|surg|jump|rall|climb|advanc|rebound|recover|bounc|soar|spik|swing|mov|chang)\\w*\\b';
/** Not followed by a time, a thing or an end of its own. */
const ofNothingElse =
  '(?!\\s+(?:since|over|in|this|for|from|during|on|at|so|of|across|year|week|month|within|to|below|above|off)\\b)';
/** From the start of a sentence to its percentage, and what follows it: that it is of the move told before, "its 6 % fall", "the fall of 6 %". */
export const ofMove = [
  [
    new RegExp(
      `^(?:the|that|this|its|(?:the|this) (?:coin|token|asset|cryptocurrency|metric|figure)(?:['’]s)?)\\s+${loosely}$`,
      'i',
    ),
    new RegExp(`^[\\s-]*(?:(?:price|sharp|steep|sudden|swift)\\s+)?${move}${ofNothingElse}`, 'i'),
  ],
  [new RegExp(`^(?:the|that|this|its)\\s+${move}\\s+of\\s+${loosely}$`, 'i'), new RegExp(`^${ofNothingElse}`, 'i')],
] as const;
export const joint = /,|\b(?:and|as|after|while|but)\b/i;
/** Before an amount: an extreme from which a move began. */
export const touched = /\b(?:high|peak\w*|top|record|ath|all-time|from|touch\w*|start\w*)\b/i;
export const beside =
  /^\s*(?:above|below|off|under|from|(?:short|shy) of|away from|higher than|lower than)\s+(?:its|the|a|last|\w+day['’]s|20\d\d)\b/i;
export const besideFrom = /^\s*(?:from|off)\b/i;
/** After a percentage, up to the amount that it is a distance from: "from", "below Monday's". */
export const awayFrom = /^\s*(?:from|off|below|under|above|(?:lower|higher|less|more) than)\s+(?:[\w'’-]+\s+){0,4}$/i;
export const beneath = /^\s*(?:below|under|lower|less)\b/i;
export const onTop = /^\s*(?:above|higher|more)\b/i;
export const upToComma = /^[^,;]*/;
export const dayName = /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/i;
/** Before a percentage with which a sentence opens. */
export const opensMove = /^\W*(?:(?:now|still|up|down|off|[a-z]+ly)\s+)*$/i;
export const stoodAt = /\b(?:at|to)\s+$/i;
/** Between an amount of now and a percentage of its own: "on Tuesday, down". */
export const thenPercent =
  /^(?:\s+(?:in|on|at|during|by|early|late)\b[^,;:()]{0,40}(?=,))?[\s,(–—-]*(?:(?:and|or|now|still|is|some|down|up|off|an?|about|around|over|just|more|than|loss|drop|fall|gain|rise|of|[a-z]+ly)\s+)*$/i;
/** After a percentage: an extreme of its own sentence. */
export const ofIt = /^\s*(?:above|below|off|under|(?:short|shy) of|higher than|lower than)\s+(?:it|that)\b/i;
/** After a percentage: an extreme that was told before. */
export const fromLow =
  /^\s*(?:above|below|off|under|higher than|lower than|from)\s+(?:the|that|its)\s+(?:\w+\s+)?(?:low|high|peak|bottom|top)\b/i;
/** Before a percentage: what is, not what happened. */
export const stative =
  /\b(?:is|now|currently|remains?|still|sits?|trades?|trading|stands?|leav(?:es|ing)|puts?|putting|last)\b[^.;]{0,30}$/i;
/** Between an amount of now and its percentage. */
export const joinedPercent =
  /^\s*,?\s*(?:\(\s*)?(?:(?:down|up|off|for)\s+)?(?:an?\s+(?:\w+ of\s+)?)?(?:(?:about|around|nearly|over|almost|more than|roughly)\s+)?$/i;
/** Between an amount and the percentage that it is. */
export const orPercent =
  /^\s*,?\s*(?:\(|or\s|i\.e\.)\s*(?:(?:about|around|nearly|over|almost|more than|roughly|just over|just under)\s+)?$/i;
/** Before an amount: the start of a time. */
export const started =
  /\b(?:open|began|begin|start|enter)\w*\s+(?:out\s+|off\s+)?(?:the\s+)?(week|month|year|20\d\d)\b[^.;]{0,20}$/i;
export const extreme = /\b(?:low|high|peak|bottom|top|close|record|start|open)\b/i;
export const from = /\bfrom\b[^.;]{0,40}$/i;
export const fromOnly = /^\W*from\s+(?:\w+\s+){0,2}$/i;
export const fromBare = /\b(?:from|high of|peak of|record(?: high)?(?: of)?)\s+(?:\w+\s+)?$/i;
export const to = /\b(?:to|reached|reaching|toward)\b/i;
export const toBare = /\b(?:to|reached|reaching)\s+(?:\w+\s+)?$/i;
export const backTo =
  /^\W*(?:back\s+)?(?:down\s+)?to\b|^\s*and\s+(?:now\s+|currently\s+)?(?:trades|stands|sits|is trading|changes hands)\b/i;
export const fromPeak = /^\s*(?:from|below|off|under)\b[^.;]*\b(?:high|peak|record|top|ath)\b[^.;]*$/i;
/** After "slid to B, a 6 %". */
export const fromExtreme =
  /^\s*(?:\w+\s+){0,2}(?:from|below|above|off|under)\s+[^.,;]*\b(?:high|peak|record|top|ath|low|bottom|close|open)\s+(?:of\s+|at\s+)?$/i;
/** Between an amount and a percentage: a day of the past, and a move since. */
export const thenMoved =
  /^\s*(?:(?:on|last|a|in|late|early|at)\s+)*(?:\w+day|yesterday|(?:week|month|day|year) (?:ago|earlier|before)|(?:last )?(?:week|month|year))\W+(?:\w+\s+){0,3}?(?:climb|ris|rose|jump|surg|gain|grow|grew|increas|drop|fall|fell|declin|slid|shr[aiu]nk|contract)\w*\s+(?:by\s+)?(?:\w+\s+)?$/i;
export const nowAt = /\b(?:now|currently|trades|trading|stands|sits|hovers)\b[^.;]{0,30}$/i;
export const trading = /\b(?:trad|now|current|at press|hover|sits?|stands?)\w*[^.;]{0,30}$/i;
export const peak = /\b(?:high|peak|record|ath|from)\b[^.;]*$/i;
export const openInterest = /open interest/i;

/** Between a percentage and an amount: that they are the same. */
export const same =
  /\b(?:represent\w*|equal(?:s|ling)?(?: to)?|equivalent(?: to)?|amount\w* to|or|worth|translat\w* (?:to|into)|wip\w* (?:out|off)|wiping|eras\w*|shedding|slashing|i\.e\.|meaning|(?:loss|drop|decline|fall|reduction|decrease|gain|increase|rise) of)\W+(?:\w+\W+){0,3}$/i;
/** After "$180 billion, or 2 %,". */
export const changedAfter =
  /^\W*(?:(?:was|were|has|have|had|been|being)\s+)*(?:eras|wip|lost|shed|added|gone|vanish|evaporat|disappear|flow)\w*/i;
/** Before an amount: that a figure went by it. */
export const changeBy =
  /\b(?:shed|lost|los(?:es|ing)|f[ae]ll(?:s|ing)?|dropp?(?:ed|s|ing)|gain(?:ed|s|ing)|add(?:ed|s|ing)|rose|ris(?:es|ing)|jump(?:ed|s|ing)|slid|slipp?(?:ed|s|ing)|declin(?:ed|es|ing)|climb(?:ed|s|ing)|down|up)\s+(?:by\s+)?(?:(?:about|around|some|roughly|nearly|almost|over|more than)\s+)?$/i;
/** Before an amount: that it is where something is or went. */
export const levelOf =
  /\b(?:to|at|is|was|stands?|stood|reach\w*|hit\w*|top\w*|surpass\w*|record|high|low|peak)\s+(?:(?!by\b|of\b)\w+\s+){0,3}(?:of\s+)?$/i;
export const notSame = /\b(?:from|to|at|while|but|and)\s+(?:\w+\s+)?$/i;
export const share =
  /\b(?:of (?:this|that|it|which)\b|of (?:the |all |these |those )?(?:\w+ )?(?:total|amount|sum|liquidat\w*)|account\w*|share|made up|comprising)\b/i;
/** After an amount: that it is a part of what was told before, and of which side. */
export const ofThoseSide =
  /^\s*(?:out )?of (?:that|this|those|these|it|them|the (?:total|sum|amount))\s+(?:(?:was|were|are|is|came|come|coming|being|in|from|on|the|hit|struck)\s+)+(?:\w+\s+)?(?:longs?|shorts?)\b/i;
/** Before a sum: what somebody takes it to be, beside what was counted. */
export const believed =
  /\b(?:real|true|actual|estimates?|estimated|believes?|thinks?|likely|probably)\s+(?:(?:liquidation\s+)?(?:figure|number|total|amount|size|sum|losses|liquidations)|to be|at|that|closer|much)\b[^.;]*$/i;
/** Right before a sum: that it is true of more, too. */
export const orMore = /\b(?:over|more than|above|at least|upwards? of|exceed\w*|surpass\w*|topp\w*|north of)\s*$/i;
/** Before or after a part: a time that is not that of the sum before it. */
export const otherTime =
  /\b(?:(?:day|week|month|year)s? (?:ago|before|earlier|prior)|(?:previous|prior|preceding) (?:day|week|month|year|session|24 hours)|(?<!the )last (?:week|month|year)|yesterday)\b/i;
/** A share as words, right before the amount that it is said to be. */
export const fraction =
  /\b(a|one|two|three)[ -](fifth|quarter|third|half)s? of (?:the |that |this |all |it)?(?:total|sum|amount|figure|liquidations)?\s*(?:,?\s*or|,|\(|—|–|at)\s*(?:(?:about|around|some|roughly|nearly|over|almost)\s+)?$/i;
export const ofMarket = /^\s*of (?:that|this|it|the (?:(?:total|whole|entire|crypto|overall|global)\b|market))/i;
export const ofWhich = /\bof (?:which|that|this)\b[^.;]*$/i;
export const partOf = /\b(?:account\w*|mak(?:es|ing) up|represent\w*|share)\b[^.;]{0,20}$/i;
export const ofAmount = /^\s*of (?:the |all |its )?(?:\w+ )?$/i;
export const shareOfOther =
  /\b(?:market|cap|supply|dominance|traders|accounts|(?:its|their) (?:own )?(?:total|sum|amount|liquidations))\b/i;

/** Right before an amount: that with it a list of parts is complete. */
export const rest = /\b(?:the|a) (?:rest|remain(?:ing|der))\b[^.;]{0,30}$/i;
/** That an amount has parts of its own. */
export const mostOf = /\b(?:most|mostly|bulk|majority|mainly|largely|half|third|quarter)\b/i;
export const liquidations = /liquidat|wiped out|rekt|long|short/i;
export const liquidated = /liquidat/i;
export const traders = /^\s*(?:\w+\s)?traders\b/i;
export const long = /\b(?:long|longs|bull\w*)\b/i;
export const short = /\b(?:short|shorts|bear\w*)\b/i;
export const jointOfParts = /\band\b|,|;|\bwhile\b/i;
/** Right after an amount: the side that it is of. */
export const sideNext = /^\s*(?:(?:was|were|came|worth)\s+)?(?:of|in|from|for)?\s*(?:\w+\s+)?(?:longs?|shorts?)\b/i;
export const sideBefore =
  /\b(long|short)s?\s+(?:liquidations?|positions?|traders|sellers|side|bets)?\s*(?:(?:of|at|for|to|worth|were|was|lost|losing|totall?ed|totall?ing|reached|accounted|made|up|hit|came|about|around|over|nearly|almost|some)\s+)*$/i;
/** After an amount: that not all of it is of the side that follows. */
export const mostly = /\b(?:mostly|mainly|predominantly|largely|primarily|chiefly|majority)\b/i;
export const sameTime = /^\W*(?:\w+\W+){0,2}?(?:the )?same\b/i;
/** At the start of a sentence: what follows is a part of what was told before. */
export const ofThat = /^\s*(?:out )?of (?:that|this|those|these|which|it|the \$)/i;
export const clauseEnd = /,|;|\bwhile\b|\bwith\b|\bbut\b|\band\b/i;
export const whole = /\b(?:(?:a|the|in) total(?: of)?|together|combined|overall)\W+(?:\w+\W+){0,3}$/i;
export const total = /\b(?:total\w*|together|combined|overall|altogether|in all|sum\w*)\b/i;
export const totalLiquidations = /\b(?:total|overall) (?:liquidations|liquidated)\b[^.;]*$/i;
/** Before a figure: a length of time that has no name among the windows. */
export const ownTime = /\b(?:first|final|single|opening|few) (?:minutes?|hours?|days?)\b/i;
export const timed = /\b(?:past|last|within|hour\w*|h\b|day|week|month)/i;

/** Before a level: told as lost, as one of another time, or as a condition. */
export const levelNotNow =
  /\b(?:if|should|would|could|may|might|will|until|unless|once|lost|losing|lose|broke\w*|breach\w*|slip\w*|f[ae]ll\w*|drop\w*|below|under|above|previous\w*|earlier|began|was|were|had|ago|yesterday|reclaim\w*|(?:last|past) (?:week|month|year)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/i;
export const levelLost = /^[^.,;]{0,30}\b(?:was|were|broke|lost)\b/i;
export const levelBefore =
  /\b(support|floor|demand|resistance|ceiling|barrier|supply)(?:\s*[:—–]|\s+(?:levels?|line|zone|area|region|at|of|around|near|between|is|seen|found|sits|stands|lies|remains|comes|in|about|now|for (?:the )?[\w$]+))+\s*$/i;
export const levelAfter =
  /^(?:\s+(?:levels?|mark|zone|area|region|line|price|remains?|is|as|acts?|serves?|being|stays?|now|a|an|the|key|critical|major|main|strong|important|immediate|psychological|technical|crucial|next|first|near-term|short-term))*\s+(support|floor|demand|resistance|ceiling|barrier)\b/i;
export const isSupport = /^(?:support|floor|demand)/i;
export const lowBelow =
  /\b(?:fell|dropped|sank|slid|dipped|plunged|tumbled) to (?:a |an |its )?(?:\w+[- ]){0,3}low (?:of )?(?:below|under|less than)\s*$/i;

/** Before a figure: a way from one figure to another, a part of the market, another day. */
export const elsewhere =
  /\b(?:from|peak\w*|high|low|record|ath|earlier|before|previous\w*|yesterday|ago|after|spik\w*|brief\w*|touch\w*|retrac\w*|later|then|was|were|had|average|last (?:week|month|year)|this (?:week|month|year)|since|another|additional|the (?:rest|remain\w+)|options?|cme|coin-margined|net|single|largest|or|times|compar\w*|versus|vs)\b/i;
/** The past tense in which news tells the present. */
export const wasNow =
  /\bwas\s+(?=(?:(?:last|also|recently|currently|still|little changed|flat)\s+)?(?:trad\w*|chang\w*|seen|at|quoted|priced|hover\w*|down|up|worth)\b)/gi;
/** Before a price: that of the start or the end of a time. */
export const opened =
  /\b(?:open|clos|end|began|begin|start|enter|finish)\w*\s+(?:(?:the|last|out|off)\s+)*(?:day|week|month|quarter|year|session|weekend|20\d\d|\w+day|january|february|march|april|may|june|july|august|september|october|november|december)\b[^.;]{0,20}$/i;
export const elsewhereAfter =
  /^ (?:of|in|during|after|from) (?:the |its )?(?:\w+ )?(?:crash|collapse|crisis|rout)\b|\b(?:yesterday|earlier|previous\w*|ago|last (?:week|month|year)|on average)\b/i;
/** Words of other windows than a figure's own: then which of them it belongs to is open. */
export const otherWindows: Readonly<Record<string, RegExp>> = {
  '1h': /\b(?:24|days?|daily|weeks?|months?|years?)\b/i,
  '4h': /\b(?:24|days?|daily|weeks?|months?|years?)\b/i,
  '12h': /\b(?:24|days?|daily|weeks?|months?|years?)\b/i,
  '24h': /\b(?:weeks?|weekly|months?|monthly|quarter|years?|minutes?)\b|\b(?:an|past|last) hour\b/i,
  '7d': /\b(?:24|daily|months?|monthly|years?|last week|this week)\b/i,
  '30d': /\b(?:24|daily|weeks?|weekly|years?|last month|this month)\b/i,
};
/** Who says it, not where it came from. */
export const source = /\b(?:data|figures|numbers|information|statistics|reports?) from\b/gi;
/** In a sentence of prices on venues: that they are not of one moment, or not of one kind. */
export const notBeside =
  /\b(?:premium|discount|lows?|highs?|peak\w*|bottom\w*|record|never|(?:went|going|down|up) (?:down |up )?to|f[ae]ll|sank|plung\w*|crash\w*|spik\w*|touch\w*|print\w*)\b/i;
export const quoted =
  /\b(?:trad(?:es|ing|ed) at|currently|at press time|time of writing|now (?:at|stands)|changing hands)\b[^.;]{0,40}$/i;
export const notQuoted =
  /\b(?:could|would|may|might|if|target\w*|liquidat\w*|average|strike|call|put|from|peak\w*|high|low|bottom\w*|earlier|yesterday|ago)\b/i;

export const ofLevelBefore = /\b(?:zones?|supports?|resistances?|pivot|levels?|targets?)(?:\s+[a-z]+){0,2}\s*$/i;
export const ofLevelAfter =
  /^\s+(?:(?!and\b|with\b|while\b|but\b)[\w-]+\s+)?(?:zones?|supports?|resistances?|pivot|levels?|targets?)\b/i;
export const traded = /\b(?:trad\w*|stood|stands|chang\w* hands|hover\w*|cost)\b/i;
export const coins = /^\s*(?:bitcoins?|btc)\b/i;
/** Before a price: one of a condition or of another year. */
export const notNow =
  /\b(?:when|if|should|would|could|may|might|last (?:week|month|year)|all-time|(?:in|since) (?:20\d\d|january|february|march|april|may|june|july|august|september|october|november|december))\b/i;
/** Before coins: those of one purchase, and those that are held. */
export const bought =
  /\b(?:spen[dt]|pick\w* up|scoop\w*|snapp\w*|grabb\w*|took|batch|b[ou]\w*ght|buy\w*|purchas\w*|acqui\w*|add(?:ed|s|ing)|paid|invested)\b/i;
export const holds =
  /\b(?:h[eo]ld\w*|own\w*|stack|stash|treasury|total\w*|altogether|now|reserves?|position|bringing|taking|grown|stands?)\b/i;
/** What a coin cost a company on average; no moving average. */
export const average =
  /\b(?:average|avg\.?|mean)\s+(?:(?:purchase|purchasing|buying|buy-in|acquisition|entry|unit|bitcoin|btc|cost|price|basis|per|coin)\s+)*(?:of|is|at|stands at|was)?\s*(?:about|around|roughly|approximately|nearly)?\s*$/i;
/** After what a coin cost. */
export const perCoin = /^\s*(?:per (?:coin|bitcoin|btc|token|ether|eth)|apiece|each|a (?:coin|piece))\b/i;
/** Before what coins cost together. */
export const paid = /\b(?:paid|pay(?:s|ing)?|spent|spending|cost(?:s|ing)?|bought|purchased|acquired|invested|for)\b[^.;]*$/i;
/** A result compared with another time's. */
export const comparedResult = /\b(?:since|from back|from its|peak|all-time|ath)\b/i;

/** Links to other articles that stand in the text as if they belonged to it. */
export const aside = /(?:related|magazine|read more|also read|see also|source)\s*:[^.!?]{0,160}$/i;
export const question = /\?/;
/** In a headline: a condition, a forecast, a direction. */
export const notSaid =
  /\b(?:if|could|may|might|eyes?|potential\w*|possible|predict\w*|forecast\w*|risk\w*|target\w*|hint\w*|signal\w*|upside|next|breakout|poised|must|will|what|how)\b/i;
/** After a change in a headline: the time that it is of. */
export const bestOf = /\b(?:best|worst|biggest|strongest|weakest|steepest) (day|week|month|year)\b/i;
export const windowOfUnit: Readonly<Record<string, string>> = { day: '24h', week: '7d', month: '30d', year: '1y' };
export const towards = /\btowards?\s*$/i;
export const headedTo = /\bto\s*$/i;

export const comparators = [
  ['approx', /(?:\b(?:about|around|near|roughly|approximately|some|circa|estimated)|[~≈])\s*$/i],
  ['over', /\b(?:over|more than|above|at least|exceed\w*|surpass\w*|just past|beyond)\s*$/i],
  ['under', /\b(?:nearly|almost|close to|under|less than|below|up to|as much as|approaching)\s*$/i],
] as const;

/** A factor as a word, after a word that compares. */
export const factor =
  /(?:\b(more than|over|nearly|almost|roughly|about)\s+)?\b(doubl|tripl|quadrupl|halv)(?:ed|ing)\b(?!.*(?:\d|\b(?:and|while|but)\b))/i;
export const factorOf: Readonly<Record<string, number>> = { doubl: 2, tripl: 3, quadrupl: 4, halv: 0.5 };
export const more = /more|over/i;
export const less = /nearly|almost/i;
export const fromWord = /\bfrom\s+(?:(?:about|around|just|only|roughly|some|nearly|over)\s+)?$/i;
export const toWord = /^\W*to\s+(?:(?:about|around|just|only|roughly|some|nearly|over|more than)\s+)?$/i;
/** Before an amount: that it is of all coins. */
export const wholeMarket = /\b(?:total|overall|global|entire|combined|aggregate)\b[^.;]*\b(?:market|cap\w*|crypto\w*)\b/i;

/** Who counts: of a market's size, of its share, of an index. */
export const providers =
  /\b(?:coinmarketcap|cmc|coinglass|alternative|binance|coinstats|cfgi|coingecko|matrixport|tradingview|coinalyze|velo|kaiko|cryptoquant|glassnode|messari|defillama|(?:own|another|other|rival|separate|different)\s+(?:\w+\s+){0,3}(?:index|gauge|version|reading|meter)|version)\b/g;

export const points = /^[\s-]*(?:percentage[\s-]+)?points?\b/i;
/** Before a number of points: that they are what lies between. */
export const byPoints = /^[^.;]*,\s*(?:(?:a|or)\s+)?(?:\w+\s+)?(?:of|by|or|down|up)?\s*$/i;
export const fromTime = /\bfrom\s+(?:[a-z]+\s+){0,2}$/i;
/** "from 55 last Wednesday to 21". */
export const toTime =
  /^\s*(?:(?:last|a|the|on|in|yesterday|earlier|week|day|month|ago|before)\s+|\w+day\s+)*to\s+(?:[a-z]+\s+)?$/i;

export const manyOf: Readonly<Record<string, number>> = { a: 1, one: 1, two: 2, three: 3 };
export const partOfOne: Readonly<Record<string, number>> = { half: 2, third: 3, quarter: 4, fifth: 5 };
