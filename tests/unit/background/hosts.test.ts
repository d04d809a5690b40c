import { describe, expect, it } from 'vitest';
import { dataHosts } from '../../../lib/background/hosts.ts';
import { fearGreedSources, priceSources } from '../../../lib/sources/registry.ts';
import { venues } from '../../../lib/venues/registry.ts';

describe('the hosts of venues and sources', () => {
  const asked = [...venues, ...fearGreedSources, ...priceSources].flatMap(each => each.budgets.map(({ host }) => host));

  it('are among those that the manifest asks leave for', () => {
    expect(asked).toContain('api.bybit.com');
    expect(asked.filter(host => !dataHosts.includes(host))).toEqual([]);
  });
});
