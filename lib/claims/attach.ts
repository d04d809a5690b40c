import type { ClaimKind } from './claim.ts';
import * as words from './english/words.ts';
import type { TokenFigure } from './figures.ts';
import type { Mention, Place, Scene } from './scene.ts';
import { bracketed, wordsOf } from './sight.ts';
import type { ReadingState } from './state.ts';

/** Of what a figure is. */
export interface Attached<Value> {
  readonly value: Value;
  /** Whether it stands not in the sentence. */
  readonly isFromContext: boolean;
}

// In a sentence that names no coin, liquidations of fewer dollars are of the coin that the sentence before named.
const marketwideFrom = 5e7;

// So few are of the coin that the headline names.
const oneCoinOf = 2e7;

// Where a coin only moved, and liquidations followed, so many dollars are the whole market's.
const oneCoinBelow = 3e8;

/** Whether an asset is the market or a part of it. */
export function isScope(asset: string | null | undefined): boolean {
  return asset === 'TOTAL' || asset === 'ALTS' || asset === 'STABLES' || asset === 'OTHERS';
}

/** The coins that a figure is said of, or the market; none where nobody says. */
export function attachAssets(
  scene: Scene,
  figure: TokenFigure,
  kind: ClaimKind,
  state: ReadingState,
): Attached<readonly string[]> {
  if (kind === 'price_change' && isOfUnknown(scene, figure)) return { value: [], isFromContext: false };
  const own = bracketed(scene, figure);
  if (own) return { value: [own.asset], isFromContext: false };
  const best = nearestMention(scene, figure, kind);
  if (best === undefined) return { value: fromContext(scene, figure, kind, state), isFromContext: true };
  if (best.type === 'it') {
    const named = scene.mentions.findLast(
      mention =>
        mention.type !== 'it' && !mention.isAside && mention.from < best.from && (mention.type !== 'scope' || mention.from < 3),
    );
    if (named) return { value: [named.asset], isFromContext: false };
    const isCoin = kind === 'liquidations' && figure.value < oneCoinBelow && state.focus !== undefined && !isScope(state.focus);
    return { value: isCoin ? [state.focus] : fromContext(scene, figure, kind, state), isFromContext: true };
  }
  if (kind === 'liquidations' && Math.abs(figure.value) >= oneCoinBelow && isAftermath(scene, figure, best))
    return { value: ['TOTAL'], isFromContext: true };
  const list = listAround(
    scene,
    best,
    scene.mentions.filter(({ type }) => type === 'coin'),
  );
  const group = list.filter(({ asset }, at) => list.findIndex(other => other.asset === asset) === at);
  const run = listAround(
    scene,
    figure,
    scene.figures.filter(({ unit }) => unit === figure.unit),
  );
  const isZipped = group.length > 1 && run.length === group.length;
  const partner = isZipped ? group[run.indexOf(figure)] : respective(scene, figure, run);
  // $15 million each for SOL and DOGE
  const tail = wordsOf(scene, figure.to, figure.to + 4);
  const isEach = tail.includes(words.each) && !tail.slice(0, tail.indexOf(words.each)).some(words.isWall);
  const isShared = partner === undefined && (isEach || kind === 'price_change' || kind === 'funding') && group.length > 1;
  const assets = isShared ? group.map(({ asset }) => asset) : [(partner ?? best).asset];
  return { value: assets, isFromContext: false };
}

// Zorbix gained 9%, while BONK …: a name that nobody knows takes its figure away.
function isOfUnknown(scene: Scene, figure: Place): boolean {
  const verb = [...scene.of('up'), ...scene.of('down')].find(
    ({ to }) =>
      to <= figure.from && wordsOf(scene, to, figure.from).every(word => words.loose.has(word) || words.byWords.has(word)),
  );
  if (verb === undefined) return false;
  const at = verb.from - (words.auxiliaries.has(scene.tokens[verb.from - 1]?.lower ?? '') ? 2 : 1);
  const { text = '', lower = '' } = scene.tokens[at] ?? {};
  return (
    /^\p{Lu}\p{Ll}{2,}$/u.test(text) &&
    !scene.mentions.some(({ from, to }) => from <= at && at < to) &&
    !words.commonNames.has(lower) &&
    !words.loose.has(lower) &&
    !words.isGerund(lower)
  );
}

// XRP stood at $1.40 while cardano stood at $0.40, losing 2% and 3%, respectively
function respective(scene: Scene, figure: TokenFigure, run: readonly TokenFigure[]): Mention | undefined {
  const end = run.at(-1)?.to ?? 0;
  if (run.length < 2 || !wordsOf(scene, end, end + 2).includes(words.respectively)) return undefined;
  const coins = scene.mentions.filter(({ type, isAside, to }) => type === 'coin' && !isAside && to <= (run[0]?.from ?? 0));
  const unique = (all: readonly Mention[]): readonly Mention[] =>
    all.filter(({ asset }, at) => all.findIndex(other => other.asset === asset) === at);
  // SOL and XRP trail ether, by …: as many as there are figures, in one list before all that were named
  const named = [...coins.map(coin => unique(listAround(scene, coin, coins))), unique(coins)].find(
    ({ length }) => length === run.length,
  );
  return named?.[run.indexOf(figure)];
}

// Bitcoin fell below $90,000, liquidating …
function isAftermath(scene: Scene, figure: Place, { from, to }: Mention): boolean {
  if (from > figure.from || wordsOf(scene, to, to + 3).some(word => words.holders.has(word))) return false;
  const hasMoved = [...scene.of('up'), ...scene.of('down'), ...scene.of('price')].some(
    move => move.from >= to && move.from < to + 5 && move.to <= figure.from,
  );
  // a market rout that wiped out $2 billion
  const isOfMarket = scene
    .of('down')
    .some(down => down.from > to && down.to <= figure.from && wordsOf(scene, down.from - 1, down.from).includes(words.market));
  if (isOfMarket) return true;
  return (
    hasMoved &&
    (wordsOf(scene, to, figure.from).some(word => words.causes.has(word)) ||
      scene.figures.some(
        other => other.from >= to && other.from < figure.from && other.unit !== 'plain' && Math.abs(other.value) < oneCoinBelow,
      ))
  );
}

function nearestMention(scene: Scene, figure: TokenFigure, kind: ClaimKind): Mention | undefined {
  let best: Mention | undefined;
  let least = Infinity;
  for (const mention of scene.mentions) {
    if (mention.type === 'scope' && !mayBeScope(scene, mention, kind)) continue;
    // its lowest level: what follows stands for what came before.
    const cost = mention.type === 'it' && mention.from >= figure.to ? Infinity : costOf(scene, figure, mention, kind);
    if (cost < least) [least, best] = [cost, mention];
  }
  return best;
}

function mayBeScope(scene: Scene, { from, to }: Mention, kind: ClaimKind): boolean {
  // bitcoin's total market value
  if (words.possessives.has(scene.tokens[from - 1]?.lower ?? '')) return false;
  if (scene.tokens[from - 1]?.lower === "'s" && scene.mentions.some(other => other.type === 'coin' && other.to === from - 1))
    return false;
  if (kind === 'price' || kind === 'level') return false;
  // the market sentiment, the market of a coin: only where the market itself does something
  const next = scene.tokens[to];
  const isActing =
    next === undefined ||
    words.auxiliaries.has(next.lower) ||
    words.marketVerbs.has(next.lower) ||
    words.isWall(next.lower) ||
    [...scene.of('up'), ...scene.of('down')].some(place => place.from === to);
  // made moves on the market
  const isPlaced = scene.tokens[from - 1]?.lower === words.on;
  if (to - from === 2 && scene.tokens[from]?.lower === words.the && (!isActing || isPlaced)) return false;
  // Ethereum's open interest across all exchanges
  const isPlace = wordsOf(scene, to - 1, to + 1).includes(words.exchangesWord);
  if (isPlace && scene.mentions.some(other => other.type === 'coin' && !other.isAside && other.to <= from)) return false;
  if (kind === 'dominance') return scene.of('dom').some(({ from }) => from === to);
  // 61% of the total crypto market cap
  const isCap = scene.of('cap').some(place => place.from <= to && place.to > to);
  return !isCap || kind === 'market_cap' || kind === 'price_change';
}

function costOf(scene: Scene, figure: TokenFigure, mention: Mention, kind: ClaimKind): number {
  const { from, to, type, isAside } = mention;
  // gained 20%, tracking bitcoin's surge
  if (from >= figure.to && words.following.has(scene.tokens[from - 1]?.lower ?? '')) return Infinity;
  let cost = scene.distance(mention, figure);
  if (from >= figure.to) {
    // $3M in BTC
    const between = wordsOf(scene, figure.to, from).filter(word => word !== words.each);
    const [next = '', ...rest] = between;
    // $37 million Ethereum
    const isOne = between.length === 0 && kind === 'liquidations';
    const isJoined =
      isOne ||
      (between.length < 5 &&
        !between.some(words.isWall) &&
        (words.joins.has(next) || rest.includes(words.inside)) &&
        kind !== 'price' &&
        kind !== 'level');
    // That 5% decline was the worst, ahead of XRP's 4%.
    if (isAside && !isJoined) return Infinity;
    // The fund gained 9%, against 4% for bitcoin; prices rose 3%, while XRP lost 1%: it has a figure of its own.
    const isOther =
      kind.endsWith('_change') &&
      scene.figures.some(
        other =>
          other.unit === figure.unit &&
          other.from >= figure.to &&
          (other.to === from - 1
            ? words.joins.has(scene.tokens[other.to]?.lower ?? '')
            : other.from >= to &&
              ((other.from === to + 1 && scene.tokens[to]?.lower === "'s") ||
                between.some(word => (words.walls[word] ?? 0) > 4))),
      );
    if (isOther) return Infinity;
    if (!isJoined && isClosed(scene, figure, from, kind)) return kind === 'liquidations' ? Infinity : cost + 20;
    cost = isJoined ? cost / 2 : cost + (type === 'scope' ? 10 : 6);
  }
  if (kind === 'liquidations' && wordsOf(scene, to, figure.from).some(word => words.stops.has(word))) return Infinity;
  // bitcoin's, bitcoin's (BTC)
  const isOwner = scene.tokens.slice(from, to + 1).some(({ text }) => text.startsWith("'"));
  if (isAside && !(isOwner && cost < 2)) cost += type === 'scope' ? 30 : 15;
  const isOfMarket = kind === 'liquidations' || kind === 'market_cap' || kind.startsWith('open_interest');
  if (type === 'scope' && !isOfMarket) cost += 2;
  return cost + (type === 'epithet' ? 6 : type === 'it' ? 1 : 0);
}

// Liquidations of $9 million; BTC …: what stands in the clause behind has figures of its own.
function isClosed(scene: Scene, figure: Place, from: number, kind: ClaimKind): boolean {
  const isSum = kind === 'liquidations';
  // $24 million of which were positions in bitcoin
  const to = figure.to + (scene.tokens[figure.to + 1]?.lower === words.which ? 2 : 0);
  return (
    wordsOf(scene, to, from).some(word => (words.walls[word] ?? 0) > (kind === 'level' ? 5 : 1)) ||
    (isSum && scene.figures.some(other => other.from >= to && other.from < from))
  );
}

function fromContext(scene: Scene, { value }: TokenFigure, kind: ClaimKind, state: ReadingState): readonly string[] {
  const { focus, titleAsset, named, liquidated, prices, pair } = state;
  if (scene.tokens[0]?.lower === words.both) return pair;
  const around = [focus, titleAsset].filter(asset => asset !== undefined);
  if (kind === 'liquidations') {
    if (state.summed !== undefined) return [state.summed];
    if (named !== undefined && !isScope(named) && value < marketwideFrom) return [named];
    if (value >= marketwideFrom && scene.of('liq').some(({ from }) => wordsOf(scene, from - 2, from).includes(words.total)))
      return ['TOTAL'];
    // These traders saw …, of which …
    const [first = '', second = ''] = wordsOf(scene, 0, 2);
    const isContinued =
      wordsOf(scene, 0, 4).some(word => words.anaphoric.has(word)) || (first === words.the && words.sides.has(second));
    // In an article on one coin so few dollars are of that coin.
    if (named === undefined && titleAsset !== undefined && titleAsset !== 'BTC' && !isScope(titleAsset) && value < oneCoinOf)
      return [titleAsset];
    const isTooMuch = value >= oneCoinBelow && liquidated !== 'BTC' && liquidated !== 'ETH';
    return [((isContinued || liquidated === titleAsset) && !isTooMuch ? liquidated : undefined) ?? 'TOTAL'];
  }
  if (kind === 'price' || kind === 'level') {
    const coins = around.filter(asset => !isScope(asset));
    // A coin whose price is known to be another is not meant.
    const isLike = (asset: string): boolean => {
      const price = prices.get(asset);
      return price !== undefined && value < price * 2 && value > price / 2;
    };
    const found = [...coins, ...prices.keys()].find(isLike) ?? coins.find(asset => !prices.has(asset));
    return found === undefined ? [] : [found];
  }
  if (kind === 'market_cap') return [around[0] ?? 'TOTAL'];
  if (kind.startsWith('open_interest')) return [named ?? titleAsset ?? 'TOTAL'];
  if (kind === 'dominance') return [around.find(asset => !isScope(asset)) ?? 'BTC'];
  return around.slice(0, 1);
}

/** Dogecoin, Polkadot, and NEAR; 3%, 5% and 7%: what stands in one list with a member, nothing but commas and "and" between. */
export function listAround<Item extends Place>(scene: Scene, member: Item, all: readonly Item[]): readonly Item[] {
  const isJoined = (a: Item | undefined, b: Item | undefined): boolean =>
    a !== undefined &&
    b !== undefined &&
    b.from > a.to &&
    b.from - a.to < 5 &&
    wordsOf(scene, a.to, b.from).join(' ') !== words.followed &&
    wordsOf(scene, a.to, b.from).every(word => words.listWords.has(word) || words.looseWords.has(word));
  const at = all.indexOf(member);
  if (at < 0) return [member];
  let from = at;
  let to = at;
  while (isJoined(all[from - 1], all[from])) from--;
  while (isJoined(all[to], all[to + 1])) to++;
  return all.slice(from, to + 1);
}
