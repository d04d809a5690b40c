import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A fresh profile of a user who once gave the extension leave for these optional origins and interfaces and took it back since. The browser asks with a window of
 * its own, which no test can press; what was granted once it grants again without asking, when the extension asks while a press of the user's is
 * handled (`PermissionsRequestFunction` in Chromium's source: `GetRuntimeGrantedPermissions`). So the build stays as it is published, and until
 * the press it has no leave.
 */
export function profileWithLeave(extension: string, origins: readonly string[], api: readonly string[] = []): string {
  const profile = mkdtempSync(join(tmpdir(), 'undertow-chromium-'));
  const granted = { api, explicit_host: origins, manifest_permissions: [], scriptable_host: [] };
  const settings = { [idOf(extension)]: { runtime_granted_permissions: granted } };
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify({ extensions: { settings } }));
  return profile;
}

/** The id of an unpacked extension: half of the digest of its path, in the letters a to p. */
function idOf(extension: string): string {
  const digest = createHash('sha256').update(realpathSync(extension)).digest('hex').slice(0, 32);
  return digest.replaceAll(/./g, digit => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}
