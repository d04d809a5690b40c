import type { VNode } from 'preact';
import { toHostWords } from '../lib/format/host-words.ts';

/** Every host that is asked for market data: its name, who that is, and what for. */
export const HostList = ({ hosts }: { readonly hosts: readonly string[] }): VNode => (
  <ul class="hosts">
    {hosts.map(host => {
      const { name, words } = toHostWords(host) ?? {};
      return (
        <li key={host}>
          <span>
            <b>{name ?? host}</b> <span class="sub">{host}</span>
          </span>
          <span class="sub">{words}</span>
        </li>
      );
    })}
  </ul>
);
