/**
 * The native version of a database, `undefined` when there is none. Touches nothing: neither opens it for writing nor creates it.
 * Asked before Dexie is, because Dexie 4 opens a database of a newer version without a word and may raise its version to add what it misses
 * (dexie/Dexie.js issue 2099). Rejects with the database's own error.
 */
export function probeVersion(factory: IDBFactory, name: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name);
    let absent = false;
    request.onupgradeneeded = () => {
      absent = true;
      // Aborting the first upgrade leaves no database behind (W3C Indexed Database API 3.0, "upgrade a database").
      request.transaction?.abort();
    };
    request.onsuccess = () => {
      const { version } = request.result;
      request.result.close();
      resolve(version);
    };
    request.onerror = event => {
      event.preventDefault();
      if (absent) resolve(undefined);
      else reject(request.error ?? new Error('the database could not be opened'));
    };
  });
}
