/**
 * Everything that a page's own script can learn of its document, as one text: markup, text, attributes, selection, points, styles, roots,
 * names in the window, performance entries, storage, and what the hostile page recorded. To be evaluated in the page.
 */
export function spyOnDocument(): string {
  const said: string[] = [];
  const note = (value: unknown) => said.push(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
  const root = document.documentElement;
  const roots: (Document | ShadowRoot)[] = [document];
  for (const scope of roots) {
    for (const element of scope.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) note(`${name}=${value}`);
      if (element.shadowRoot !== null) roots.push(element.shadowRoot);
    }
    note(scope instanceof Document ? root.outerHTML : scope.innerHTML);
    note(scope.getAnimations().map(animation => JSON.stringify(animation.effect?.getComputedTiming())));
    for (const sheet of [...scope.styleSheets, ...scope.adoptedStyleSheets]) note([...sheet.cssRules].map(rule => rule.cssText));
  }
  note(root.innerText);
  note(root.textContent);
  note(new XMLSerializer().serializeToString(document));
  note(root.getHTML({ serializableShadowRoots: true }));
  const selection = getSelection();
  selection?.selectAllChildren(root);
  note(String(selection));
  note(String(selection?.getRangeAt(0).cloneContents().textContent));
  document.execCommand('selectAll');
  note(String(selection));
  selection?.removeAllRanges();
  for (let x = 4; x < innerWidth; x += 16) {
    for (let y = 4; y < innerHeight; y += 16) {
      for (const element of document.elementsFromPoint(x, y))
        if (element.parentElement === root) note(element.outerHTML.slice(0, 2_000));
      const caret = document.caretPositionFromPoint(x, y);
      if (caret !== null && caret.offsetNode.parentElement === root) note(caret.offsetNode.textContent ?? '');
      const range = document.caretRangeFromPoint(x, y);
      if (range !== null) note(range.startContainer.nodeName + (range.startContainer.nodeValue ?? ''));
    }
  }
  for (const element of root.children) {
    if (element === document.head || element === document.body) continue;
    note((element as HTMLElement).dataset);
    note([
      ...getComputedStyle(element),
      getComputedStyle(element, '::before').content,
      getComputedStyle(element, '::after').content,
    ]);
  }
  note(Object.getOwnPropertyNames(window));
  note(Object.getOwnPropertyNames(document));
  for (const type of PerformanceObserver.supportedEntryTypes) {
    const observer = new PerformanceObserver(() => undefined);
    observer.observe({ type, buffered: true });
    for (const entry of observer.takeRecords()) note(entry.toJSON());
  }
  note(performance.getEntries().map(entry => entry.toJSON() as unknown));
  note([
    document.title,
    document.cookie,
    Object.entries(localStorage),
    Object.entries(sessionStorage),
    document.activeElement?.outerHTML.slice(0, 2_000),
  ]);
  note((window as unknown as { readonly __hostile?: unknown }).__hostile);
  return said.join('\n');
}
