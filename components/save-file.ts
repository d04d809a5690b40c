/** Hands a text or other content to the browser as a file to be saved. */
export function saveFile(document: Document, name: string, content: BlobPart, type: string): void {
  const link = document.createElement('a');
  const url = URL.createObjectURL(new Blob([content], { type }));
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
