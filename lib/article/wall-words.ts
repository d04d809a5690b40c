const person = '(?:subscribers?|members?|registered users|premium users)';
const text = '(?:article|story|report|content|post|piece|analysis|page|rest|remainder)';

/** What stands where the free part of an article ends. English; another language is added with a bar. */
export const wall = new RegExp(
  [
    `\\bto (?:continue|keep|finish|carry on) reading\\b`,
    `\\b(?:subscribe|sign (?:in|up)|log in|register|join)\\b[^.]{0,40}\\bto (?:read|unlock|access|view|see) (?:the (?:full|rest|whole|complete|entire)|this ${text})`,
    `\\b(?:continue|keep) reading (?:(?:this ${text} )?(?:with|for free|by|as an?)\\b)`,
    `\\b${text}\\b[^.]{0,30}\\b(?:is|are) (?:only |exclusively )?(?:available |reserved |exclusive )?(?:only |exclusively )?(?:to|for) (?:our |paying |paid |premium |pro )*${person}\\b`,
    `\\b(?:already an? |(?:are you|not) an? (?:\\w+ )?)${person}\\b[^.]{0,5}\\?`,
  ].join('|'),
  'i',
);
