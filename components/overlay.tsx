import { render } from 'preact';
import type { AppearanceStorage } from '../lib/client/appearance.ts';
import { followAppearance } from '../lib/client/appearance.ts';
import type { LinkState, SnapshotLink } from '../lib/client/live-snapshot.ts';
import { connectSnapshot } from '../lib/client/live-snapshot.ts';
import { watchAddress, whenSettled } from '../lib/client/page-life.ts';
import type { PageReader, PageView } from '../lib/client/page-reader.ts';
import type { PanelSize, Place, PlaceStorage } from '../lib/client/place.ts';
import { loadPlace, savePlace, toFirstPlace } from '../lib/client/place.ts';
import type { ClientRuntime, PageClock, PageTimers } from '../lib/client/runtime.ts';
import { isAlive } from '../lib/client/runtime.ts';
import type { Theme } from '../lib/client/theme.ts';
import { readPageTheme } from '../lib/client/theme.ts';
import type { MarketSnapshot } from '../lib/model/snapshot.ts';
import type { ArticleReader } from './article-live.ts';
import type { GripEvent } from './drag.ts';
import { startDrag, toMoved, toNudged } from './drag.ts';
import type { Host } from './host.ts';
import { createHost } from './host.ts';
import { Panel } from './panel.tsx';
import type { Scope } from './scope.tsx';

/** What the overlay is handed by its entry point. */
export interface OverlayOptions {
  readonly window: Window & typeof globalThis;
  readonly runtime: ClientRuntime;
  readonly area: PlaceStorage & AppearanceStorage;
  readonly clock: PageClock;
  readonly timers: PageTimers;
  readonly css: string;
  readonly readPage: PageReader;
  /** Follows the article of the page; calls back when there is something new. */
  readonly readArticle: (onNews: () => void) => ArticleReader;
}

/** Where the background does not answer nobody knows the page. */
type ShownPage = Omit<PageView, 'start'> & Partial<Pick<PageView, 'start'>>;

const tickMs = 1_000;
/** A page that takes our element out this often within a minute, without going to another address, does not want it. */
const mostReturns = 3;
const returnsWithinMs = 60_000;
const smaller: { readonly [Size in PanelSize]: PanelSize } = { open: 'compact', compact: 'pill', pill: 'pill' };

/**
 * Stands the panel on the page while its address is one that we know, and takes it away when it is not.
 *
 * @returns ends it for good and leaves nothing behind.
 */
export function startOverlay({ window, runtime, area, clock, timers, css, readPage, readArticle }: OverlayOptions): () => void {
  const { document } = window;
  const life = new AbortController();
  const { signal } = life;
  const narrow = window.matchMedia('(max-width: 319px)');
  let page: ShownPage | undefined;
  /** The address that was read last. */
  let lookedAt: string | undefined;
  let host: Host | undefined;
  let link: SnapshotLink | undefined;
  let place: Place | undefined;
  /** Whether the user has ever placed the panel on this site. */
  let isPlaced = false;
  let article: ArticleReader | undefined;
  let snapshot: MarketSnapshot | undefined;
  let state: LinkState = 'listening';
  let scope: Scope;
  let theme: Theme = 'dark';
  let look = '';
  /** When the element was put back, at this address, monotonic ms. */
  let returns: readonly number[] = [];
  /** What the panel unfolds to. */
  let unfolded: PanelSize = 'compact';
  let ticking: unknown;
  let wasDrag = (): boolean => false;

  const keep = (next: Place): void => {
    place = next;
    isPlaced = true;
    if (next.size !== 'pill') unfolded = next.size;
    if (page) void savePlace(area, page.siteId, next);
    paint();
  };
  const resize = (size: PanelSize): void => {
    if (!place) return;
    // The pill is the part by which it is dragged and the button that opens it: the click that ends its drag is none.
    const isDropped = place.size === 'pill' && wasDrag();
    wasDrag = () => false;
    if (isDropped) return;
    theme = readPageTheme(window);
    keep({ ...place, size });
    host?.mount.querySelector<HTMLElement>('.grip')?.focus({ preventScroll: true });
  };
  const actions = {
    resize,
    scope: (next: Scope): void => {
      scope = next;
      // The switch in the head gives what the page is about; beside it the open view can be of bitcoin alone.
      if (place)
        keep(
          next === undefined || (article ? next !== 'BTC' : next === page?.coin)
            ? { ...place, whole: next === undefined }
            : place,
        );
    },
    show: (block: number): void => article?.show(block),
    grip: (event: GripEvent): void => {
      wasDrag = startDrag(event, { window, onDrop: dropped => place && keep(toMoved(place, dropped)) });
    },
    nudge: (event: KeyboardEvent): void => {
      const next = place && toNudged(place, event.key, window.innerHeight);
      if (!next) return;
      event.preventDefault();
      keep(next);
    },
    escape: (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !place || place.size === 'pill') return;
      event.stopPropagation();
      resize(smaller[place.size]);
    },
  };

  function paint(): void {
    if (!host || !page) return;
    // Until the user places it: where the site has room for it in a window of this size, which zooming changes.
    if (!isPlaced || !place) place = toFirstPlace(page.start, window);
    // A general news site has the panel as a pill at first: about coins it unfolds, unless the user wants it otherwise.
    if (!isPlaced && article?.words().isCrypto) place = { ...place, size: 'compact' };
    if (!host.element.isConnected) {
      // Pages that draw their root anew take it out by the way; a few times in a minute is no fight.
      const at = clock.monotonic();
      returns = [...returns.filter(each => at - each < returnsWithinMs), at];
      if (returns.length > mostReturns) {
        stop();
        return;
      }
      host.attach();
    }
    const shown: Place = narrow.matches ? { ...place, size: 'pill' } : place;
    const now = clock.now() + (snapshot?.clock.offsetMs ?? 0);
    const view = document.fullscreenElement ? null : (
      <Panel
        snapshot={snapshot}
        link={state}
        now={now}
        coin={page.coin}
        article={article?.words()}
        scope={scope}
        place={shown}
        theme={theme}
        look={look}
        actions={actions}
      />
    );
    render(view, host.mount);
  }

  async function mount(found: ShownPage, first: LinkState = 'listening'): Promise<void> {
    page = found;
    const chosen = await loadPlace(area, found.siteId);
    if (page !== found || signal.aborted) return;
    isPlaced = chosen !== undefined;
    place = chosen;
    if (place && place.size !== 'pill') unfolded = place.size;
    scope = ownScope();
    state = first;
    theme = readPageTheme(window);
    host = createHost(document, css);
    host.attach();
    link = connectSnapshot({
      runtime,
      coin: found.coin,
      document,
      window,
      clock,
      timers,
      onToggle: () => place && keep({ ...place, size: place.size === 'pill' ? unfolded : 'pill' }),
      onSnapshot: next => {
        snapshot = next;
        read();
        paint();
      },
      onState: next => {
        state = next;
        if (next === 'gone') stop();
        else paint();
      },
    });
    tick();
  }

  function unmount(): void {
    link?.close();
    timers.clear(ticking);
    if (host) render(null, host.mount);
    host?.element.remove();
    page = host = link = snapshot = scope = article = undefined;
    state = 'listening';
  }

  function read(): void {
    const { href } = window.location;
    if (signal.aborted || href === lookedAt) return;
    lookedAt = href;
    returns = [];
    readPage(href).then(
      found => {
        if (href === window.location.href) show(found);
      },
      () => {
        // Asked again at the next chance. A page on which nothing stands yet is told why; elsewhere it is not known whether the panel may stay.
        lookedAt = undefined;
        if (page) unmount();
        else void mount({ siteId: 'unknown' }, 'unanswered');
      },
    );
  }

  function show(found: PageView | undefined): void {
    if (signal.aborted) return;
    if (found?.siteId !== page?.siteId) unmount();
    article = found?.isArticle && readArticle(paint);
    if (!found) return;
    if (!page) {
      void mount(found);
      return;
    }
    if (found.coin === page.coin) return;
    page = found;
    scope = ownScope();
    link?.setCoin(found.coin);
    paint();
  }

  /** What the open view is about at first: the page's coin where the user chose it on this site, else the whole market. */
  function ownScope(): Scope {
    return place?.whole === false ? page?.coin : undefined;
  }

  function tick(): void {
    timers.clear(ticking);
    if (!isAlive(runtime)) {
      stop();
      return;
    }
    if (host && document.visibilityState === 'visible') {
      article?.look();
      ticking = timers.set(tick, tickMs);
    }
    paint();
  }

  function stop(): void {
    life.abort();
    unmount();
  }

  void whenSettled(window).then(() => {
    if (signal.aborted) return;
    const repaint = (): void => {
      theme = readPageTheme(window);
      paint();
    };
    followAppearance(
      area,
      next => {
        look = next;
        paint();
      },
      signal,
    );
    watchAddress(window, read, signal);
    document.addEventListener('visibilitychange', tick, { signal });
    document.addEventListener('fullscreenchange', paint, { signal });
    narrow.addEventListener('change', paint, { signal });
    window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', repaint, { signal });
    read();
  });
  return stop;
}

const slot = Symbol.for('panel');

/** Makes this copy of the script the only one in its world: an older copy, injected before, yields. The page cannot see this world. */
export function takeOver(world: object, stop: () => void): void {
  const older: unknown = Reflect.get(world, slot);
  if (typeof older === 'function') Reflect.apply(older, undefined, []);
  Reflect.set(world, slot, stop);
}
