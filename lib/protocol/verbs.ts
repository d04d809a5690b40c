import { panelPortName } from './panel-port.ts';
import type { Verb } from './messages.ts';

/** What the browser says about who sent a message or opened a port. */
export interface Sender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly frameId?: number | undefined;
  readonly tab?: { readonly id?: number | undefined } | undefined;
}

/** What the background knows about itself and its sites. */
export interface Trust {
  /** `runtime.id`. */
  readonly extensionId: string;
  /** Origin of our own pages, `chrome-extension://…`, without a slash at its end. */
  readonly extensionOrigin: string;
  /** True for the address of a page on a site that the user has switched on. */
  readonly allows: (url: string) => boolean;
}

/** `page`: a page of the extension. `panel`: our script in the top frame of a site that is switched on. */
export type SenderKind = 'page' | 'panel';

const panelVerbs: readonly string[] = [
  'snapshot.read',
  'page.read',
  'article.read',
  'article.show',
  'panel.heartbeat',
  panelPortName,
] satisfies (Verb | typeof panelPortName)[];

/** Who speaks. `undefined` for anybody whom we do not answer: another extension, a subframe, a page that is not switched on. */
export function senderKind(
  { id, url, frameId, tab }: Sender,
  { extensionId, extensionOrigin, allows }: Trust,
): SenderKind | undefined {
  if (id !== extensionId || url === undefined || !URL.canParse(url)) return undefined;
  if (url.startsWith(`${extensionOrigin}/`)) return 'page';
  return tab?.id !== undefined && frameId === 0 && new URL(url).protocol === 'https:' && allows(url) ? 'panel' : undefined;
}

/** Whether the sender may say the verb, or open the port of that name. Scripts in pages may only read. */
export function mayCall(verb: Verb | typeof panelPortName, sender: Sender, trust: Trust): boolean {
  const kind = senderKind(sender, trust);
  return kind === 'page' || (kind === 'panel' && panelVerbs.includes(verb));
}
