import type { BrowserContext } from 'playwright-core';

/** How much there is to see in a picture. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Different colours, of those that take at least one pixel in ten thousand. */
  readonly colours: number;
  /** Standard deviation of the lightness, 0 to 127. */
  readonly spread: number;
}

/** Looks at a PNG with the browser's own eyes. */
export async function lookAt(context: BrowserContext, png: Buffer): Promise<Pixels> {
  const page = await context.newPage();
  try {
    return await page.evaluate(
      async source => {
        const image = new Image();
        image.src = source;
        await image.decode();
        const canvas = new OffscreenCanvas(image.width, image.height);
        const pen = canvas.getContext('2d');
        if (pen === null) throw new Error('no canvas');
        pen.drawImage(image, 0, 0);
        const { data } = pen.getImageData(0, 0, image.width, image.height);
        const counts = new Map<number, number>();
        let [sum, squares] = [0, 0];
        for (let at = 0; at < data.length; at += 4) {
          const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
          const light = (red + green + blue) / 3;
          sum += light;
          squares += light * light;
          const colour = (red << 16) | (green << 8) | blue;
          counts.set(colour, (counts.get(colour) ?? 0) + 1);
        }
        const pixels = data.length / 4;
        return {
          width: image.width,
          height: image.height,
          colours: [...counts.values()].filter(count => count >= pixels / 10_000).length,
          spread: Math.sqrt(Math.max(0, squares / pixels - (sum / pixels) ** 2)),
        };
      },
      `data:image/png;base64,${png.toString('base64')}`,
    );
  } finally {
    await page.close();
  }
}
