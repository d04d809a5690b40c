/** Writes the recordings that come with the extension: `npm run recordings`. */
import { writeFileSync } from 'node:fs';
import { makeRecording, recordingNames } from './make.ts';

for (const name of recordingNames) {
  const text = makeRecording(name);
  writeFileSync(new URL(`../../public/recordings/${name}.jsonl`, import.meta.url), text);
  console.log(`${name}: ${text.split('\n').length - 1} lines, ${Math.round(text.length / 1000)} kB`);
}
