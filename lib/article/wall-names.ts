/** How the elements of walls are called, in lower case: `paywall`, `content-wall`. Source of a regular expression. */
export const wallNames = '(?:pay|reg|sub|login|content|meter(?:ed)?|subscri\\w+|registration)-?wall';
