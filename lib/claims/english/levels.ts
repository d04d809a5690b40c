import { forms, set } from './tables.ts';

/** Words about prices and levels of support and resistance in English. Another language gives a file with the same names. */

/** After a comma, they say what a figure is: $1.30, a level of support. */
export const appositions = set('a an the its which where key major');
/** What does not move. */
export const staying = set('stay stays staying remain remains remaining keeps sits');
/** What a number is in when it is watched, and what stands between. */
export const focusWords = set('focus play view sight');
export const focusLeads = set('in into back firmly');
/** After the name of a level: what it is for. */
export const purposeWords = set('to for that which where');
/** Between a level and its figures. */
export const naming = set('include includes including are');
/** Between a verb of holding and the level that is held. */
export const gripFillers = set('the key zone area level range region mark between of around at support resistance $');
/** Before `to`, of a level that is another now. */
export const shifted = set('shifted moved climbed risen dropped slipped');
/** Near before a number that is to be passed upward. */
export const aboveWords = set(
  'above over past through beyond north reclaim reclaims reclaiming regain regains surpass surpassing overcome overcoming',
);
/** Before what is hoped for. */
export const aiming = set('targeting targets eyeing eyes');
/** Before a number that is a goal. */
export const goalLeads = set('to toward towards for');
/** Before what somebody tried in vain. */
export const failing = set('failed failing fails failure unable inability struggling struggles struggled struggle');
/** What somebody does who tells what will come. */
export const foretelling = new Set([...forms('predict forecast expect anticipat project foresee open'), 'foresaw']);
/** Before a price without a unit. */
export const plainLeads = set('to at below above near around');
/** What a price may do to an old mark. */
export const revisits = set('retest test revisit reach hit tag');
/** After a number that is paid for one. */
export const eachWords = set('each apiece per');
/** Before a verb of what came first or last. */
export const turns = set(', after before then');
/** Verbs of a price in the form that follows `could` and `to`. */
export const bareVerbs = set('trade hover settle consolidate stabilize change exchange stand sit');
