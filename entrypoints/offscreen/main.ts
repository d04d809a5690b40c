import { playTone, readToneUrl } from '../../lib/background/tone.ts';

const asked = readToneUrl(location.search);
if (asked !== undefined) await playTone(new AudioContext(), asked.severity, asked.volume);
window.close();
