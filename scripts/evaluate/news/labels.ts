import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Claim, ClaimKind } from '../../../lib/claims/claim.ts';

/** A figure that a person found in a text. */
export interface Label extends Pick<Claim, 'kind' | 'asset' | 'value' | 'value_hi'> {
  readonly window: string | null;
  /** Neither required nor held against the reader. */
  readonly optional?: boolean;
  /** Other readings of the asset that are right as well. */
  readonly asset_alt?: readonly string[];
  /** The window stands further away than the sentence before: to leave it open is right as well. */
  readonly mayLackWindow?: boolean;
}

/** A sentence and what a person found in it. */
export interface LabelledSentence {
  readonly id: string;
  readonly article?: string;
  readonly title?: string;
  readonly prev?: string;
  /** When the article was written, as ISO 8601. */
  readonly date?: string;
  readonly sentence: string;
  readonly claims: readonly Label[];
}

/** A whole article and the figures that matter in it. */
export interface LabelledArticle extends Omit<LabelledSentence, 'sentence' | 'prev' | 'article'> {
  readonly body: string;
}

/**
 * Sentences and articles that others labelled by hand. They are not part of this repository: a folder `claims` beside it, or one level below a
 * neighbour, is read where there is one.
 */
export function findShared(root: string): string | undefined {
  const beside = resolve(root, '..');
  const folders = readdirSync(beside, { withFileTypes: true }).flatMap(each =>
    each.isDirectory() ? [join(beside, each.name)] : [],
  );
  return [beside, ...folders].map(each => join(each, 'claims')).find(each => existsSync(join(each, 'dev.jsonl')));
}

/** The shared sentences and articles. Throws where a line of theirs is no JSON. */
export function readShared(folder: string): {
  readonly sentences: readonly LabelledSentence[];
  readonly articles: readonly LabelledArticle[];
} {
  const lines = (name: string): readonly string[] =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter(line => line.trim() !== '');
  return {
    sentences: lines('dev.jsonl').map(line => JSON.parse(line) as LabelledSentence),
    articles: lines('articles_dev.jsonl').map(line => JSON.parse(line) as LabelledArticle),
  };
}

const kinds: Readonly<Record<string, ClaimKind>> = {
  px: 'price',
  chg: 'price_change',
  liq: 'liquidations',
  oi: 'open_interest',
  oic: 'open_interest_change',
  fund: 'funding',
  fng: 'fear_greed',
  lvl: 'level',
  pnl: 'treasury_pnl',
  cap: 'market_cap',
  dom: 'dominance',
  vol: 'volume',
};

/**
 * Our own sentences. A line `# id | headline | date` begins an article, `S text` is a sentence of it, and below it stands a line for each figure, indented:
 * `kind asset value window`, `-` where there is none, `low..high` for a range, `BTC/TOTAL` where two readings are right, `~` before the kind where the label
 * is optional; behind it the side of liquidations, for the reader's eye, and `alt=w` where no window is right as well. `P text` stands for a sentence that is not labelled itself; what follows it is no article then. Other lines are comments.
 * Throws, with the line, where one cannot be read.
 */
export function parseLabels(text: string): {
  readonly sentences: readonly LabelledSentence[];
  readonly articles: readonly LabelledArticle[];
} {
  const sentences: (LabelledSentence & { readonly claims: Label[] })[] = [];
  const articles = new Map<string, { readonly title: string; readonly date: string; isWhole: boolean }>();
  let article = '';
  let prev: string | undefined;
  for (const line of text.split('\n')) {
    if (line.startsWith('# ')) {
      const [id, title, date] = line.slice(2).split(' | ');
      if (id === undefined || title === undefined || date === undefined || Number.isNaN(Date.parse(date)))
        throw new Error(`not an article: ${line}`);
      articles.set(id, { title, date, isWhole: true });
      article = id;
      prev = undefined;
    } else if (line.startsWith('P')) {
      const about = articles.get(article);
      if (about) about.isWhole = false;
      prev = line.slice(2);
    } else if (line.startsWith('S ')) {
      const about = articles.get(article);
      if (!about) throw new Error(`a sentence of no article: ${line}`);
      const sentence = line.slice(2);
      sentences.push({
        id: `${article}.${sentences.filter(each => each.article === article).length + 1}`,
        article,
        title: about.title,
        date: about.date,
        ...(prev !== undefined && prev !== '' && { prev }),
        sentence,
        claims: [],
      });
      prev = sentence;
    } else if (line.startsWith(' ')) {
      sentences.at(-1)?.claims.push(parseLabel(line));
    }
  }
  return {
    sentences,
    articles: [...articles].flatMap(([id, { title, date, isWhole }]) => {
      const own = sentences.filter(each => each.article === id);
      const claims = own.flatMap(each => each.claims).filter(({ optional }) => optional !== true);
      return isWhole && claims.length > 0
        ? [{ id, title, date, body: own.map(({ sentence }) => sentence).join('\n\n'), claims }]
        : [];
    }),
  };
}

function parseLabel(line: string): Label {
  const [name = '', asset = '', value = '', window = '-', ...more] = line.trim().split(/\s+/);
  const kind = kinds[name.replace('~', '')];
  const [low = NaN, high] = value.split('..').map(Number);
  if (kind === undefined || Number.isNaN(low) || Number.isNaN(high ?? 0)) throw new Error(`not a label: ${line}`);
  const [first = '-', ...others] = asset.split('/');
  return {
    kind,
    asset: first === '-' ? null : first,
    ...(others.length > 0 && { asset_alt: others }),
    value: low,
    ...(high !== undefined && { value_hi: high }),
    window: window === '-' ? null : window,
    ...(name.startsWith('~') && { optional: true }),
    ...(more.includes('alt=w') && { mayLackWindow: true }),
  };
}
