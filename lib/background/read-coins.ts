import { t } from '../i18n/t.ts';
import { FeedError } from '../model/feed-error.ts';
import { describeFeedError } from './health.ts';
import type { BackgroundParts } from './parts.ts';

/**
 * Reads one figure of each coin, one after the other, and keeps what was read as the document `id`, which is also the name of the feed. A coin that
 * fails leaves the others alone; when nothing was read the job fails with the last of their failures.
 */
export async function readCoins(
  { documents, health, marketTime, changed }: Pick<BackgroundParts, 'documents' | 'health' | 'marketTime' | 'changed'>,
  id: string,
  held: ReadonlyMap<string, unknown>,
  bases: readonly string[],
  read: (base: string) => Promise<boolean>,
): Promise<void> {
  let count = 0;
  let failure: FeedError | undefined;
  for (const base of bases) {
    try {
      if (await read(base)) count += 1;
    } catch (error) {
      if (!(error instanceof FeedError)) throw error;
      failure = error;
    }
  }
  const reason = t('feeds.coinsRead', { read: count }, bases.length);
  if (count > 0) {
    const lastGood = marketTime.now();
    await documents.write(id, Object.fromEntries(held), lastGood);
    health.report(id, { state: 'live', reason, lastGood });
    changed('context');
  } else if (failure !== undefined) {
    health.report(id, describeFeedError(failure));
    throw failure;
  } else if (bases.length > 0) health.report(id, { state: 'live', reason });
}
