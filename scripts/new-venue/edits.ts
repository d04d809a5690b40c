/** Adds a member to the end of a union of string literals that is written one to a line and ends in a semicolon. */
export function addToUnion(text: string, type: string, member: string): string {
  const start = text.indexOf(`export type ${type} =`);
  const end = text.indexOf(';', start);
  if (start === -1 || end === -1) throw new Error(`no union ${type}`);
  return `${text.slice(0, end)}\n  | '${member}'${text.slice(end)}`;
}

/** Adds an import after the last one, and a name at the end of the list that `opening` begins. */
export function addToList(text: string, opening: string, imported: string, entry: string): string {
  const start = text.indexOf(opening);
  const end = text.indexOf(opening.trimEnd().endsWith('{') ? '}' : ']', start + opening.length);
  if (start === -1 || end === -1) throw new Error(`no list that begins with ${opening}`);
  const inside = text.slice(start + opening.length, end).trimEnd();
  const comma = inside === '' || inside.endsWith(',') ? '' : ',';
  const added = inside.includes('\n') ? `\n  ${entry},\n` : ` ${entry}`;
  const listed = `${text.slice(0, start + opening.length)}${inside}${comma}${added}${text.slice(end)}`;
  const lastImport = listed.lastIndexOf('\nimport ');
  const after = listed.indexOf('\n', lastImport + 1) + 1;
  return `${listed.slice(0, after)}${imported}\n${listed.slice(after)}`;
}

/** Adds an entry at the start of the object that `opening` begins. */
export function addAfter(text: string, opening: string, entry: string): string {
  const start = text.indexOf(opening);
  if (start === -1) throw new Error(`no object that begins with ${opening}`);
  return `${text.slice(0, start + opening.length)}\n  ${entry},${text.slice(start + opening.length)}`;
}
