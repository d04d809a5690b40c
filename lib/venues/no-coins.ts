/**
 * Names under which some venues list metals, oil, currencies, shares and indices beside coins without a field that says so. Gathered from the
 * lists of Bitfinex, Lighter and dYdX of September 2026 as third parties tell them: unverified, and never complete.
 */
const names: ReadonlySet<string> = new Set(
  (
    'XAU XAG XPT XPD XCU WTI BRENT UKOIL BRENTOIL NATGAS ' +
    'EUR GBP JPY CHF EURUSD GBPUSD USDJPY USDCHF USDCAD AUDUSD NZDUSD USDKRW ' +
    'AAPL AMD AMZN ASML BMNR COIN CRCL GOOGL HOOD INTC META MSFT MSTR NVDA PLTR SNDK TSLA TSM ' +
    'SPY QQQ IWM SP500 US500 NAS100 KRCOMP BVIV EVIV'
  ).split(' '),
);

/** Whether a name that stands where a coin's does is that of something else: a metal, a currency, a share, an index (`UK100IX`). */
export function isNoCoin(name: string): boolean {
  return names.has(name) || /^[A-Z]+\d+IX$/.test(name);
}
