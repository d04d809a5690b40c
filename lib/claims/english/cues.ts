/** What phrases of English say about the figures beside them. A `*` stands for any end of a word; of two phrases at one place the longer counts. */
export const cues = {
  /** Forced closures. */
  liq: 'biggest liquidation event|biggest liquidation wave|biggest liquidation day|wrecked|of those liquidations|of these liquidations|of those liquidated|of those positions|forced the closure|liquidat*|traders lost|leveraged traders|rekt|forced closure*|forcibly closed|force closed|forced selling|forced out|margin call*|long squeeze|short squeeze',
  /** The same where the text is of positions. */
  wipe: 'eliminat*|unwind*|wipeout*|loss|losses|closed out|cleared out|cleared|unwound|unwinding|obliterat*|evaporat*|annihilat*|forfeit*|shed|wiped out|wiping out|wipe out|wiped off|wiping off|wiped|wiping|eras*|flush*|blown out|washed out|lost|losing|forced to close|were closed|been closed|was closed|got closed|vanish*|stopped out|up in smoke|disappear*|taken out|took out|destroy*|squeezed out|purg*|forcefully closed|swept|shaken out|shook out|blew out|vaporiz*|run over|knocked out|torched|incinerat*',
  /** What is forced out. */
  stake: 'account*|bearish|bullish|players|position*|long|longs|short|shorts|leverag*|trader*|bets|margin|bulls|bears|futures',
  oi: 'outstanding perpetual*|outstanding eth|outstanding ether|outstanding xrp|outstanding sol|open positions|open contract*|open futures|open derivative*|contract holdings|open interest rate|open interest|open interests|oi|outstanding contracts|outstanding derivatives|outstanding positions|outstanding futures|outstanding bitcoin|outstanding btc',
  fund: 'funding rate*|funding fee*|funding',
  fng: 'sentiment gauge|gauge of sentiment|fear gauge|fear and greed|fear & greed|greed and fear|greed & fear|fear index|sentiment index|greed index|crypto fear',
  index:
    'the index|the gauge|the metric|the indicator|the score|current score|index score|the reading|current reading|latest reading',
  dom: 'market share of|share of the total crypto market|share of the total cryptocurrency market|share of the crypto market|share of total crypto|share of the market|dominance|btc.d|market share|share of the total market|share of the overall crypto|share of the entire crypto',
  cap: 'overall valuation|combined value|aggregate value|market is worth|sector is worth|market is valued|total cap|crypto economy|market capitali*|market cap|market caps|mcap|capitali*|market value|total value|crypto market value|value of the crypto market|value of the cryptocurrency market|value of the entire|value of the market|value of all|market valuation|market valuations|economy is worth|the total valuation',
  vol: 'volume*|turnover|trading activity|value traded',
  pnl: 'unreali*|marked to market|paper loss*|paper profit*|paper gain*|floating loss*|floating profit*|book loss*|mark to market|underwater|under water|on its bitcoin|on its btc|on its ethereum|on its eth|on its holdings|on its investment|on paper|on its purchases|on its bet|on its stack|on its stash|on its position|on their holdings|on their bitcoin|on their position*',
  /** Signs of a price. */
  price:
    'now worth|is worth|was worth|price|prices|priced|trade|trades|traded|trading|chang* hands|exchang* hands|valued|quoted|hover*|sits|sat|stands|stood|consolidat*|settl*|closed|per coin|per token|exchange rate|going for|goes for|selling for|sells for|fetch*|flirt*',
  sup: 'support|supports|floor|line of defense|line of defence|demand zone|demand area|buy zone|buying zone|accumulation zone|demand lies|demand sits|demand at|demand near|demand around|buyers stepped in|cushion|below that|below this|beneath that|beneath this',
  res: 'rejected at|turned away at|rejection at|wall|resist*|ceiling|supply zone|supply area|sell wall|barrier|overhead|hurdle|selling zone|above that|above this|beyond that|beyond this',
  lvl: 'upside test|downside test|first test|next challenge|technical challenge|challenge near|challenge at|critical line|breakout level|breakdown level|immediate level|next level*|level to watch|levels to watch|key level*|critical level*|important level*|crucial level*|key price level*|price level|pivot*|psychological|technical level|technical marker|key threshold|defend*|line in the sand|neckline|battleground|key zone|key area|major test|next test|key test',
  /** The breaking or holding of a level, as a thing that may come. */
  brk: 'drop|dip|slide|fall|slip|decline|break|breaking|breakout|breakdown|breach|hold|close|reclaim|reclaiming|regain|recapture|flip|flipping|surpass|surpassing|overcom*|clear|clearing|stay|staying|remaining|push|stabiliz*|retest|move|recovery|rise|return|bounce|defense|sustained|drag|drags|pull|pulls|sink|sinks|plunge|tumble|crash|crack|pierce',
  /** The same, as a fact where no condition stands before it. */
  verb: 'falls|drops|dips|slips|slides|trades|rises|climbs|break*|broke|hold*|clos*|clears|flips|lose|loses|losing|reclaims|regains|recaptures|surpasses|moves|stays|remain*|pushes|drive|drives|sends|pulls|drags|surges|jumps|rallies',
  hold: 'hold*|held|maintain*',
  /** What is done to a level without a word between. */
  grip: 'retest|breach|breach the|recover|recovers|recovering|recover the|hold|holds|holding|hold the|defend|defends|defending|defend the|reclaim|reclaims|reclaiming|reclaim the|lose|loses|losing|lose the|break|clear|regain|regain the|recapture|flip',
  up: 'run of|shot up|firmer|stronger|better off|put on|returned|vault*|balloon*|catapult*|tack* on|tripled|quadrupled|propel*|recoup*|lift*|bump*|claw* back|double|doubling|↑|▲|up|gain*|rise*|rising|rose|climb*|jump*|surg*|rall*|advanc*|add|adds|added|adding|increas*|soar*|spik*|rocket*|rebound*|recover*|bounc*|higher|skyrocket*|pump*|grew|grow*|appreciat*|uptick|upswing|explod*|expand*|expansion|in the green|leap*|popped|boost*|outperform*|regain*|strengthen*|swell*|ascen*|upward|doubled|zoom*|positive|profit*|clawed back|retook|moved up|mov* higher|ripped|ripping|hiked|firmed|flew|gone up|going up',
  down: 'gone|erosion|gave up|gave back|weaker|softer|conced*|implod*|skid*|forfeit*|stumbl*|wither*|evaporat*|cheaper|surrender*|ceded|cedes|ceding|giv* up|deflat*|descend*|spiral*|dwindl*|slash*|pull* back|rout|free fall|unwind*|unwound|deleverag*|buckl*|melt*|halving|vanish*|cooling|reced*|subsid*|↓|▼|down|off|fall|falls|fell|fallen|falling|drop*|declin*|decreas*|slid|slid*|slip*|plung*|plummet*|tumbl*|crash*|dump*|los*|shed|sheds|shedding|sank|sink*|sunk|dip*|lower|reduc*|retreat*|pullback|correct*|retrac*|slump*|dive|dives|dived|dove|nosediv*|crater*|downturn|weaken*|contract|contracted|contraction|shrank|shrunk|shrink*|depreciat*|tank|tanks|tanked|collaps*|drawdown|sell off|selloff|bled|bleed*|eased|easing|trimmed|wiped|wiped off|wiped out|wiping off|wiping out|wipe out|erased|in the red|underperform*|cooled|fading|faded|downward|negative|softened|halved|mov* lower|sold off|swoon*|pared|sag*|took a hit|tak* a hit|tick* lower|gone down|going down|erase|erases|erasing',
  long: 'long|longs|long position*|bulls|bull trades|bull positions|bullish bets|bullish positions|bullish leverag*|bullish derivative*|bullish futures|bullish wagers|bullish traders|long holdings|long traders|long bets',
  short:
    'short|shorts|short position*|bets against|bears|bear trades|bear positions|bearish bets|bearish positions|bearish leverag*|bearish derivative*|bearish futures|bearish wagers|bearish traders|short sellers|short traders|short bets',
  /** Neither of the above, in spite of its words. */
  none: "may have|might have|you can see|we can see|as expected|might expect|can be attributed|on a scale|largest single day|up to|historically bullish|wall street open*|weekly basis|daily basis|single day|can be found|can be seen|long term|short term|longer term|shorter term|short of|as long as|no longer|long awaited|long standing|before long|so long|long ago|how long|long run|daily closes|by market cap*|by trading volume|by volume|in terms of market cap|market cap leader|lower high*|lower low*|higher high*|higher low*|up to date|follow up|set up|up and down|mak* up|made up|ups and downs|closer to|close to|top 10|profit taking|taking profits|rate cut*|rate hike*|down the line|short lived|short timeframe*|short time|short period|price action|open up|end up|ended up|picked up|build up|caught up|opened up|price analysis|price prediction*|price forecast*|historically high|historically low|historically strong|accumulating to|accumulated to|sees a|sees an|lion's share of|moved to $|moves to $|moving to $|monthly basis|yearly basis|annual basis|the last month|the last year|the last week|market sees|markets see|crypto sees|bitcoin sees|ethereum sees|ether sees|attempt* to stabiliz*|trying to stabiliz*|government shutdown|government bond*|government funding|government reopen*|us government|trading range|trading session|trading day|median forecast|time last year|correlat* with bitcoin|nasdaq listed|nyse listed",
  /** Not said of now: a forecast, a wish, a target. */
  fore: "invalidat*|posits|could|may|might|would|will|'ll|should|must|can|shall|if|unless|until|expect*|forecast*|predict*|project*|anticipat*|foresee*|target*|aim|aims|aimed|aiming|eye|eyes|eyed|eyeing|potential*|on track to|on track for|on course *|on pace *|en route to|path to*|road to|way to*|door to|next stop|head* to|head* for|headed toward|poised|likely|unlikely|possibl*|scenario|upside to|downside to|risk of|risks|call* for|outlook|by year end|ending the year|end the year|by the end of|by end of|before year end|looking at|bet that|feared|fearing|fears of|betting that|hope|hopes|hoping|want|wants|need|needs|needed|required|plan|plans|odds|chance|probab*|prospect*|open* the way|pav* the way|set to|sets up|in case|were to|assuming|suppose|hypothetical|estimates that|envision*|sees|some see|analysts see|many see|traders see|bears see|bulls see|sights on|speculat*|theoretical|guardrail|warn*|threaten*|vulnerable|capable|goal|try* to|attempt*|tries to|seek*|look* to|ready to|room to|expos*|minimum|maximum|average price of|price target|bull case|bear case|base case|best case|worst case|pointing to",
  /** A condition: what it leads to has not happened. */
  hyp: 'had the price|as long as|so long as|suppose|if|unless|should it|should the|should bitcoin|should btc|should eth|in case|were to|would be liquidated|could be liquidated|will be liquidated|may be liquidated|might be liquidated|face liquidation|risk of liquidation|risk liquidation|at risk of|likely to be liquidated|set to be liquidated|potential liquidation*|liquidation risk|would liquidate|could liquidate|will liquidate|could trigger|would trigger|may trigger|might trigger|can trigger|will trigger|assuming',
  /** Where positions would be closed, not where they were. */
  heat: 'clusters of|liquidity concentration*|liquidation map*|leveraged at|leveraged zone*|leveraged around|leveraged near|overleveraged at|overleveraged zone*|liquidation intensity|liquidation leverage|liquidity cluster*|liquidation cluster*|liquidation level*|liquidation zone*|liquidation threshold*|liquidation price*|liquidity zone*|liquidity pool*|overhead liquidity|heat map shows|shorts sit|longs sit|positions sit|stack*|concentrated|densest|pocket of|pool of liquidity|pools of liquidity|liquidity above|liquidity below|liquidity sits|liquidity remains|liquidity lies|liquidation target*|concentration of|concentrations of|heavy leverage|cumulative liquidation leverage|cumulative liquidation intensity|cumulative liquidation strength',
  /** Said of things as they are in general. */
  gen: 'denot*|rule of thumb|suppose|typical*|historical*|usual*|general*|normal*|ranges|ranging from|range from|scale|readings above|readings below|reading above|reading below|values above|values below|is considered|are considered|is taken|by definition|neutral market|represents maximum|tends to|tend to|when funding|when the funding|when dominance|longs pay|shorts pay|pay shorts|pay longs',
  /** One trader, one order: not the market. */
  solo: "whale*|anonymous trader|unknown trader|a trader|the trader|trader's|one trader|this trader|single trader|another trader|his|her|wallet|address|an address|investor's|solo|largest single|single largest|single liquidation|biggest single|liquidation order|largest order|largest individual|largest liquidation on|largest liquidation was|largest of these|entry price|user|a position|gambler|largest liquidation occurred|largest liquidation took|largest liquidation came|largest liquidation happened|biggest liquidation|biggest liquidated|largest liquidated|single biggest|single highest|biggest individual|biggest position|largest position|largest liquidation of the day",
  /** Assets that an owner or a court sells, not positions that an exchange closes. */
  estate:
    'creditor*|trustee*|bankrupt*|insolven*|estate|government|court|collateral|borrower*|loan*|aave|compound|makerdao|treasury department|police|german*',
  /** Behind a figure: a time that has not come. */
  due: 'remaining possible|remains possible|still possible|also possible|is possible|is likely|looks likely|remains likely|be ruled out|could be expected|can be expected|may be expected|might be expected|by year end|by the end of the year|by the end of this|by the end of next|by end of|before year end|this cycle|in the coming|within the next|next year|on the table|on the cards|in the cards|from current price*|from current level*|from its current price|from its current level*|from the current price|from the current level*',
  /** Results of a period of accounts. */
  accounts: 'quarter|quarterly|fiscal|fair value|accounting|q1|q2|q3|q4|earnings|full year|annual report',
  high: 'high|highs|peak*|top|low|lows|bottom*|trough|intraday|session|briefly|touched|tapped|spiked|as high as|as low as|local',
  ath: 'all time high*|all time low*|ath|aths|atl|record high*|record low*|all time peak|historic high|historic peak|lifetime high|52 week|yearly high*|yearly low*|prior high*|previous high*|earlier peak|record peak|cycle high|cycle low|record of|market peak',
  fresh: 'new|fresh|another|just|recently',
  past: 'historically|back in the day|year ago|years ago|a year earlier|month ago|months ago|weeks ago|last year|previous cycle*|past cycle*|prior cycle*|last cycle|previous bear*|previous bull*|prior bear*|prior bull*|past bear*|past bull*|last bear*|last bull*|previous drawdown*|prior drawdown*|past drawdown*|previous halving*|prior halving*|past halving*|earlier this year|earlier this month|last month|pandemic|back then|last summer|last winter|last instance|last time|previous peak*|from back when|since inception|launch price|listing price|a month earlier|weeks earlier|average gain*|average increase*|average decline*|average rise*|strongest month|weakest month|best month|worst month|started the year|began the year|in the next|over the next|beginning of the year|start of the year|average return*|median|on average|seasonal*|it took|months following|years following',
  ma: 'MA|those averages|these averages|both averages|at an average of|an average of|average of|ema|emas|sma|smas|moving average*|rsi|relative strength index|macd|bollinger|vwap|adx|cmf|obv|mfi|stochastic|fibonacci|fib|retracement level*|ichimoku|200 day|50 day|100 day|20 day|realized price|realised price|true market mean|cost basis|trendline|trend line|purchase price|average price|average monthly|average trading price|average cost|acquisition cost|acquisition price|average buying price|average entry|entry price|buy price|break even|retracement at $',
  /** The moment of the text. */
  press:
    'time of writing|press time|time of this writing|time of publication|time of publishing|time of this post|at writing|as of writing',
  /** Dates of a day within the last week. */
  lately:
    'yesterday|monday|tuesday|wednesday|thursday|friday|saturday|sunday|last week|overnight|earlier today|earlier this week|weekend|hours ago|days ago|day before|previous day|earlier in the day|earlier in the week',
} as const;

/** What makes a figure none of the market's, by reason: where such a phrase stands nearer to it than any of the above. */
export const refusals = {
  flows:
    'inflow*|outflow*|net flow*|netflow*|flow|flows|withdrawal*|deposit*|aum|net assets|assets under management|redemption*|net buying|exiting|leaving',
  presale:
    'presale*|token sale|ico|public sale|private sale|phase|bonus|giveaway|airdrop*|launchpad|early bird|roi|return on|a multiple|multiples|returns|fully diluted value|fdv|fully diluted valuation',
  money:
    'raise|raised|raising|funding round|series a|series b|seed round|valuation|revenue*|fee|fees|income|earnings|net loss|dividend*|salary|fine|fined|penalty|settlement|lawsuit|damages|invest|invested|investment*|grant*|donat*|budget|cost|costs|cost of|bill|compensation|loan*|debt|bond|bonds|notes|convertible|equity|stake in|acquisition|acquir*|bought|buying|purchas*|sold|sale of|spent|spend|paid|pay|payment*|transfer*|moved|sent|bridge*|mint*|burn*|issu*|reward*|bounty|ransom|auction|collateral|orders|entering|entered|enters|entry zone*|entry point*|entry area*|minimum price|maximum price|minimum of|maximum of|peg|pegged|block reward|net worth|prize|contest|borrow*|lend*|premium*|discount*|basis|spread|gas|to produce|produce|sized|stop loss*|take profit|profit target|invalidation|limit order*|gap|gaps|nft*|collection|floor price*',
  crime: 'hack*|exploit*|stolen|stole|theft|scam*|fraud*|drained|attacker*|launder*|seized|ponzi',
  chain:
    'tvl|total value locked|locked|staked|staking|yield|yields|apy|apr|hash rate|hashrate|hashprice|difficulty|addresses|transaction*|users|wallets|supply|circulat*|reserve*|balance*|holdings|held by|validators|blocks|accumulat*|stash|holders|nodes|throughput|tps',
  options:
    'call|calls|put options|puts|option|options|strike|strikes|max pain|pain point|expiry|expir*|implied volatility|skew|risk reversal*|gamma|delta|straddle*|volatility',
  betting: 'odds|chance|chances|probability|likelihood|polymarket|kalshi|prediction market*|bettors|wager*',
  share:
    'perps market share|perp market share|derivatives market share|futures market share|trading market share|exchange market share|volume market share|of traders|of those|of total|of respondents|of users|of holders|win rate|correlation|exposure|allocation|ownership|weighting|portion|a share of|share of|proportion|ratio|skewed|market makers|number of|annualized premium|futures premium',
  other:
    'leveraged position|subscribers|followers|views|members|employees|countries|altcoin season|season index|social|mentions|search interest|realized profit*|realised profit*|realized loss*|realised loss*|realized cap|social dominance|value received|growth rate|adoption|gpu|gpus|production|output|default|baseline',
} as const;

/** Other markets, and what is counted of the whole economy: a figure behind one of these is said of it. */
export const aliens = {
  stocks:
    "company's market|firm's market|coindesk 20|cd20|coinmarketcap 20|cmc20|crypto index|per share|share price|a share|shares|stock|stocks|equity|equities|nasdaq|s&p|dow jones|dow|russell|nikkei|dax|ftse|stoxx|kospi|hang seng|nav|mnav|nvidia|index fund|wall street|listed miners|listed companies|listed firms|publicly listed|publicly traded|mining stocks|mining companies|exchange traded funds|exchange traded fund",
  firms:
    'Coinbase|Robinhood|Circle|MARA|Marathon|Riot|CleanSpark|IREN|Galaxy|MSTR|COIN|HOOD|CRCL|Tesla|Nvidia|Block|PayPal|Metaplanet|Strategy|MicroStrategy|BitMine|SharpLink|GameStop|Oracle|Microsoft|Apple|Meta|Amazon|Google|BITO|IBIT|GBTC|FBTC|BlackRock|Grayscale|Fidelity|HIVE',
  macro:
    'tvl|total value locked|hash rate|hashrate|active addresses|exchange reserve*|gold|silver|metal|metals|bullion|oil|crude|brent|wti|copper|barrel|ounce|dollar index|dxy|yen|euro|treasur* yield*|treasuries|inflation|cpi|ppi|gdp|tariff*|interest rate*|rate cut*|unemployment|jobs|jobless|payroll*|retail sales|producer prices|consumer prices|mortgage|deficit|basis point*|bps|federal funds|sales|tax|taxes|levy|natural gas',
} as const;

/** Words before a figure that compare; the nearest counts. */
export const comparators = {
  approx:
    'about|around|approximately|roughly|nearly|almost|some|circa|approx|~|close to|near|in the region of|estimated|vicinity of|nearing',
  over: 'more than|over|above|exceed*|at least|upward of|upwards of|in excess of|north of|past|beyond|>|surpass*|topping|topped|tops|cross*|greater than|higher than|reclaim*|breaking|breached|no less than|through',
  under:
    'below|under|less than|fewer than|up to|at most|beneath|<|as much as|south of|lower than|no more than|underneath|loses|shy of|as little as|as low as|just shy of|upto',
} as const;
