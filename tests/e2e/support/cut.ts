/**
 * The body of a function that finds texts of which an end is hidden, sideways or below, in what `root` is: the document or the root of a panel. A text
 * that stands in full in its title may be cut; of what is for screen readers alone nothing shows, which is meant. Gives them as class and text.
 */
export const findCutBody = `
  return [...root.querySelectorAll('*')].filter(element => {
    const text = [...element.childNodes].filter(node => node.nodeType === 3).map(node => node.data).join('').trim();
    if (text === '' || element.clientWidth <= 1 || !element.checkVisibility()) return false;
    const { overflowX, overflowY } = getComputedStyle(element);
    const hides = overflow => overflow === 'hidden' || overflow === 'clip';
    const isCut = (hides(overflowX) && element.scrollWidth > element.clientWidth + 1)
      || (hides(overflowY) && element.scrollHeight > element.clientHeight + 1);
    return isCut && element.closest('[title]')?.title.includes(text) !== true;
  }).map(element => element.className + ': ' + element.textContent.slice(0, 80));`;
