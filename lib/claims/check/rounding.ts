const powers: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9, t: 1e12 };
const numbers = /(\d[\d,]*)(?:\.(\d+))?\s*(thousand|million|billion|trillion|mn|bn|tn|[kmbt])?(?![a-z])/gi;
/** A round number may be rounded by no more than this share of it, unless it says `about`. */
const mostOfRound = 0.01;

/**
 * By how much a number may be off through its rounding alone, in its own unit: half a unit of its last written digit. `67.46K` gives 5, `$237 million`
 * 500,000, `4.4%` 0.05. Zeros at the end of a round number may be rounding too: `$67,000` gives 500, but no more than a hundredth of it (`$60,000`: 600). Words
 * without digits (`half a billion`) give a twentieth of the value.
 */
export function roundingOf(text: string, value: number): number {
  const written = [...text.matchAll(numbers)];
  const [first] = written;
  if (first === undefined) return Math.abs(value) / 20;
  const [, whole = '', decimals = ''] = first;
  // The scale of a range stands behind its end: `560–600 million`.
  const scale = written.find(each => each[3] !== undefined)?.[3] ?? '';
  const power = powers[scale.toLowerCase().charAt(0)] ?? 1;
  const unit = power / 10 ** decimals.length;
  const zeros = decimals === '' ? (/0*$/.exec(whole.replaceAll(',', ''))?.[0].length ?? 0) : 0;
  return Math.max(unit / 2, Math.min((unit * 10 ** zeros) / 2, Math.abs(value) * mostOfRound));
}
