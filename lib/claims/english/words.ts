import { forms, plain, set, table } from './tables.ts';

/** Words of the shape of numbers and sentences in English. Another language gives a file with the same names. */

/** What stands after a number and multiplies it; the one-letter ones only without another letter behind. */
export const scales = table('1e3 k thousand,1e6 m mn mln mio mm million,1e9 b bn bln billion,1e12 t tn trn trillion');

/** Numbers that are written out. */
export const numberWords = table(
  '1 a an one single,2 two couple,3 three,4 four,5 five,6 six,7 seven,8 eight,9 nine,10 ten,12 twelve,14 fourteen,20 twenty,30 thirty',
);

/** Parts of a scale: half a billion, a quarter of a billion. */
export const fractions: Readonly<Record<string, number>> = plain({ half: 0.5, quarter: 0.25 });

/** Between a part and its scale. */
export const fillers = set('a an of');
/** Words before a number that are its sign. */
export const signWords: Readonly<Record<string, string>> = plain({ negative: '-', minus: '-', plus: '+' });
/** Words before a figure that only say how exact it is. */
export const looseWords = set('roughly about around approximately some nearly almost');

/** Words after a number that make it a percentage. */
export const percentWords = set('percent pct percents procent');
/** Words after a number that make it dollars. */
export const dollarWords = set('usd usdt usdc busd fdusd dollar dollars');
/** Letters before a dollar sign that make it other money; `us` does not. */
export const otherDollars = set('hk a c au ca s nt nz r can sg mx tt j');
/** Words after a number that make it other money, which is never read as dollars. */
export const otherMoney = set(
  'eur euro euros gbp pound pounds sterling jpy yen krw won cny rmb yuan inr rupee rupees lira brl reais rub rubles chf francs hkd sgd aud cad nzd twd naira idr aed mxn gwei sats satoshis',
);
/** Words after a number that make it hundredths of a dollar. */
export const centWords = set('cent cents');
/** Words after a number that make it no figure at all. */
export const notFigures = set('x st nd rd th am pm pp bps basis ppt');
/** What stands before a range with a word between its ends, and after one. */
export const rangeLeads = set('between of at around near the in roughly about approximately');
/** What stands after a range with a word between its ends. */
export const rangeTails = set('range zone region area band support resistance level levels territory corridor window mark');
/** Between the ends of a range; `between` stands before the first end where `and` is used. */
export const rangeWords = { to: 'to', and: 'and', from: 'from', between: 'between' };

/** How far apart a word puts what stands on its two sides; any other counts 1. */
export const walls: Readonly<Record<string, number>> = plain({
  "'s": 0,
  the: 0,
  a: 0,
  an: 0,
  ',': 2,
  ';': 8,
  ':': 3,
  '.': 8,
  '?': 8,
  '!': 8,
  '(': 2,
  ')': 2,
  '–': 4,
  '—': 5,
  '-': 1,
  '"': 1,
  '|': 8,
  '●': 8,
  '•': 8,
  and: 2,
  while: 6,
  whilst: 6,
  whereas: 6,
  but: 5,
  although: 6,
  though: 6,
  however: 5,
  despite: 5,
  yet: 4,
  as: 3,
  after: 3,
  when: 4,
  before: 4,
  with: 2,
  which: 3,
  followed: 4,
});
/** A word after which a coin is only compared with. */
export const comparing = set(
  'than versus vs against like unlike behind surpassed alongside ahead outpacing outpaced outperforming outperformed outperforms underperforming underperformed compared following besides mirroring mirrored mirrors by among amongst excluding except trail trails trailed surpassing overtaking overtook ousting ousted dethroning dethroned displacing displaced unseating flipping flipped eclipsing leapfrogging',
);
/** Before `by` and who is the first of many. */
export const leading = set('led driven headed topped spearheaded paced followed fronted');
/** Before a coin whose move another coin follows. */
export const following = set('mirroring mirrored mirrors tracking tracked tracks echoing echoed');
/** Before or after a name, they make it another thing: non-stablecoin, an Ethereum-killer. */
export const notNames = set('non killer killers');
/** Between a comma and what only explains the name before it. */
export const asideLeads = set('a an the which who whose one unlike like such including alongside along together');
/** Those of them that give an example. */
export const asideExamples = set('including like such');
/** Between a word of comparison and a name. */
export const asideFillers = set('a an of the that all other most top leading major its only');
/** Before `as` and an example. */
export const asLeads = set('such well');
/** What only a coin that is dealt in does. */
export const tradingVerbs = set('trades traded trading hovers hovered hovering');
/** What begins a sentence with a capital and names no coin. */
export const commonNames = set(
  'it this that they both each all coin token cryptocurrency crypto market price prices value capitalization bulls bears also',
);
/** Behind an amount that is a difference. */
export const lessWords = set('less more higher lower');
/** What a coin is called beside its ticker. */
export const coinNouns = set('coin token altcoin memecoin');
/** On a coin's network and not the coin. */
export const hosted = set(
  'token tokens coin coins memecoin memecoins built based launched deployed issued project projects runs running',
);
/** Before `with` or `to`, what only goes beside another. */
export const besides = set('pace line tandem step par contrast comparison similar akin compared relative');
/** Between something that is the most of its kind and where it is so. */
export const amidWords = set('in of across within from');
/** A word after a coin's name that makes it another thing. */
export const notTheCoin = set(
  'index etf etfs stock stocks shares miner miners mining treasury holdings wallet wallets whale whales network blockchain ecosystem foundation labs options developers maximalist conference reserve holders etp etps ledger trust trader traders exchange platform protocol dex options correlation strategy',
);
/** Before a figure's coin when that follows: $3M in BTC. */
export const joins = set('in of for on from across worth among to by');
/** Before a number that is where something stands, and not by how much it moved. */
export const placing = new Set([
  ...forms(
    'reach touch tapp test reclaim cross surpass exceed topp stand sitt trad hover pric read break breach retest near approach eclips notch crack pierc print hold defend clear settl circl linger fetch post averag los rat hitt retak scor',
  ),
  ...set(
    'to at back of is was are were around about above below over under past toward towards from between hit hits into beyond through sits approximately roughly nearly almost just close beneath score level be lost broke retook held mark found high low peak bottom top as than within under set on index ( : = value stood sat',
  ),
]);
/** Where these stand before a number it is a change. */
export const byWords = set('by additional another further');
/** After a number, they make it a place: the $70,000 mark. */
export const markWords = set(
  'mark level levels zone area region range handle threshold milestone territory line band price highs lows high low peak benchmark barrier resistance support figure',
);
/** Before the month or year of a date. */
export const dateLeads = set('in on of during mid early late around');
/** Before a date from which, and not at which, something is told. */
export const sinceLeads = set('since until from till through');
/** Between what is counted and the coin that it is counted of: deposits on Solana. */
export const ofWords = set('of on in for across to into from at');
/** After a percentage, they make it a distance from something. */
export const awayWords = set('above below away shy short off beneath');
/** Before a percentage, they make it a state and no change. */
export const stateWords = set('to at from is was are stands sits');
/** Between the members of a list. */
export const listWords = set(", and & / or + respectively 's followed by then *");
/** Before the name of an exchange. */
export const venueLeads = set('on at by via through per');
/** What makes a figure and a level one: $60,000 serves as support. */
export const linking = set(
  'was were become represents represent serves serve serving acts act acting as is remains remain marks mark became becomes now stays',
);
/** Before an amount that says again what a percentage before it said. */
export const equals = set('representing equivalent equaling equalling equating or translating');
/** At the start of a sentence, words that go on with what the one before was about. */
export const anaphoric = set('these those its it such them');
/** Of whom something is that the sentence does not name. */
export const possessives = set('their its his her');
/** Words that stand for a company. */
export const companyWords = set('company firm treasury its holdings stack stash it position holder');
/** Where one of these was said, coins that nobody knows are not dealt in yet. */
export const presaleWords = set('presale presales ico launchpad whitelist');
/** The same before a number: Phase 6. */
export const phaseWords = set('phase stage round');
/** Between a name and what it did. */
export const auxiliaries = set("has have had is was 's");
/** Verbs of where something stands. */
export const standing = set('sits sit sat stands stand stood lies lie lay rests hovers is was remains comes');
/** Before a number that is made a level. */
export const makingWords = set('make makes making made');
/** Before `from`, of what went another way. */
export const apart = set('decoupled decoupling diverged diverging diverges decouples detached');
/** Before a year, where a rate is told. */
export const eachYear = set('a per each every');
export const yearWords = set('year annum');
/** What may come, and how far it goes. */
export const sidesOfChance = set('upside downside');
/** What a level is called. */
export const levelNouns = set('level zone area threshold line');
/** Between a thing and what is told of it. */
export const thatWords = set('that which where who');
/** A sale of coins by their owner names coins, not positions, as what was liquidated. */
export const soldWords = set('assets holdings tokens coins crypto bitcoins reserves portfolio');
/** What an exchange closes by force. */
export const stakes = set(
  'long longs short shorts position positions leverage leveraged bets futures contracts liquidations liquidation',
);

/** Words that stand between a verb of moving and its amount, or say how exact a figure is. */
export const loose = set(
  'current roughly about around approximately some nearly almost a an the just well more than less over under close only as high low much ~ up upwards of slightly excess another further additional ( " even record approx modest total whopping staggering massive new estimated exceeding below above now currently still already upto',
);
/** Those of them that make a figure a place and not an amount. */
export const bounds = set('( above below under high low');
/** At the start of a sentence, words that stand for what the one before was about. */
export const topicWords = set('indicator figure this these it those that metric total number value tally sum');
/** Before a part of what was told. */
export const partWords = set(
  'total amount figure losing majority those accounted accounting followed led rest made contributed contributing adding came',
);
/** After an amount that is one order. */
export const oneTrade = set('position order trade');
/** What coins in a treasury come to. */
export const holdingWords = set('valued worth value');
/** Who holds coins in a treasury, and what tells that somebody does. */
export const treasuryWords = set('companies company firms treasury treasuries holds hold holding stash stack');
/** Words of options. */
export const optionWords = set('option options puts calls put strike strikes expiry');
/** Words of futures. */
export const futureWords = set('futures perpetual perpetuals derivatives');
/** After a number, they make it no change and no reading. */
export const notChanges = set('basis point points pp percentage');
/** After a percentage, what is no change. */
export const rateNouns = set('premium premiums basis yield yields apy apr discount');
/** What funding is as well called. */
export const rateWords = set('rate rates');
/** Words of the index of fear and greed. */
export const fearWords = set('fear greed');
/** Before a percentage that is by how much something moved: gains of 5%. */
export const movesOf = set('gain gains loss losses');
/** Behind a percentage and one word more, where it is told from an extreme. */
export const fromWords = set('from since below off');
/** A sentence that opens with one of these is about what was told. */
export const pointing = set('that this');
/** Before a number that is passed. */
export const overWords = set('over above past');
/** Behind a number without a unit that may be a price. */
export const afterPlain = set(
  'on in at and after before as during while with over this for from by to amid since following but or yesterday today',
);
/** After a number that is where somebody thinks that it goes. */
export const goalNouns = set('target targets objective objectives forecast forecasts prediction predictions');
/** Before `from` and the ends of a range. */
export const spanning = set(
  'stretching stretches spanning spans ranging range ranges extending extends running runs zone area band region block corridor cluster wall',
);
/** Before a price that was reached. */
export const reaching = set('to above below past over under');
/** Verbs that send money, or a price. */
export const senders = set('sent moved');
/** After a number that is a high or a low. */
export const extremes = set('high highs low lows peak');
/** The same downward. */
export const belowWords = set('below under beneath south');
/** The way to a goal. */
export const towards = set('toward towards');
/** Between an amount and one side, where it is the most of it only. */
export const mostWords = set('most mostly mainly largely majority bulk entirely brunt hardest worst');
/** Before a sum. */
export const sumWords = set('totaling totalling totaled totalled amounting');
/** Between what was counted and how many there were. */
export const came = set('was were reached hit stood came rose fell dropped climbed jumped surged amounted totaled totalled');
/** Before a time since which there was nothing like it. */
export const superlatives = set(
  'lowest highest weakest strongest worst best biggest largest first next following coming hardest most least steepest sharpest heaviest top',
);
export const exchangesWord = 'exchanges';
/** What a result below its cost is called. */
export const lossWords = set('loss losses underwater red deficit');
/** The same above it. */
export const profitWords = set('profit profits gain gains green surplus');
/** What a sentence may open with before a thing that has not been told of. */
export const articles = set('a an any');
/** Whether a word is a verb that goes on. */
export const isGerund = (word: string): boolean => word.length > 5 && word.endsWith('ing');
/** Between a change and a length of time, they make it another change's. */
export const subordinate = set(
  'having after despite before extending taking bringing although though following reversing erasing undoing paring trimming',
);
/** What a time that opens a clause begins with. */
export const frameLeads = set('in on during at by after following amid back throughout over late early mid when');
/** Where one of these follows `that`, a figure is of the time which it tells. */
export const arrived = set('reached hit touched set saw was were traded');
/** What only a text's own time is. */
export const nowWords = set('now currently presently today');
/** Walls behind which a sentence goes on with the same. */
export const notOn = new Set([...subordinate, 'when', 'before']);
/** Before what has happened by now. */
export const perfect = set('has have had');
/** What something did to a price. */
export const sent = set('sent pushed drove lifted dragged pulled failed');
/** Whether a verb is of what is over. */
export const isPast = (word: string): boolean => /ed$|^(?:fell|rose|slid|sank|lost|broke|went|stood|sat|hit)$/.test(word);
/** Behind the figure that they are said of. */
export const pastBe = set('was were');
/** Verbs of what is so now. */
export const presentVerbs = set('is are has have trades sits stands hovers remains holds');
/** Coins that nobody names. */
export const indefinite = set('some several others many most');
/** Before a condition. */
export const ifWords = set('if once unless should lest');
/** Before a verb of what may come. */
export const modals = set('could may might would will can');
/** After an amount: that it is what open contracts are worth. */
export const openContracts =
  /^(?:(?:that|which|is|are|now|currently|still|worth|of|in) )*(?:tied up in (?:\w+ ){0,2}(?:futures|perpetuals|perps)|open (?!interest)(?:\w+ ){0,2}(?:futures|perpetuals|perps|contracts))\b/;
/** Before an amount: that a clause opens with it, and nobody is said to own it. */
export const opening =
  /(?:^|[,:;–—(] |\bthere (?:is|are) |\bthat )(?:with )?(?:(?:the|some|about|around|almost|nearly|now|roughly) ?)*$/;
/** A line that opens so names another text. */
export const insertedLine = /^(?:also read|read also)\b/i;
/** Single words that the grammar asks for. */
export const of = 'of';
export const out = 'out';
export const respectively = 'respectively';
export const worth = 'worth';
export const total = 'total';
export const market = 'market';
export const scale = 'scale';
export const squeeze = 'squeeze';
export const share = 'share';
export const each = 'each';
export const per = 'per';
export const than = 'than';
export const to = 'to';
export const at = 'at';
export const however = 'however';
export const current = 'current';
export const by = 'by';
export const and = 'and';
export const from = 'from';
export const when = 'when';
export const since = 'since';
export const have = 'have';

export const ago = 'ago';
export const liquidations = 'liquidations';
export const followed = 'followed';
export const seen = 'seen';
export const as = 'as';
export const on = 'on';
export const but = 'but';
export const both = 'both';
export const beside = 'with';
export const which = 'which';
export const value = 'value';
export const ahead = 'ahead';
export const retracement = 'retracement';
export const performance = 'performance';
export const inside = 'in';
export const the = 'the';
/** Between a name and its figure where the verb is left out. */
export const gapWords = set(", ( : = - – — 's by at with for of near");
/** Who has coins, or deals in them, after their name. */
export const holdersOf = set('whale whales holder holders wallet wallets trader traders miner miners investors');
/** Behind a figure in brackets. */
export const closers = set(') ]');
/** A sentence ends with them. */
export const stops = set('. ? !');
/** Words of the two sides. */
export const sides = set('long longs short shorts');
/** Nouns of moving: a weekly slide to 17%. */
export const moveNouns = set(
  'gain gains loss losses slide drop decline rally advance run rise surge jump fall drawdown retreat climb return returns increase decrease growth rout slump dip performance rebound recovery pullback correction plunge spike crash',
);
/** What is under way. */
export const bound = set('poised set on headed heading heads');
/** Behind a guess: of the cause, and not of what happened. */
export const causeLinks = set(
  'attributed due because driven caused triggered sparked linked tied owing reflects reflecting fueled fuelled',
);

/** After an amount: or more. */
export const orMore = 'or more';
/** After a coin's name: it is their positions that were closed. */
export const holders = set(
  'long longs short shorts bulls bears traders trader futures positions liquidations liquidation perpetuals contracts bets',
);
/** After `the market`, beside those of moving. */
export const marketVerbs = set('saw sees took takes recorded suffered faced endured of');
/** What a move of a price does to positions. */
export const causes = new Set(forms('trigger spark caus prompt forc'));
/** Before a figure, what a headline tells of. */
export const seeing = set('sees see');
/** What a price is called. */
export const priceNouns = set('price prices');
/** Whether a clause or a bracket ends at a word. */
export const isWall = (word: string): boolean => (walls[word] ?? 0) > 1;
/** Between the name of a move and how far it went. */
export const stating = new Set(
  [
    ...loose,
    ...placing,
    ...auxiliaries,
    ...byWords,
    ...ofWords,
    ...forms('widen narrow extend deepen amount total'),
    'so',
    'far',
  ].filter(word => !isWall(word)),
);
