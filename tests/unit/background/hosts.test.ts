import { describe, expect, it } from 'vitest';
import { dataHosts } from '../../../lib/background/hosts.ts';
import { keyedSources, sources } from '../../../lib/sources/registry.ts';
import { venues } from '../../../lib/venues/registry.ts';

describe('the hosts of venues and sources', () => {
  const asked = [...venues, ...sources.filter(source => !keyedSources.some(({ id }) => id === source.id))].flatMap(each =>
    each.budgets.map(({ host }) => host),
  );

  it('are among those that the manifest asks leave for', () => {
    expect(asked).toContain('api.bybit.com');
    expect(asked).toContain('query1.finance.yahoo.com');
    expect(asked.filter(host => !dataHosts.includes(host))).toEqual([]);
  });
});
