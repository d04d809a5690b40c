import { toIconSvg } from '../icon-sketch.ts';

/** A picture without the browser in it. */
export interface Tile {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly html: string;
}

const centred = 'body{margin:0;height:100vh;display:grid;place-content:center;justify-items:center}';

/** What the stores ask for beside pictures: Chrome's small tile (440 x 280), and the logo of Microsoft's (300 x 300). */
export const tiles: readonly Tile[] = [
  {
    name: 'tile-440x280',
    width: 440,
    height: 280,
    html: `<style>${centred}body{background:#0b0e13;color:#eef2f6;font-family:system-ui,sans-serif;gap:14px}
h1{margin:0;font-size:34px}p{margin:0;color:#9aa4b5;font-size:17px}</style>${toIconSvg(88)}<h1>Undertow</h1><p>Why crypto is falling</p>`,
  },
  { name: 'logo-300x300', width: 300, height: 300, html: `<style>${centred}</style>${toIconSvg(300)}` },
];
